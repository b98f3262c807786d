package dwell.format.postgresql;

import dwell.record.Ascii;
import dwell.record.Lines;
import dwell.time.IsoStamp;
import dwell.time.Stamp;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds the {@code log_line_prefix} that a log was written with, where nobody tells it: prefixes in
 * wide use, and those that the lines themselves look like, are tried on the file's beginning. The
 * one that reads the most lines wins, of these the one that takes most out of them.
 */
final class PrefixInference {
  private static final int MOST_LINES = 300;
  private static final int MOST_OWN = 12;
  private static final int LONGEST_PREFIX = 300;

  /** Defaults of PostgreSQL, Debian, Red Hat, Amazon, Azure; pgBadger's and pganalyze's advice. */
  private static final List<String> COMMON =
      List.of(
          "%m [%p] ",
          "%m [%p] %q%u@%d ",
          "%m [%p] %q%u@%d %h ",
          "%m [%p] %q%u@%d/%a ",
          "%m [%p] %q%u@%d %a ",
          "%m [%p] %q[user=%u,db=%d,app=%a] ",
          "%m [%p] %q[user=%u,db=%d,app=%a,host=%h] ",
          "%m [%p] %q[app=%a] ",
          "%m [%p][%v] : [%l-1] %q[app=%a] ",
          "%m [%p]: [%l-1] ",
          "%m [%p]: [%l-1] db=%d,user=%u ",
          "%m [%p]: [%l-1] user=%u,db=%d,app=%a,client=%h ",
          "%m [%p]: [%l] user=%u,db=%d,app=%a,client=%h ",
          "%m [%p]: user=%u,db=%d,app=%a,client=%h ",
          "%m [%p]: db=%d,user=%u,app=%a,client=%h ",
          "%m [%p]: [%l-1] db=%d,user=%u,app=%a,client=%h ",
          "%m [%p]: [%l-1] [trx_id=%x] user=%u,db=%d ",
          "%m [%p]: [%l-1] user=%u,db=%d - PG-%e ",
          "%m [%p-%l] ",
          "%m [%p-%l] %q%u@%d ",
          "%m %r %u %a [%c] [%p] ",
          "%m %u@%d [%p] ",
          "%m %u@%d %h [%p] ",
          "%m:%r:%u@%d:[%p]:",
          "%m:%r:%u@%d:[%p]:%l:%e:%s:%v:%x:%c:%q%a:",
          "%m-%c-",
          "%m [%c] ",
          "< %m > ",
          "< %m >",
          "< %m %u@%d > ",
          "%m ",
          "%n [%p] %q%u@%d ",
          "%n [%p] ",
          "[%p] %m ",
          "%p %m ",
          "%c %m ",
          "%p-%s-%c-%l-%h-%u-%d-%m ");

  private PrefixInference() {}

  /** The prefix, and how many of the lines that could have one it reads. */
  record Found(LinePrefix prefix, int matched, int candidates) {}

  /** The prefix of the lines in {@code bytes[from, to)}, or null where none reads any. */
  static @Nullable Found find(byte[] bytes, int from, int to) {
    List<int[]> lines = lines(bytes, from, to);
    List<String> prefixes = new ArrayList<>(COMMON);
    for (int i = 0; i < lines.size() && prefixes.size() < COMMON.size() + MOST_OWN; i++) {
      String own = looksLike(bytes, lines.get(i)[0], lines.get(i)[1]);
      if (own != null && !prefixes.contains(own)) {
        prefixes.add(own);
        prefixes.add(optional(own));
      }
    }
    Found best = null;
    LogLine line = new LogLine();
    Stamp stamp = new Stamp();
    for (String text : prefixes) {
      LinePrefix prefix = new LinePrefix(text);
      int matched = 0;
      for (int[] at : lines) {
        matched += prefix.match(bytes, at[0], at[1], line, stamp) == 0 ? 0 : 1;
      }
      if (matched > 0
          && (best == null
              || matched > best.matched
              || matched == best.matched && prefix.escapes() > best.prefix.escapes())) {
        best = new Found(prefix, matched, lines.size());
      }
    }
    return best;
  }

  /** The lines that do not go on with the one before and have a severity in front. */
  private static List<int[]> lines(byte[] bytes, int from, int to) {
    List<int[]> lines = new ArrayList<>();
    for (int at = from; at < to && lines.size() < MOST_LINES; ) {
      int end = Lines.end(bytes, at, to);
      int trimmed = Lines.trim(bytes, at, end);
      if (bytes[at] != '\t' && severity(bytes, at, trimmed) > 0) {
        lines.add(new int[] {at, trimmed});
      }
      at = end;
    }
    return lines;
  }

  /** Where a severity stands in the line's front, or -1. */
  static int severity(byte[] bytes, int from, int to) {
    int last = Math.min(to, from + LONGEST_PREFIX);
    for (int i = from; i < last; i++) {
      boolean wordBegins = i == from || !Ascii.isLetter(bytes[i - 1]);
      if (wordBegins && Severity.at(bytes, i, to) != null) {
        return i;
      }
    }
    return -1;
  }

  /** {@code %q} in front of what only sessions have. */
  private static String optional(String prefix) {
    int session = -1;
    for (String escape : List.of("%u", "%d", "%a", "%h", "%r")) {
      int at = prefix.indexOf(escape);
      if (at >= 0 && (session < 0 || at < session)) {
        session = at;
      }
    }
    int space = session < 0 ? -1 : prefix.lastIndexOf(' ', session);
    return space < 0 ? prefix : prefix.substring(0, space + 1) + "%q" + prefix.substring(space + 1);
  }

  /** A prefix that the line's front looks like, or null where it has no time. */
  private static @Nullable String looksLike(byte[] bytes, int from, int to) {
    int end = severity(bytes, from, to);
    StringBuilder out = new StringBuilder();
    Stamp stamp = new Stamp();
    boolean timed = false;
    boolean pid = false;
    for (int i = from; i < end; ) {
      int behind = IsoStamp.readNamed(bytes, i, end, stamp);
      if (behind > 0) {
        out.append(timed ? "%s" : "%m");
        timed = true;
        i = behind;
        continue;
      }
      int token = i;
      while (token < end && !parts(bytes[token])) {
        token++;
      }
      if (token == i) {
        out.append(bytes[i] == '%' ? "%%" : String.valueOf((char) (bytes[i] & 0xFF)));
        i++;
        continue;
      }
      String escape = escape(bytes, i, token, end, pid, out);
      pid |= escape.equals("%p");
      out.append(escape);
      i = token;
    }
    return timed ? out.toString() : null;
  }

  private static boolean parts(byte c) {
    return c == ' ' || c == '[' || c == ']' || c == '@' || c == ',' || c == '=' || c == '-'
        || c == '|' || c == '/' || c == '(' || c == ')' || c == '<' || c == '>' || c == ';';
  }

  private static String escape(
      byte[] bytes, int from, int to, int end, boolean pid, StringBuilder before) {
    String word = new String(bytes, from, to - from, java.nio.charset.StandardCharsets.UTF_8);
    String key =
        before.substring(Math.max(0, before.length() - 12)).toLowerCase(java.util.Locale.ROOT);
    if (key.endsWith("user=")) {
      return "%u";
    } else if (key.endsWith("db=") || key.endsWith("database=")) {
      return "%d";
    } else if (key.endsWith("app=") || key.endsWith("application=")) {
      return "%a";
    } else if (key.endsWith("host=") || key.endsWith("client=")) {
      return "%h";
    } else if (key.endsWith("%u@")) {
      return "%d";
    } else if (to < end && bytes[to] == '@') {
      return "%u";
    } else if (Ascii.skipDigits(bytes, from, to) == to) {
      return pid ? "%l" : "%p";
    } else if (dwell.event.IpAddress.parse(word) != null) {
      return "%h";
    }
    int dot = word.indexOf('.');
    return dot > 0 && dot == word.lastIndexOf('.') && hexadecimal(word.replace(".", ""))
        ? "%c"
        : word.replace("%", "%%");
  }

  private static boolean hexadecimal(String word) {
    for (int i = 0; i < word.length(); i++) {
      if (Character.digit(word.charAt(i), 16) < 0) {
        return false;
      }
    }
    return word.length() > 4;
  }
}
