package dwell.format.postgresql;

import dwell.record.Ascii;
import dwell.time.EpochStamp;
import dwell.time.IsoStamp;
import dwell.time.Stamp;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A {@code log_line_prefix}, compiled: takes the front of a line apart (log_status_format in
 * elog.c).
 *
 * <p>Account, database and application name may hold anything, so that a line may have several
 * readings. They are counted, up to a bound: the shortest stands, and where there is another,
 * {@link #ambiguous} is true. Reused; one a thread.
 */
final class LinePrefix {
  /** NAMEDATALEN - 1: the longest name of a role, a database, an application. */
  private static final int LONGEST_NAME = 63;

  private static final int LONGEST_HOST = 300;
  private static final int MOST_STEPS = 4000;

  /** A run of literal text, or one escape, padded to a width: {@code literal} is null then. */
  private record Part(byte @Nullable [] literal, char escape, int width) {}

  private final String text;
  private final List<Part> parts = new ArrayList<>();
  private final int[] from;
  private final int[] to;
  private final int[] foundFrom;
  private final int[] foundTo;
  private final Stamp other = new Stamp();

  private byte[] bytes = new byte[0];
  private int limit;
  private int steps;
  private int readings;
  private int behind;
  private int depth;

  LinePrefix(String text) {
    this.text = text;
    StringBuilder literal = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c != '%' || i + 1 == text.length()) {
        literal.append(c);
        continue;
      }
      int width = 0;
      i++;
      while (i + 1 < text.length()
          && (text.charAt(i) == '-' || Character.isDigit(text.charAt(i)))) {
        width = Math.min(1000, width * 10 + Math.max(0, Character.digit(text.charAt(i), 10)));
        i++;
      }
      char escape = text.charAt(i);
      if (escape == '%') {
        literal.append('%');
      } else {
        flush(literal);
        parts.add(new Part(null, escape, width));
      }
    }
    flush(literal);
    from = new int[parts.size()];
    to = new int[parts.size()];
    foundFrom = new int[parts.size()];
    foundTo = new int[parts.size()];
  }

  private void flush(StringBuilder literal) {
    if (!literal.isEmpty()) {
      parts.add(new Part(literal.toString().getBytes(StandardCharsets.UTF_8), ' ', 0));
      literal.setLength(0);
    }
  }

  /** The prefix as it stands in {@code postgresql.conf}. */
  String text() {
    return text;
  }

  /** How many values it holds. */
  int escapes() {
    int n = 0;
    for (Part part : parts) {
      n += part.literal == null && part.escape != 'q' ? 1 : 0;
    }
    return n;
  }

  /** Whether the last line that matched has another reading. */
  boolean ambiguous() {
    return readings > 1;
  }

  /** Whether the message that was read may stand in a name, and the real one further behind. */
  private boolean contested(int end) {
    return ambiguous() && PrefixInference.severity(bytes, behind + 1, end) > 0;
  }

  /**
   * Whether the line has this prefix and a severity behind it.
   *
   * @param line gets what the prefix holds, the severity, and the message up to {@code end}
   * @param stamp gets the time
   * @return 0 where it does not, 1 where it does, 2 where it does and has a time
   */
  int match(byte[] source, int start, int end, LogLine line, Stamp stamp) {
    bytes = source;
    limit = end;
    steps = 0;
    readings = 0;
    step(0, start);
    if (readings == 0) {
      return 0;
    }
    Severity severity = Severity.at(bytes, behind, limit);
    if (severity == null) {
      return 0;
    }
    line.clear();
    line.severity = severity;
    line.contested = contested(end);
    int message = behind + severity.length() + 2;
    line.messageFrom = message < end && bytes[message] == ' ' ? message + 1 : message;
    line.messageTo = end;
    return take(line, stamp) ? 2 : 1;
  }

  private boolean take(LogLine line, Stamp stamp) {
    boolean timed = false;
    boolean session = false;
    for (int i = 0; i < depth; i++) {
      int a = foundFrom[i];
      int b = foundTo[i];
      switch (parts.get(i).escape) {
        case 't', 'm' -> timed |= IsoStamp.readNamed(bytes, a, b, stamp) > 0;
        case 'n' -> timed |= EpochStamp.read(bytes, a, b, stamp) > 0;
        case 'p' -> {
          line.pid = Math.max(0, Ascii.number(bytes, a, b));
          if (!session) {
            line.sessionFrom = a;
            line.sessionTo = b;
          }
        }
        case 'c' -> {
          session = true;
          line.sessionFrom = a;
          line.sessionTo = b;
        }
        case 'u' -> {
          line.userFrom = a;
          line.userTo = b;
        }
        case 'd' -> {
          line.databaseFrom = a;
          line.databaseTo = b;
        }
        case 'h' -> {
          line.hostFrom = a;
          line.hostTo = b;
        }
        case 'r' -> remote(line, a, b);
        case 'e' -> {
          line.stateFrom = a;
          line.stateTo = b;
        }
        default -> {}
      }
    }
    return timed;
  }

  /** {@code 192.0.2.1(51516)}. */
  private void remote(LogLine line, int a, int b) {
    line.hostFrom = a;
    line.hostTo = b;
    int open = Ascii.indexOf(bytes, a, b, (byte) '(');
    if (open > 0 && bytes[b - 1] == ')') {
      line.hostTo = open;
      line.port = Math.max(0, Ascii.number(bytes, open + 1, b - 1));
    }
  }

  /** Tries part {@code i} at {@code at}, and all behind it. */
  private void step(int i, int at) {
    if (++steps > MOST_STEPS || readings > 1) {
      return;
    }
    if (i == parts.size()) {
      found(i, at);
      return;
    }
    Part part = parts.get(i);
    if (part.literal != null) {
      if (Ascii.startsWith(bytes, at, limit, part.literal)) {
        step(i + 1, at + part.literal.length);
      }
      return;
    }
    if (part.escape == 'q') {
      found(i, at);
      step(i + 1, at);
      return;
    }
    int value = part.width == 0 ? at : spaces(at);
    from[i] = value;
    int end = typed(part.escape, value);
    if (end >= 0) {
      to[i] = end;
      step(i + 1, Math.max(end, Math.min(limit, at + part.width)));
    } else if (end == ANY) {
      text(i, part, at);
    }
  }

  /** Text of any length: every end is tried, the shortest first. */
  private void text(int i, Part part, int at) {
    boolean host = part.escape == 'h' || part.escape == 'r' || part.escape == 'L';
    int last = Math.min(limit, at + Math.max(part.width, host ? LONGEST_HOST : LONGEST_NAME));
    for (int end = at + part.width; end <= last && readings < 2; end++) {
      from[i] = at;
      to[i] = end;
      if (end == at + part.width) {
        trim(i);
      }
      step(i + 1, end);
      if (end < limit && (host && bytes[end] == ' ' || bytes[end] == '\n')) {
        return;
      }
    }
  }

  /** Takes the padding off a value. */
  private void trim(int i) {
    while (from[i] < to[i] && bytes[from[i]] == ' ') {
      from[i]++;
    }
    while (from[i] < to[i] && bytes[to[i] - 1] == ' ') {
      to[i]--;
    }
  }

  private void found(int count, int at) {
    if (Severity.at(bytes, at, limit) == null
        || readings > 0 && at == behind && count == depth && same(count)) {
      return;
    }
    if (readings++ == 0) {
      behind = at;
      depth = count;
      System.arraycopy(from, 0, foundFrom, 0, count);
      System.arraycopy(to, 0, foundTo, 0, count);
    }
  }

  private boolean same(int count) {
    for (int i = 0; i < count; i++) {
      if (parts.get(i).literal == null && (from[i] != foundFrom[i] || to[i] != foundTo[i])) {
        return false;
      }
    }
    return true;
  }

  private static final int ANY = -1;
  private static final int NOT_THERE = -2;

  /** Where a value of a known form ends; {@link #NOT_THERE}, or {@link #ANY} for free text. */
  private int typed(char escape, int at) {
    return switch (escape) {
      case 't', 'm', 's' -> {
        int end = IsoStamp.readNamed(bytes, at, limit, other);
        yield end < 0 ? NOT_THERE : end;
      }
      case 'n' -> {
        int end = EpochStamp.read(bytes, at, limit, other);
        yield end < 0 ? NOT_THERE : end;
      }
      case 'p', 'l', 'x' -> {
        int end = Ascii.skipDigits(bytes, at, limit);
        yield end == at ? NOT_THERE : end;
      }
      case 'P' -> Ascii.skipDigits(bytes, at, limit);
      case 'Q' -> Ascii.skipDigits(bytes, at < limit && bytes[at] == '-' ? at + 1 : at, limit);
      case 'c' -> {
        int end = hexadecimal(at);
        yield end > at && end < limit && bytes[end] == '.' ? hexadecimal(end + 1) : NOT_THERE;
      }
      case 'v' -> {
        int slash = Ascii.skipDigits(bytes, at, limit);
        yield slash > at && slash < limit && bytes[slash] == '/'
            ? Ascii.skipDigits(bytes, slash + 1, limit)
            : at;
      }
      case 'e' -> at + 5 <= limit && SqlState.is(bytes, at, at + 5) ? at + 5 : NOT_THERE;
      default -> ANY;
    };
  }

  private int hexadecimal(int at) {
    int i = at;
    while (i < limit && Character.digit(bytes[i], 16) >= 0) {
      i++;
    }
    return i;
  }

  private int spaces(int at) {
    int i = at;
    while (i < limit && bytes[i] == ' ') {
      i++;
    }
    return i;
  }
}
