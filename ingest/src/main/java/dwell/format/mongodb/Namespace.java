package dwell.format.mongodb;

import dwell.event.EventBatch;
import dwell.event.Field;
import dwell.record.Ascii;

/**
 * {@code database.collection}: the database's name holds no dot, the collection's may
 * (NamespaceString). {@code database.$cmd} stands for the database itself.
 */
final class Namespace {
  private static final byte[] COMMAND = Ascii.bytes("$cmd");

  private Namespace() {}

  /** Sets database and collection of the batch's row. */
  static void put(EventBatch batch, byte[] bytes, int from, int to) {
    int dot = Ascii.indexOf(bytes, from, to, (byte) '.');
    batch.keyword(Field.DB_NAMESPACE, bytes, from, dot < 0 ? to : dot);
    if (dot >= 0 && !Ascii.startsWith(bytes, dot + 1, to, COMMAND)) {
      batch.keyword(Field.DB_COLLECTION, bytes, dot + 1, to);
    }
  }

  /** Whether the row has no collection yet. */
  static boolean open(EventBatch batch) {
    return batch.code(Field.DB_COLLECTION, batch.row()) < 0;
  }
}
