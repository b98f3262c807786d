package dwell.format.mongodb;

import dwell.event.Action;
import dwell.event.Dataset;
import dwell.event.EventBatch;
import dwell.event.Field;
import dwell.event.Flag;
import dwell.format.FreeText;
import dwell.record.Ascii;
import org.jspecify.annotations.Nullable;

/** Makes rows of records whose envelope was read. Used by one thread. */
final class ServerMessages {
  private static final byte[] SYSTEM = Ascii.bytes("mongodb");

  private final StructuredMessages structured = new StructuredMessages();
  private final TextMessages text = new TextMessages();
  private final byte[] digits = new byte[20];

  /**
   * Sets the row, all but its time and its host.
   *
   * @param clients what the records before said of the connections; null where they are not known
   */
  void put(EventBatch batch, LogLine line, int from, int to, @Nullable Clients clients) {
    byte[] b = batch.bytes();
    batch.dataset(Dataset.MONGODB);
    batch.keyword(Field.DB_SYSTEM, SYSTEM, 0, SYSTEM.length);
    batch.text(Field.MESSAGE, line.messageFrom, line.messageTo, line.coding);
    batch.words(b, line.messageFrom, line.messageTo);
    batch.words(b, line.attributesFrom, line.attributesTo);
    FreeText.flags(b, from, to, batch);
    if (line.structured()) {
      structured.put(batch, line, clients);
    } else {
      text.put(batch, line, clients);
    }
    if (line.cut) {
      batch.flag(Flag.TRUNCATED);
    }
    if (line.connection > 0) {
      connection(batch, line.connection, clients);
    }
  }

  private void connection(EventBatch batch, long number, @Nullable Clients clients) {
    int at = digits.length;
    for (long rest = number; rest > 0; rest /= 10) {
      digits[--at] = (byte) ('0' + rest % 10);
    }
    batch.keyword(Field.SESSION, digits, at, digits.length);
    if (clients == null) {
      return;
    }
    Action action = batch.action(batch.row());
    clients.putRemote(batch, number);
    if (action == Action.QUERY || action == Action.DISCONNECT) {
      clients.putUser(batch, number);
    }
    if (action == Action.DISCONNECT) {
      clients.close(number);
    }
  }
}
