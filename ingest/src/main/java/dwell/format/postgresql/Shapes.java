package dwell.format.postgresql;

import dwell.event.EventBatch;
import dwell.event.Field;
import dwell.record.Ascii;

/** The record kinds of PostgreSQL. */
enum Shapes {
  STATEMENT,
  EXECUTE,
  FETCH,
  PARSE,
  BIND,
  DURATION,
  PLAN,
  PGAUDIT,
  CONNECTION_RECEIVED,
  CONNECTION_AUTHENTICATED,
  CONNECTION_AUTHORIZED,
  DISCONNECTION,
  LOGIN_REFUSED,
  READY,
  SHUT_DOWN,
  FURTHER,
  CONTINUED,
  FAILED_STATEMENT,
  ERROR,
  LOG;

  private final byte[] id =
      Ascii.bytes("postgresql/" + name().toLowerCase(java.util.Locale.ROOT).replace('_', '-'));

  void put(EventBatch batch) {
    batch.keyword(Field.SHAPE, id, 0, id.length);
  }
}
