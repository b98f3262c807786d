package dwell.event;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a reader of an event must know of it: the values of {@code dwell.flags}. */
public enum Flag {
  /** The far side chose part of a field that was parsed. */
  UNTRUSTED_TEXT("untrusted-text"),
  /** The text has more than one reading; the disputed fields are absent. */
  AMBIGUOUS_TEXT("ambiguous-text"),
  /** The record holds control characters other than tab. */
  CONTROL_CHARACTERS("control-characters"),
  /** The record was cut: by its writer, by the end of the file, or by a size limit. */
  TRUNCATED("truncated"),
  /** Its time lies before that of a record written earlier in the same file. */
  OUT_OF_ORDER("out-of-order"),
  /** Bytes that are not UTF-8. */
  BAD_ENCODING("bad-encoding"),
  /** A local time that occurs twice or never. */
  AMBIGUOUS_TIME("ambiguous-time"),
  /** Several values of one record contradict each other. */
  INCONSISTENT("inconsistent"),
  /** A run of zero bytes where a record should stand. */
  ZEROED("zeroed");

  private final String id;

  Flag(String id) {
    this.id = id;
  }

  /** The word used in events and queries. */
  public String id() {
    return id;
  }

  /** This flag's bit in a set of flags. */
  public int bit() {
    return 1 << ordinal();
  }

  /** The flags of a set of bits, in order of declaration. */
  public static List<Flag> of(int bits) {
    List<Flag> flags = new ArrayList<>(Integer.bitCount(bits));
    for (Flag flag : values()) {
      if ((bits & flag.bit()) != 0) {
        flags.add(flag);
      }
    }
    return List.copyOf(flags);
  }

  /** The flag of that word, or null where there is none. */
  public static @Nullable Flag of(String id) {
    for (Flag flag : values()) {
      if (flag.id.equals(id)) {
        return flag;
      }
    }
    return null;
  }
}
