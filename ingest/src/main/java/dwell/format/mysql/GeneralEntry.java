package dwell.format.mysql;

import dwell.record.Ascii;
import dwell.record.Lines;
import dwell.time.IsoStamp;
import dwell.time.MysqlStamp;
import dwell.time.Stamp;

/**
 * The beginning of an entry of the general query log. Reused for every line: one a cutter or
 * parser.
 *
 * <p>Layouts, from {@code MYSQL_QUERY_LOG::write} (MariaDB, MySQL to 5.6; sql/log.cc) and {@code
 * File_query_log::write_general} (MySQL from 5.7):
 *
 * <pre>
 * 260914  0:46:49 TAB      3 Connect TAB …     the server's local time
 * TAB TAB                  3 Query TAB …       the same second as the entry before
 * 260914  0:46:49       3 Query       …        to 5.0: padded with spaces
 * 2026-09-14T00:46:49.123456Z TAB    3 Query TAB …
 * </pre>
 *
 * A file keeps to one of the two kinds of stamp until the server starts again; {@link #begins}
 * accepts only the kind seen since, so that a statement with a line of the other kind does not
 * begin an entry.
 */
final class GeneralEntry {
  /** What a line begins. */
  enum Kind {
    /** The block that a server writes when it starts. */
    HEADER,
    STAMPED,
    /** An entry without a stamp: of the same second as the one before. */
    INHERITED,
    /** Nothing: the line goes on with what is before it. */
    NONE
  }

  private static final byte[] VERSION = Ascii.bytes(", Version: ");
  private static final byte[] STARTED = Ascii.bytes("started with:");
  private static final int OLD_INDENT = 15;
  private static final int OLD_COMMAND_WIDTH = 12;

  final Stamp stamp = new Stamp();
  long thread;
  int threadFrom;
  int threadTo;
  int commandFrom;
  Command command = Command.OTHER;
  int argument;

  private boolean sawOld;
  private boolean sawIso;

  /**
   * Looks at a line.
   *
   * @param to where the line ends, without its line feed
   */
  Kind begins(byte[] bytes, int from, int to) {
    if (to - from < 8) {
      return Kind.NONE;
    }
    byte first = bytes[from];
    if (Ascii.isDigit(first)) {
      return stamped(bytes, from, to);
    }
    if (first == '\t' || first == ' ') {
      return !sawIso
              && inheritedIndent(bytes, from, to)
              && entry(bytes, Ascii.skipBlanks(bytes, from, to), to)
          ? Kind.INHERITED
          : Kind.NONE;
    }
    if (Ascii.endsWith(bytes, from, to, STARTED) && Ascii.indexOf(bytes, from, to, VERSION) >= 0) {
      sawOld = false;
      sawIso = false;
      return Kind.HEADER;
    }
    return Kind.NONE;
  }

  /** Whether any line of {@code bytes[from, to)} begins an entry with a command. */
  boolean anyEntry(byte[] bytes, int from, int to) {
    for (int line = from; line < to; ) {
      int end = Lines.end(bytes, line, to);
      Kind kind = begins(bytes, line, Lines.trim(bytes, line, end));
      if (kind == Kind.STAMPED || kind == Kind.INHERITED) {
        return true;
      }
      line = end;
    }
    return false;
  }

  private Kind stamped(byte[] bytes, int from, int to) {
    int at = sawOld ? -1 : IsoStamp.read(bytes, from, to, stamp);
    boolean iso = at > 0 && bytes[from + 10] == 'T';
    if (!iso) {
      at = sawIso ? -1 : MysqlStamp.read(bytes, from, to, stamp);
      if (at < 0 && !sawIso) {
        at = wideStamp(bytes, from, to);
      }
    }
    if (at < 0 || at >= to || bytes[at] != '\t' && bytes[at] != ' ') {
      return Kind.NONE;
    }
    if (!entry(bytes, Ascii.skipBlanks(bytes, at, to), to)) {
      return Kind.NONE;
    }
    sawIso |= iso;
    sawOld |= !iso;
    return Kind.STAMPED;
  }

  /**
   * {@code 051007 21:55:24}: more than one space between date and time, as MySQL 4.1 could write.
   */
  private int wideStamp(byte[] bytes, int from, int to) {
    int date = from + 6;
    int time = Ascii.skipBlanks(bytes, Math.min(date, to), to);
    if (time - date < 2 || time - date > 4 || time + 8 > to) {
      return -1;
    }
    byte[] narrow = new byte[15];
    System.arraycopy(bytes, from, narrow, 0, 6);
    narrow[6] = ' ';
    System.arraycopy(bytes, time, narrow, 7, 8);
    return MysqlStamp.read(narrow, 0, 15, stamp) < 0 ? -1 : time + 8;
  }

  private static boolean inheritedIndent(byte[] bytes, int from, int to) {
    if (bytes[from] == '\t') {
      return from + 1 < to && bytes[from + 1] == '\t';
    }
    int i = from;
    while (i < to && bytes[i] == ' ') {
      i++;
    }
    return i - from >= OLD_INDENT;
  }

  /** Reads thread id and command at {@code at}. */
  private boolean entry(byte[] bytes, int at, int to) {
    int digits = Ascii.skipDigits(bytes, at, to);
    if (digits == at || digits >= to || bytes[digits] != ' ') {
      return false;
    }
    thread = Ascii.number(bytes, at, digits);
    threadFrom = at;
    threadTo = digits;
    int name = digits + 1;
    commandFrom = name;
    Command found = Command.at(bytes, name, to);
    if (found == null || thread == Long.MIN_VALUE) {
      return false;
    }
    int end = Command.end(bytes, name, to);
    if (end < to && bytes[end] == '\t') {
      argument = end + 1;
    } else if (end == to) {
      argument = to;
    } else if (bytes[end] == ' ') {
      argument = Math.min(name + OLD_COMMAND_WIDTH, to);
      for (int i = end; i < argument; i++) {
        if (bytes[i] != ' ') {
          return false;
        }
      }
    } else {
      return false;
    }
    command = found;
    return true;
  }
}
