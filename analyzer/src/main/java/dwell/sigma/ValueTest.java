package dwell.sigma;

import com.google.re2j.Pattern;
import dwell.casefile.Network;
import dwell.event.IpAddress;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a rule asks of the value of a field. */
sealed interface ValueTest {
  /**
   * Whether the value passes.
   *
   * @param slot where the value is kept
   */
  boolean holds(EventView view, FieldSlot slot);

  /** The value is that text, wildcards considered. */
  record Text(TextPattern pattern) implements ValueTest {
    @Override
    public boolean holds(EventView view, FieldSlot slot) {
      String value = pattern.cased() ? view.value(slot) : view.lower(slot);
      return value != null && pattern.matches(value);
    }
  }

  /** The expression matches a part of the value. */
  record Expression(Pattern pattern) implements ValueTest {
    @Override
    public boolean holds(EventView view, FieldSlot slot) {
      String value = view.value(slot);
      return value != null && pattern.matcher(value).find();
    }
  }

  /** The value is an address of the network. */
  record Within(Network network) implements ValueTest {
    @Override
    public boolean holds(EventView view, FieldSlot slot) {
      String value = view.value(slot);
      byte[] address = value == null ? null : IpAddress.parse(value);
      return address != null && network.contains(address);
    }
  }

  /** The value is a number that compares so. */
  record Compared(Comparison comparison, BigDecimal number) implements ValueTest {
    @Override
    public boolean holds(EventView view, FieldSlot slot) {
      BigDecimal value = ValueTest.number(view.value(slot));
      return value != null && comparison.holds(value.compareTo(number));
    }
  }

  /** A part of the value, which is a time, compares so. */
  record TimeCompared(TimePart part, Comparison comparison, BigDecimal number)
      implements ValueTest {
    @Override
    public boolean holds(EventView view, FieldSlot slot) {
      long value = part.of(view);
      return value >= 0 && comparison.holds(BigDecimal.valueOf(value).compareTo(number));
    }
  }

  /** There is no value. */
  record Absent() implements ValueTest {
    @Override
    public boolean holds(EventView view, FieldSlot slot) {
      return view.value(slot) == null;
    }
  }

  /** There is a value, whatever it is. */
  record Present() implements ValueTest {
    @Override
    public boolean holds(EventView view, FieldSlot slot) {
      return view.value(slot) != null;
    }
  }

  /** The value stands to that of another field of the event as the sort says. */
  record Same(List<FieldSlot> others, Sort sort, boolean cased) implements ValueTest {
    /** How two texts are compared. */
    enum Sort {
      EQUAL,
      CONTAINS,
      STARTS,
      ENDS
    }

    @Override
    public boolean holds(EventView view, FieldSlot slot) {
      String value = view.value(slot);
      for (FieldSlot other : others) {
        String its = view.value(other);
        if (value != null && its != null && holds(folded(value), folded(its))) {
          return true;
        }
      }
      return false;
    }

    private String folded(String text) {
      return cased ? text : text.toLowerCase(Locale.ROOT);
    }

    private boolean holds(String value, String other) {
      return switch (sort) {
        case EQUAL -> value.equals(other);
        case CONTAINS -> value.contains(other);
        case STARTS -> value.startsWith(other);
        case ENDS -> value.endsWith(other);
      };
    }
  }

  /** A decimal number, or null where the text is none. */
  static @Nullable BigDecimal number(@Nullable String text) {
    // A longer one is no number that a rule compares, and costs time to read.
    if (text == null || text.isEmpty() || text.length() > 40 || text.indexOf('e') >= 0) {
      return null;
    }
    try {
      return new BigDecimal(text);
    } catch (NumberFormatException e) {
      return null;
    }
  }
}
