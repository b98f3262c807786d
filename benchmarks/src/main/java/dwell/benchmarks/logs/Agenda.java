package dwell.benchmarks.logs;

import java.util.Optional;
import java.util.PriorityQueue;

/** Records that are still to be written, in order of time. */
final class Agenda {
  private final PriorityQueue<SyslogRecord> waiting = new PriorityQueue<>();
  private long sequence;

  void add(long at, int host, int priority, String program, long pid, String message) {
    waiting.add(new SyslogRecord(at, sequence++, host, priority, program, pid, message));
  }

  /** Takes the next record that is due before a time; empty where none is. */
  Optional<SyslogRecord> before(long time) {
    SyslogRecord first = waiting.peek();
    return first == null || first.at() >= time ? Optional.empty() : Optional.of(waiting.remove());
  }
}
