package dwell.format.mongodb;

import dwell.event.Action;
import dwell.event.EventBatch;
import dwell.event.Field;
import dwell.record.Ascii;
import java.util.Locale;

/** The kinds of records that are told apart, each with what it says happened. */
enum Shape {
  CONNECTION_ACCEPTED(Action.CONNECT),
  CONNECTION_ENDED(Action.DISCONNECT),
  CLIENT_METADATA(Action.INFO),
  LOGIN_BEGUN(Action.LOGIN_ATTEMPT),
  LOGIN_ACCEPTED(Action.LOGIN),
  LOGIN_REFUSED(Action.LOGIN),
  NOT_AUTHORIZED(Action.QUERY),
  OPERATION(Action.QUERY),
  DROP(Action.QUERY),
  STARTING(Action.SERVICE_START),
  READY(Action.SERVICE_START),
  EXIT(Action.SERVICE_STOP),
  ERROR(Action.ERROR),
  NOTE(Action.INFO);

  private final Action action;
  private final byte[] name =
      Ascii.bytes("mongodb/" + name().toLowerCase(Locale.ROOT).replace('_', '-'));

  Shape(Action action) {
    this.action = action;
  }

  /** Sets shape and action of the batch's row. */
  void put(EventBatch batch) {
    batch.action(action);
    batch.keyword(Field.SHAPE, name, 0, name.length);
  }
}
