package dwell.format.web;

import dwell.event.Action;
import dwell.event.EventBatch;
import dwell.event.Field;
import dwell.event.Outcome;
import dwell.event.TextCoding;
import dwell.record.Ascii;

/** What a line of an access log tells, put into the batch's row. */
final class AccessRow {
  private static final byte[] SHAPE = Ascii.bytes("web.access/request");

  private AccessRow() {}

  /**
   * Sets all of the row but time, message and dataset.
   *
   * @param to where the line ends
   */
  static void put(AccessLine line, byte[] b, int to, EventBatch batch) {
    batch.action(Action.REQUEST);
    batch.keyword(Field.SHAPE, SHAPE, 0, SHAPE.length);
    if (!batch.address(Field.SOURCE_IP, b, line.clientFrom, line.clientTo)) {
      batch.keyword(Field.SOURCE_DOMAIN, b, line.clientFrom, line.clientTo);
    }
    batch.keyword(Field.USER, b, line.userFrom, line.userTo);
    batch.keyword(Field.HTTP_METHOD, b, line.requestFrom, line.methodTo);
    text(Field.URL, line.urlFrom, line.urlTo, batch);
    text(Field.HTTP_REFERRER, line.referrerFrom, line.referrerTo, batch);
    batch.keyword(Field.USER_AGENT, b, line.agentFrom, line.agentTo);
    if (line.status >= 0) {
      batch.number(Field.HTTP_STATUS, line.status);
      batch.outcome(line.status < 400 ? Outcome.SUCCESS : Outcome.FAILURE);
    }
    if (line.bytes >= 0) {
      batch.number(Field.HTTP_BYTES, line.bytes);
    }
    batch.words(b, line.requestFrom, to);
  }

  private static void text(Field field, int from, int to, EventBatch batch) {
    if (to > from) {
      batch.text(field, from, to, TextCoding.RAW);
    }
  }
}
