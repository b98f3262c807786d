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
 *   <li>vsftpd's log ({@code logging.c}, vsf_log_common): {@code STAMP [pid 7] TEXT}
 *   <li>fail2ban's ({@code server/server.py}, setLogTarget): {@code STAMP fail2ban.actions [7]:
 *       NOTICE TEXT}
 *   <li>Exim's mainlog and rejectlog ({@code src/log.c}): {@code STAMP TEXT}
 * </ul>
 */
final class DaemonLine {
  private static final byte[] KERNEL = Ascii.bytes("kernel");
  private static final byte[] VSFTPD = Ascii.bytes("vsftpd");
  private static final byte[] EXIM = Ascii.bytes("exim");
  private static final byte[] FAIL2BAN = Ascii.bytes(" fail2ban.");
  private static final byte[] PID = Ascii.bytes(" [pid ");

  /** The program's name, and the message right behind it. */
  byte[] text = new byte[1 << 10];

  int programTo;
  int to;

  /** The process id, or -1. */
  long pid;

  /**
   * Reads the line {@code b[from, end)}.
   *
   * @param behind where its stamp ends, without a closing bracket; {@code from} where it has none
   * @param iso whether the stamp is a date in digits, and not in brackets
   * @return whether it may be one of these
   */
  boolean read(byte[] b, int from, int behind, boolean iso, int end) {
    pid = -1;
    if (behind == from) {
      int at = uptime(b, from, end);
      return at > 0 && put(KERNEL, b, at, end);
    }
    if (b[from] == '[') {
      boolean plain = behind + 2 < end && b[behind] == ']' && b[behind + 1] == ' ';
      return plain && put(KERNEL, b, behind + 2, end);
    }
    if (Ascii.startsWith(b, behind, end, PID)) {
      int close = Ascii.indexOf(b, behind, end, (byte) ']');
      pid = close < 0 ? -1 : Ascii.number(b, behind + PID.length, close);
      return pid >= 0 && close + 2 < end && put(VSFTPD, b, close + 2, end);
    }
    if (Ascii.startsWith(b, behind, end, FAIL2BAN)) {
      return fail2ban(b, behind + 1, end);
    }
    return iso && behind + 1 < end && b[behind] == ' ' && put(EXIM, b, behind + 1, end);
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
