package dwell.format;

import dwell.evidence.Fault;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Faults of one artifact, from its reader and from parsers on other threads. Hostile files could
 * have one a record: of those beyond {@link #MAX} only the number is told. Safe for use by several
 * threads.
 */
final class ArtifactFaults implements ParseContext.FaultSink {
  /** How many are kept. */
  static final int MAX = 1000;

  private final String path;
  private final List<Fault> faults = new ArrayList<>();
  private long left;

  ArtifactFaults(String path) {
    this.path = path;
  }

  @Override
  public void fault(long offset, String cause) {
    add(Fault.at(path, offset, cause));
  }

  synchronized void add(Fault fault) {
    if (faults.size() < MAX) {
      faults.add(fault);
    } else {
      left++;
    }
  }

  /** What was told so far, in order of place, so that threads do not show. */
  synchronized List<Fault> all() {
    List<Fault> all = new ArrayList<>(faults);
    all.sort(Comparator.comparingLong(Fault::offset).thenComparing(Fault::cause));
    if (left > 0) {
      all.add(Fault.of(path, left + " more faults were counted and not kept"));
    }
    return List.copyOf(all);
  }
}
