package dwell.format.mysql;

import dwell.record.Ascii;
import dwell.record.Lines;
import dwell.time.IsoStamp;
import dwell.time.MysqlStamp;
import dwell.time.Stamp;

/**
 * Where an entry of a slow log begins: at {@code # Time: }, or, where the second is that of the
 * entry before, at {@code # User@Host: } (MYSQL_QUERY_LOG::write in MariaDB's sql/log.cc,
 * write_slow in MySQL's), or at the block of a server that starts. Attributes are accepted only in
 * their full form, so that a comment inside a statement is not taken for one. Reused; one a cutter
 * or parser.
 */
final class SlowEntry {
  /** What a line begins. */
  enum Kind {
    /** The block that a server writes when it starts. */
    HEADER,
    TIME,
    USER,
    NONE
  }

  static final byte[] USER = Ascii.bytes("# User@Host: ");
  static final byte[] TIME = Ascii.bytes("# Time: ");
  private static final byte[] VERSION = Ascii.bytes(", Version: ");
  private static final byte[] STARTED = Ascii.bytes("started with:");

  final Stamp stamp = new Stamp();

  /** Whether the last line, a {@code # Time: }, has the account behind it on the same line. */
  private boolean userFollows;

  Kind kind(byte[] bytes, int from, int to) {
    if (to - from < 8) {
      return Kind.NONE;
    }
    if (bytes[from] == '#') {
      if (Ascii.startsWith(bytes, from, to, TIME) && time(bytes, from + TIME.length, to) > 0) {
        return Kind.TIME;
      }
      int user =
          Ascii.startsWith(bytes, from, to, TIME) ? Ascii.indexOf(bytes, from, to, USER) : from;
      return user >= 0 && isUser(bytes, user, to) ? Kind.USER : Kind.NONE;
    }
    return Ascii.endsWith(bytes, from, to, STARTED) && Ascii.indexOf(bytes, from, to, VERSION) >= 0
        ? Kind.HEADER
        : Kind.NONE;
  }

  /**
   * Whether an entry begins with the line, given the one before it: an account that follows its own
   * time does not begin another.
   */
  boolean begins(byte[] bytes, int from, int to) {
    Kind kind = kind(bytes, from, to);
    boolean begins = kind == Kind.HEADER || kind == Kind.TIME || kind == Kind.USER && !userFollows;
    userFollows = kind == Kind.TIME && Ascii.indexOf(bytes, from, to, USER) < 0;
    return begins;
  }

  /** Reads the stamp of {@code # Time: }; gives the place behind it, or -1. */
  int time(byte[] bytes, int from, int to) {
    int end = IsoStamp.read(bytes, from, to, stamp);
    return end > 0 ? end : MysqlStamp.read(bytes, from, to, stamp);
  }

  private static boolean isUser(byte[] bytes, int from, int to) {
    return Ascii.startsWith(bytes, from, to, USER)
        && Ascii.indexOf(bytes, from + USER.length, to, (byte) '[') > 0
        && Ascii.indexOf(bytes, from + USER.length, to, (byte) '@') > 0;
  }

  static boolean isAttribute(byte[] bytes, int from, int to) {
    return isUser(bytes, from, Lines.trim(bytes, from, to))
        || Ascii.startsWith(bytes, from, to, TIME);
  }
}
