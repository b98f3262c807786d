package dwell.format.text;

import dwell.record.Ascii;
import java.util.Arrays;

/**
 * A line of a file that one daemon alone writes, so that its name need not stand there: who wrote
 * it and what, with the blanks of columns taken together. Reused.
 *
 * <ul>
 *   <li>the kernel's, as {@code dmesg} prints them: {@code [ 12.345678] TEXT} (printk.time), or
 *       with {@code -T} a date in the brackets
 *   <li>Asterisk's ({@code main/logger.c}): {@code [STAMP] LEVEL[7][C-1] FILE: TEXT}
 *   <li>vsftpd's log ({@code logging.c}, vsf_log_common): {@code STAMP [pid 7] TEXT}
 *   <li>wu-ftpd's, vsftpd's and ProFTPD's transfers ({@code xferlog(5)}): {@code STAMP SECONDS HOST
 *       BYTES …}
 *   <li>fail2ban's ({@code server/server.py}, setLogTarget): {@code STAMP fail2ban.actions [7]:
 *       NOTICE TEXT}
 *   <li>Dovecot's ({@code src/lib/failures.c}): {@code STAMP NAME: Info: TEXT}
 *   <li>PgBouncer's ({@code lib/usual/logging.c}): {@code STAMP [7] LOG TEXT}
 *   <li>lighttpd's ({@code src/log.c}): {@code STAMP: (FILE.LINE) TEXT}
 *   <li>Gitea's ({@code modules/log}): {@code STAMP ...FILE:LINE:FUNCTION() [I] TEXT}
 *   <li>Redis' ({@code src/server.c}, serverLogRaw): {@code 7:M STAMP * TEXT}
 *   <li>SQL Server's {@code ERRORLOG}: {@code STAMP SOURCE TEXT}, the source padded
 *   <li>FreeSWITCH's ({@code src/switch_log.c}): {@code STAMP 98.20% [WARNING] TEXT}
 *   <li>Exim's mainlog and rejectlog ({@code src/log.c}), OpenVPN's ({@code error.c}): {@code STAMP
 *       TEXT}
 * </ul>
 */
final class DaemonLine {
  private static final byte[] KERNEL = Ascii.bytes("kernel");
  private static final byte[] ASTERISK = Ascii.bytes("asterisk");
  private static final byte[] VSFTPD = Ascii.bytes("vsftpd");
  private static final byte[] TRANSFER = Ascii.bytes("xferlog");
  private static final byte[] EXIM = Ascii.bytes("exim");
  private static final byte[] OPENVPN = Ascii.bytes("openvpn");
  private static final byte[] DOVECOT = Ascii.bytes("dovecot");
  private static final byte[] PGBOUNCER = Ascii.bytes("pgbouncer");
  private static final byte[] LIGHTTPD = Ascii.bytes("lighttpd");
  private static final byte[] GITEA = Ascii.bytes("gitea");
  private static final byte[] REDIS = Ascii.bytes("redis");
  private static final byte[] SQL_SERVER = Ascii.bytes("sqlservr");
  private static final byte[] FREESWITCH = Ascii.bytes("freeswitch");
  private static final byte[] FAIL2BAN = Ascii.bytes(" fail2ban.");
  private static final byte[] PID = Ascii.bytes(" [pid ");
  private static final byte[] FILE = Ascii.bytes(" ...");
  private static final byte[] PLACE = Ascii.bytes(": (");
  private static final byte[] SOFIA = Ascii.bytes("] sofia_reg.c:");
  private static final byte[] COLON = Ascii.bytes(": ");
  private static final byte[] COLUMN = Ascii.bytes("  ");

  private static final byte[][] DOVECOT_LEVELS = {
    Ascii.bytes("Info: "),
    Ascii.bytes("Warning: "),
    Ascii.bytes("Error: "),
    Ascii.bytes("Fatal: "),
    Ascii.bytes("Panic: "),
    Ascii.bytes("Debug: "),
  };
  private static final byte[][] BOUNCER_LEVELS = {
    Ascii.bytes("LOG "),
    Ascii.bytes("WARNING "),
    Ascii.bytes("ERROR "),
    Ascii.bytes("FATAL "),
    Ascii.bytes("DEBUG "),
    Ascii.bytes("NOISE "),
  };

  /** ERRORLOG's column of who wrote is at least that wide. */
  private static final int SOURCE_WIDTH = 12;

  /** How the stamp in front of a line is written. */
  enum Front {
    NONE,
    /** A date in digits. */
    ISO,
    /** A month's name and a year. */
    BSD,
    OTHER
  }

  /** The program's name, and the message right behind it. */
  byte[] text = new byte[1 << 10];

  int programTo;
  int to;

  /** The process id, or -1. */
  long pid;

  private boolean more;

  /**
   * Reads the line {@code b[from, end)}.
   *
   * @param behind where its stamp ends, without a closing bracket; {@code from} where it has none
   * @param front how the stamp is written
   * @return whether it may be one of these
   */
  boolean read(byte[] b, int from, int behind, Front front, int end) {
    pid = -1;
    more = false;
    if (behind == from) {
      int at = uptime(b, from, end);
      return at > 0 && put(KERNEL, b, at, end);
    }
    if (b[from] == '[') {
      return bracketed(b, behind, front, end);
    }
    if (Ascii.startsWith(b, behind, end, PID)) {
      int close = Ascii.indexOf(b, behind, end, (byte) ']');
      pid = close < 0 ? -1 : Ascii.number(b, behind + PID.length, close);
      return pid >= 0 && close + 2 < end && put(VSFTPD, b, close + 2, end);
    }
    if (Ascii.startsWith(b, behind, end, FAIL2BAN)) {
      return fail2ban(b, behind + 1, end);
    }
    return own(b, behind, end) || plain(b, behind, front, end);
  }

  /** The same line as another daemon may have written it; false where there is no other. */
  boolean other() {
    if (!more) {
      return false;
    }
    more = false;
    int length = to - programTo;
    room(OPENVPN.length + length);
    System.arraycopy(text, programTo, text, OPENVPN.length, length);
    System.arraycopy(OPENVPN, 0, text, 0, OPENVPN.length);
    programTo = OPENVPN.length;
    to = programTo + length;
    return true;
  }

  /**
   * Reads the line of a Redis, whose process and role stand in front of the stamp.
   *
   * @param behind where its stamp ends
   * @param process where the process id ends
   */
  boolean redis(byte[] b, int from, int process, int behind, int end) {
    more = false;
    pid = Ascii.number(b, from, process);
    boolean level = behind + 3 < end && b[behind] == ' ' && b[behind + 2] == ' ';
    return level && put(REDIS, b, behind + 3, end);
  }

  private boolean bracketed(byte[] b, int behind, Front front, int end) {
    if (behind + 2 >= end || b[behind] != ']' || b[behind + 1] != ' ') {
      return false;
    }
    int level = behind + 2;
    int word = level;
    while (word < end && b[word] >= 'A' && b[word] <= 'Z') {
      word++;
    }
    if (word > level && word < end && b[word] == '[') {
      return put(ASTERISK, b, level, end);
    }
    return front != Front.ISO && put(KERNEL, b, level, end);
  }

  /** What has a form of its own behind the stamp. */
  private boolean own(byte[] b, int behind, int end) {
    if (Ascii.startsWith(b, behind, end, FILE)) {
      return put(GITEA, b, behind + 1, end);
    }
    if (Ascii.startsWith(b, behind, end, PLACE)) {
      return put(LIGHTTPD, b, behind + 2, end);
    }
    if (behind + 2 >= end || b[behind] != ' ') {
      return false;
    }
    return b[behind + 1] == '[' && bouncer(b, behind + 1, end)
        || freeswitch(b, behind + 1, end)
        || dovecot(b, behind + 1, end)
        || sqlServer(b, behind + 1, end);
  }

  private boolean plain(byte[] b, int behind, Front front, int end) {
    if (behind + 1 >= end || b[behind] != ' ') {
      return false;
    }
    if (front == Front.BSD) {
      int digits = Ascii.skipDigits(b, behind + 1, end);
      boolean transfer = digits > behind + 1 && digits < end && b[digits] == ' ';
      return put(transfer ? TRANSFER : OPENVPN, b, behind + 1, end);
    }
    more = front == Front.ISO;
    return front == Front.ISO && put(EXIM, b, behind + 1, end);
  }

  /** {@code [7] LOG TEXT}. */
  private boolean bouncer(byte[] b, int from, int end) {
    int close = Ascii.skipDigits(b, from + 1, end);
    if (close == from + 1 || close + 2 >= end || b[close] != ']' || b[close + 1] != ' ') {
      return false;
    }
    for (byte[] level : BOUNCER_LEVELS) {
      if (Ascii.startsWith(b, close + 2, end, level)) {
        pid = Ascii.number(b, from + 1, close);
        return put(PGBOUNCER, b, close + 2 + level.length, end);
      }
    }
    return false;
  }

  private boolean freeswitch(byte[] b, int from, int end) {
    int level = Ascii.indexOf(b, from, Math.min(end, from + 40), SOFIA);
    return level > 0 && put(FREESWITCH, b, from, end);
  }

  /** {@code imap-login: Info: TEXT}, which syslog has as {@code imap-login: TEXT}. */
  private boolean dovecot(byte[] b, int from, int end) {
    int colon = Ascii.indexOf(b, from, end, COLON);
    if (colon < 0) {
      return false;
    }
    int rest = colon + COLON.length;
    for (byte[] level : DOVECOT_LEVELS) {
      if (Ascii.startsWith(b, rest, end, level)) {
        put(DOVECOT, b, from, end);
        int cut = programTo + rest - from;
        System.arraycopy(text, cut + level.length, text, cut, end - rest - level.length);
        to -= level.length;
        return true;
      }
    }
    return false;
  }

  /** {@code Logon TEXT}, {@code spid51s TEXT}: padded to a column. */
  private boolean sqlServer(byte[] b, int from, int end) {
    int word = from;
    while (word < end && (Ascii.isLetter(b[word]) || Ascii.isDigit(b[word]))) {
      word++;
    }
    int at = blanks(b, word, end);
    return word > from
        && Ascii.startsWith(b, word, end, COLUMN)
        && at - from >= SOURCE_WIDTH
        && at < end
        && put(SQL_SERVER, b, at, end);
  }

  /** The place behind {@code [ 12.345678] }, or -1. */
  private static int uptime(byte[] b, int from, int end) {
    if (from >= end || b[from] != '[') {
      return -1;
    }
    int at = from + 1;
    boolean point = false;
    while (at < end && (b[at] == ' ' || b[at] == '.' || b[at] >= '0' && b[at] <= '9')) {
      point |= b[at] == '.';
      at++;
    }
    return point && at + 2 < end && b[at] == ']' && b[at + 1] == ' ' ? at + 2 : -1;
  }

  private boolean fail2ban(byte[] b, int from, int end) {
    int name = from;
    while (name < end && b[name] > ' ' && b[name] != ':' && b[name] != '[') {
      name++;
    }
    int at = blanks(b, name, end);
    if (at < end && b[at] == '[') {
      int close = Ascii.indexOf(b, at, end, (byte) ']');
      pid = close < 0 ? -1 : Ascii.number(b, at + 1, close);
      at = close + 1;
    }
    if (at <= name - 1 || at >= end || b[at] != ':') {
      return false;
    }
    at = blanks(b, at + 1, end);
    int level = at;
    while (level < end && b[level] != ' ') {
      level++;
    }
    room(end - from + 1);
    System.arraycopy(b, from, text, 0, name - from);
    programTo = name - from;
    System.arraycopy(b, at, text, programTo, level - at);
    to = programTo + level - at;
    int rest = blanks(b, level, end);
    if (rest < end) {
      text[to++] = ' ';
      System.arraycopy(b, rest, text, to, end - rest);
      to += end - rest;
    }
    return true;
  }

  private boolean put(byte[] program, byte[] b, int from, int end) {
    room(program.length + end - from);
    System.arraycopy(program, 0, text, 0, program.length);
    programTo = program.length;
    System.arraycopy(b, from, text, programTo, end - from);
    to = programTo + end - from;
    return true;
  }

  private void room(int length) {
    if (length > text.length) {
      text = Arrays.copyOf(text, 2 * length);
    }
  }

  private static int blanks(byte[] b, int from, int end) {
    int at = from;
    while (at < end && b[at] == ' ') {
      at++;
    }
    return at;
  }
}
