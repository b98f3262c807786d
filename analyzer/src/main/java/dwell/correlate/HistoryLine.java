package dwell.correlate;

/**
 * A line of a shell's history.
 *
 * @param nanos since the epoch, or {@link dwell.event.EventBatch#ABSENT}
 * @param order its place in its file, from 1
 */
record HistoryLine(
    String host,
    String user,
    String artifact,
    long nanos,
    int digits,
    long order,
    String text,
    String id) {}
