package dwell.format.mongodb;

import dwell.event.EventBatch;
import dwell.pattern.MessageMatcher;
import dwell.record.Ascii;

/**
 * What mongod and mongos write to syslog or the journal: the record without its stamp, or all of
 * it. The program is called {@code mongod.27017}, by its port (initialize_server_global_state.cpp).
 * The time of the row stays that of the syslog record.
 */
public final class MongoMessages implements MessageMatcher {
  private static final byte[] MONGO = Ascii.bytes("mongo");

  private final LogLine line = new LogLine();
  private final ServerMessages messages = new ServerMessages();

  @Override
  public boolean match(
      byte[] bytes,
      int programFrom,
      int programTo,
      int messageFrom,
      int messageTo,
      EventBatch batch) {
    if (!program(bytes, programFrom, programTo)
        || !line.readUnstamped(bytes, messageFrom, messageTo)) {
      return false;
    }
    messages.put(batch, line, messageFrom, messageTo, null);
    return true;
  }

  /** {@code mongod} or {@code mongos}, alone or with a dot and digits. */
  private static boolean program(byte[] bytes, int from, int to) {
    int end = from + MONGO.length + 1;
    if (!Ascii.startsWith(bytes, from, to, MONGO)
        || end > to
        || bytes[end - 1] != 'd' && bytes[end - 1] != 's') {
      return false;
    }
    return end == to || bytes[end] == '.' && Ascii.skipDigits(bytes, end + 1, to) == to;
  }
}
