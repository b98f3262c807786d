package dwell.format.syslog;

import dwell.event.Action;
import dwell.event.Dataset;
import dwell.event.EventBatch;
import dwell.event.Field;
import dwell.event.Flag;
import dwell.event.Outcome;
import dwell.pattern.MessageMatcher;
import dwell.record.Ascii;

/**
 * Netfilter's records of packets (net/netfilter/nf_log_syslog.c) that no kernel's name stands in
 * front of: ulogd2 writes them under its own, some routers under none, and of a rule's prefix such
 * as {@code DENY: } the syslog daemon makes the program. Also the rest of one whose beginning is
 * lost, for BusyBox' klogd reads the kernel's buffer in pieces and sends each on.
 *
 * <p>Only what begins with {@code IN=}, or with a prefix of one word in brackets, is taken: other
 * programs' messages may hold anything that a client chose.
 */
public final class PacketMessages implements MessageMatcher {
  private static final byte[] KERNEL = Ascii.bytes("kernel");
  private static final byte[] IN = Ascii.bytes("IN=");
  private static final byte[] BEHIND_PREFIX = Ascii.bytes("] IN=");
  private static final byte[] OUT = Ascii.bytes(" OUT=");
  private static final byte[] SOURCE = Ascii.bytes(" SRC=");
  private static final byte[] PROTOCOL = Ascii.bytes("PROTO=");
  private static final byte[] SHAPE = Ascii.bytes("firewall/packet");
  private static final byte[] REST_SHAPE = Ascii.bytes("firewall/packet-rest");

  /** A rest is at most this far from its protocol: the header's fields in front of it. */
  private static final int LONGEST_REST = 80;

  private static final byte[] SRC = Ascii.bytes("SRC");
  private static final byte[] DST = Ascii.bytes("DST");
  private static final byte[] SPT = Ascii.bytes("SPT");
  private static final byte[] DPT = Ascii.bytes("DPT");
  private static final byte[] PROTO = Ascii.bytes("PROTO");

  private final byte[] name = new byte[16];

  @Override
  public boolean match(
      byte[] bytes,
      int programFrom,
      int programTo,
      int messageFrom,
      int messageTo,
      EventBatch batch) {
    int packet = packet(bytes, messageFrom, messageTo);
    if (packet >= 0) {
      // A rule logs whatever it then does; without a verdict it is taken for a refusal.
      batch.action(Action.BLOCK);
      batch.outcome(Outcome.FAILURE);
      batch.keyword(Field.SHAPE, SHAPE, 0, SHAPE.length);
    } else if (Ascii.equals(bytes, programFrom, programTo, KERNEL)
        && rest(bytes, messageFrom, messageTo)) {
      packet = messageFrom;
      batch.action(Action.INFO);
      batch.flag(Flag.TRUNCATED);
      batch.keyword(Field.SHAPE, REST_SHAPE, 0, REST_SHAPE.length);
    } else {
      return false;
    }
    batch.dataset(Dataset.FIREWALL);
    batch.words(bytes, messageFrom, messageTo);
    pairs(bytes, packet, messageTo, batch);
    return true;
  }

  /** Where the packet begins, or -1 where the message is none. */
  private static int packet(byte[] b, int from, int to) {
    int at = from;
    if (at < to && b[at] == '[') {
      int space = Ascii.indexOf(b, at, to, (byte) ' ');
      boolean prefix = space > at && Ascii.startsWith(b, space - 1, to, BEHIND_PREFIX);
      at = prefix ? space + 1 : at;
    }
    if (!Ascii.startsWith(b, at, to, IN)) {
      return -1;
    }
    int out = Ascii.indexOf(b, at, to, (byte) ' ');
    boolean whole = out > 0 && Ascii.startsWith(b, out, to, OUT);
    return whole && Ascii.indexOf(b, out, to, SOURCE) > 0 ? at : -1;
  }

  /** {@code [… ]ID=4622 [DF ]PROTO=TCP SPT=389 DPT=49209 …}: fields alone in front of it. */
  private static boolean rest(byte[] b, int from, int to) {
    int protocol = Ascii.indexOf(b, from, Math.min(to, from + LONGEST_REST), PROTOCOL);
    if (protocol <= from) {
      return false;
    }
    int fields = 0;
    for (int at = from; at < protocol; ) {
      int end = Ascii.indexOf(b, at, protocol, (byte) ' ');
      int word = end < 0 ? protocol : end;
      int equals = Ascii.indexOf(b, at, word, (byte) '=');
      fields += equals >= 0 ? 1 : 0;
      if (equals < 0 && at > from && !(word - at == 2 && b[at] >= 'A' && b[at] <= 'Z')) {
        return false;
      }
      at = word + 1;
    }
    return fields > 0;
  }

  /** A bracket begins the packet that an ICMP error quotes: its pairs are not the record's own. */
  private void pairs(byte[] b, int from, int to, EventBatch batch) {
    for (int at = from; at < to && b[at] != '['; ) {
      int space = Ascii.indexOf(b, at, to, (byte) ' ');
      int end = space < 0 ? to : space;
      int equals = Ascii.indexOf(b, at, end, (byte) '=');
      if (equals > at && equals + 1 < end) {
        pair(b, at, equals, end, batch);
      }
      at = end + 1;
    }
  }

  private void pair(byte[] b, int from, int equals, int to, EventBatch batch) {
    int value = equals + 1;
    if (Ascii.equals(b, from, equals, SRC)) {
      batch.address(Field.SOURCE_IP, b, value, to);
    } else if (Ascii.equals(b, from, equals, DST)) {
      batch.address(Field.DESTINATION_IP, b, value, to);
    } else if (Ascii.equals(b, from, equals, SPT)) {
      port(batch, Field.SOURCE_PORT, b, value, to);
    } else if (Ascii.equals(b, from, equals, DPT)) {
      port(batch, Field.DESTINATION_PORT, b, value, to);
    } else if (Ascii.equals(b, from, equals, PROTO) && to - value <= name.length) {
      for (int i = value; i < to; i++) {
        name[i - value] = (byte) (b[i] >= 'A' && b[i] <= 'Z' ? b[i] + 32 : b[i]);
      }
      batch.keyword(Field.TRANSPORT, name, 0, to - value);
    }
  }

  private static void port(EventBatch batch, Field field, byte[] b, int from, int to) {
    long port = Ascii.number(b, from, to);
    if (port >= 0 && port < 1 << 16) {
      batch.number(field, port);
    }
  }
}
