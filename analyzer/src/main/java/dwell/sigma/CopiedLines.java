package dwell.sigma;

import dwell.event.EventBatch;
import dwell.event.Field;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Lines that a host keeps more than once: syslog daemons write a message to several files
 * (rsyslog's default sends authpriv to auth.log and all else to syslog), and the journal keeps it
 * too. The same text of the same process, in another artifact and about the same second, is a copy;
 * of lines that repeat, each copy stands for one.
 */
final class CopiedLines {
  /** A file's stamp has whole seconds, and is made a moment after the message. */
  private static final long REACH = 2_000_000_000L;

  private final Map<String, Line> lines = new LinkedHashMap<>(16, 0.75f, true);

  private static final class Line {
    final Map<Integer, Integer> seen = new HashMap<>();
    int most;
    long last;
  }

  /** Whether another artifact told the event before. */
  boolean copy(EventView view) {
    long nanos = view.cursor().nanos();
    if (nanos == EventBatch.ABSENT || !LogDatasets.TEXT.contains(view.cursor().dataset())) {
      return false;
    }
    Iterator<Line> old = lines.values().iterator();
    while (old.hasNext() && nanos - old.next().last > REACH) {
      old.remove();
    }
    String message = view.text(Field.MESSAGE);
    String key =
        view.text(Field.HOST)
            + '\n'
            + view.text(Field.PROCESS)
            + '\n'
            + view.text(Field.PID)
            + '\n'
            + (message == null ? "" : message.strip());
    Line line = lines.computeIfAbsent(key, k -> new Line());
    line.last = nanos;
    int times = line.seen.merge(view.cursor().artifact(), 1, Integer::sum);
    boolean copy = times <= line.most;
    line.most = Math.max(line.most, times);
    return copy;
  }
}
