package dwell.format.mysql;

import dwell.record.Ascii;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What records of the audit log plugins have in common, by the names of the XML formats. In JSON
 * Percona's plugin has the same in lower case; MySQL's has names of its own, see {@link AuditJson}.
 */
enum AuditPart {
  NAME,
  /** JSON alone: which kind of the class that {@link #NAME} is. */
  EVENT,
  TIMESTAMP,
  CONNECTION_ID,
  STATUS,
  SQLTEXT,
  USER,
  PRIV_USER,
  HOST,
  IP,
  DB,
  TABLE;

  private static final AuditPart[] ALL = values();

  private final byte[] upper = Ascii.bytes(name());
  private final byte[] lower = Ascii.bytes(name().toLowerCase(Locale.ROOT));

  /** The part of that name, in upper or in lower case, or null where there is none. */
  static @Nullable AuditPart of(byte[] bytes, int from, int to) {
    for (AuditPart part : ALL) {
      if (Ascii.equals(bytes, from, to, part.upper) || Ascii.equals(bytes, from, to, part.lower)) {
        return part;
      }
    }
    return null;
  }
}
