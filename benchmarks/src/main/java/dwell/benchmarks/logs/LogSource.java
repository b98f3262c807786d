package dwell.benchmarks.logs;

/** Writes one log, record after record, without end. */
@FunctionalInterface
interface LogSource {
  /** Writes what comes next: one record, or a few that belong together. */
  void write();
}
