package dwell.casefile;

import dwell.event.Action;
import dwell.event.Dataset;
import dwell.event.EventBatch;
import dwell.event.Outcome;

/**
 * What an event has of small sets, in one number: action, outcome, dataset, flags, the digits,
 * basis and year of its time, and its ordinal within the record. A case has few different ones, so
 * that one column and one term per event stand for eight.
 *
 * <p>From the lowest bit: time info 12, ordinal 8, outcome 2, dataset 6, action 6, flags 29.
 */
final class Kind {
  private static final Action[] ACTIONS = Action.values();
  private static final Outcome[] OUTCOMES = Outcome.values();
  private static final Dataset[] DATASETS = Dataset.values();

  private Kind() {}

  static long of(EventBatch batch, int row) {
    return (batch.timeInfo(row) & 0xFFFL)
        | (long) batch.ordinal(row) << 12
        | (long) batch.outcome(row).ordinal() << 20
        | (long) batch.dataset(row).ordinal() << 22
        | (long) batch.action(row).ordinal() << 28
        | (long) batch.flags(row) << 34;
  }

  static int timeInfo(long kind) {
    return (int) kind & 0xFFF;
  }

  static int ordinal(long kind) {
    return (int) (kind >>> 12) & 0xFF;
  }

  static Outcome outcome(long kind) {
    return OUTCOMES[(int) (kind >>> 20) & 3];
  }

  static Dataset dataset(long kind) {
    return DATASETS[(int) (kind >>> 22) & 63];
  }

  static Action action(long kind) {
    return ACTIONS[(int) (kind >>> 28) & 63];
  }

  static int flags(long kind) {
    return (int) (kind >>> 34);
  }

  /** The eight bytes that stand for it in the index, most significant first. */
  static void toBytes(long kind, byte[] out) {
    for (int i = 0; i < 8; i++) {
      out[i] = (byte) (kind >>> (56 - 8 * i));
    }
  }

  static long fromBytes(byte[] bytes, int from) {
    long kind = 0;
    for (int i = 0; i < 8; i++) {
      kind = kind << 8 | (bytes[from + i] & 0xFF);
    }
    return kind;
  }
}
