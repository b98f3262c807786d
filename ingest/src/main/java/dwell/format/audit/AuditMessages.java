package dwell.format.audit;

import dwell.event.EventBatch;
import dwell.event.Field;
import dwell.pattern.MessageMatcher;
import dwell.record.Ascii;
import org.jspecify.annotations.Nullable;

/**
 * Audit records that come as messages of other logs, one a message:
 *
 * <ul>
 *   <li>{@code type=AVC msg=audit(…): …}, {@code node=…} in front or not: audisp's syslog plugin
 *       (audisp-syslog.c, format_event), whichever its tag
 *   <li>{@code audit: type=1400 audit(…): …}: the kernel's own log, where no audit daemon listens
 *       (kernel/audit.c, kauditd_printk_skb); {@code type=1400 audit(…): …} before Linux 3.14
 *   <li>{@code USER_LOGIN pid=…} of the program {@code audit}: journald, which takes stamp and
 *       serial off (journald-audit.c, process_audit_string); {@code AUDIT1420 …} for a type that it
 *       has no name for
 * </ul>
 *
 * The records of one event stay events of their own: their messages may stand far from each other.
 */
public final class AuditMessages implements MessageMatcher {
  private static final byte[] TYPE = Ascii.bytes("type=");
  private static final byte[] PREFIX = Ascii.bytes("audit: ");
  private static final byte[] KERNEL_ID = Ascii.bytes(" audit(");
  private static final byte[] KERNEL = Ascii.bytes("kernel");
  private static final byte[] AUDIT = Ascii.bytes("audit");
  private static final byte[] PATH = Ascii.bytes("PATH");
  private static final byte[] NUMBERED = Ascii.bytes("AUDIT");
  private static final long PATH_NUMBER = 1302;

  private final AuditLine front = new AuditLine();
  private final AuditEvent event = new AuditEvent();

  @Override
  public boolean match(
      byte[] bytes,
      int programFrom,
      int programTo,
      int messageFrom,
      int messageTo,
      EventBatch batch) {
    if (front.read(bytes, messageFrom, messageTo)) {
      batch.keyword(Field.HOST, bytes, front.nodeFrom, front.nodeTo);
      Kind kind = Kind.of(bytes, front.typeFrom, front.typeTo);
      boolean path = Ascii.equals(bytes, front.typeFrom, front.typeTo, PATH);
      return fill(kind, path, bytes, front.body, messageTo, batch);
    }
    if (Ascii.equals(bytes, programFrom, programTo, KERNEL)) {
      return kernel(bytes, messageFrom, messageTo, batch);
    }
    if (Ascii.equals(bytes, programFrom, programTo, AUDIT)) {
      return kernel(bytes, messageFrom, messageTo, batch)
          || journal(bytes, messageFrom, messageTo, batch);
    }
    return false;
  }

  private boolean kernel(byte[] bytes, int from, int to, EventBatch batch) {
    int at = Ascii.startsWith(bytes, from, to, PREFIX) ? from + PREFIX.length : from;
    if (!Ascii.startsWith(bytes, at, to, TYPE)) {
      return false;
    }
    int digits = at + TYPE.length;
    int end = Ascii.skipDigits(bytes, digits, to);
    if (end == digits || !Ascii.startsWith(bytes, end, to, KERNEL_ID)) {
      return false;
    }
    int close = Ascii.indexOf(bytes, end, to, (byte) ')');
    if (close < 0) {
      return false;
    }
    int body = close + 1 < to && bytes[close + 1] == ':' ? close + 2 : close + 1;
    long number = Ascii.number(bytes, digits, end);
    return fill(
        Kind.of(number),
        number == PATH_NUMBER,
        bytes,
        Ascii.skipBlanks(bytes, body, to),
        to,
        batch);
  }

  private boolean journal(byte[] bytes, int from, int to, EventBatch batch) {
    int end = from;
    while (end < to
        && (bytes[end] >= 'A' && bytes[end] <= 'Z' || bytes[end] == '_' || digit(bytes[end]))) {
      end++;
    }
    if (end - from < 2 || end >= to || bytes[end] != ' ' || digit(bytes[from])) {
      return false;
    }
    if (Ascii.indexOf(bytes, end, to, (byte) '=') < 0 && Kind.of(bytes, from, end) == null) {
      return false;
    }
    int number = from + NUMBERED.length;
    @Nullable Kind kind = Kind.of(bytes, from, end);
    if (kind == null && Ascii.startsWith(bytes, from, end, NUMBERED)) {
      kind = Kind.of(Ascii.number(bytes, number, end));
    }
    return fill(kind, Ascii.equals(bytes, from, end, PATH), bytes, end + 1, to, batch);
  }

  private static boolean digit(byte c) {
    return Ascii.isDigit(c);
  }

  private boolean fill(
      @Nullable Kind kind, boolean path, byte[] bytes, int from, int to, EventBatch batch) {
    event.clear();
    event.add(kind, path, bytes, from, to);
    event.fill(batch, bytes);
    batch.words(bytes, from, to);
    return true;
  }
}
