package dwell.incident;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Where the evidence is silent although its files say that they go on. */
final class Coverage {
  /**
   * Records of a chain that may well come one after the other as late as others come together:
   * records come in bursts of ten or so (a page and its pictures, a login), and ten bursts may fail
   * to come.
   */
  private static final int FEW = 100;

  private Coverage() {}

  /**
   * Between the files of one chain (a log and its rotations): a file that begins long after the one
   * before it ended, measured by the pauses that are usual in the chain.
   */
  static List<Incident.Gap> of(List<Incident.Host> hosts) {
    List<Incident.Gap> out = new ArrayList<>();
    for (Incident.Host host : hosts) {
      for (Incident.Source source : host.sources()) {
        for (String fault : source.faults()) {
          out.add(
              new Incident.Gap(host.name(), source.path(), source.first(), source.last(), fault));
        }
      }
      chains(host, out);
    }
    return List.copyOf(out);
  }

  private static void chains(Incident.Host host, List<Incident.Gap> out) {
    java.util.Map<String, List<Incident.Source>> chains = new java.util.TreeMap<>();
    for (Incident.Source source : host.sources()) {
      if (source.first() != null && source.last() != null && source.copyOf() == null) {
        chains.computeIfAbsent(chain(source.path()), k -> new ArrayList<>()).add(source);
      }
    }
    chains.forEach((name, files) -> {
      files.sort(java.util.Comparator.comparing(Incident.Source::first, Times.ORDER));
      for (int i = 1; i < files.size(); i++) {
        Incident.Source before = files.get(i - 1);
        Incident.Source after = files.get(i);
        Stamp from = before.last();
        Stamp to = after.first();
        if (from == null || to == null || before.first() == null) {
          continue;
        }
        Duration pause = Duration.between(from.instant(), to.instant());
        Duration length = Duration.between(before.first().instant(), from.instant());
        long records = Math.max(1, before.records());
        boolean usual =
            pause.compareTo(length.dividedBy(Math.max(1, records / FEW))) <= 0
                || pause.compareTo(usualPause(files, i)) <= 0
                || pause.compareTo(fewRecords(files, pause)) <= 0;
        if (!usual && pause.compareTo(length) > 0) {
          out.add(
              new Incident.Gap(
                  host.name(),
                  name,
                  from,
                  to,
                  "no record between "
                      + before.path()
                      + " and "
                      + after.path()
                      + ", longer than all that the first of them covers"));
        }
      }
    });
  }

  /**
   * How long a log is silent between two of its files without any meaning: a few times as long as
   * between most others. Zero where there are too few to tell.
   */
  private static Duration usualPause(List<Incident.Source> files, int at) {
    List<Duration> pauses = new ArrayList<>();
    for (int i = 1; i < files.size(); i++) {
      Stamp from = files.get(i - 1).last();
      Stamp to = files.get(i).first();
      if (i != at && from != null && to != null) {
        pauses.add(Duration.between(from.instant(), to.instant()));
      }
    }
    pauses.sort(java.util.Comparator.naturalOrder());
    return pauses.size() < 2 ? Duration.ZERO : pauses.get(pauses.size() / 2).multipliedBy(3);
  }

  /**
   * How long it takes the chain to write a few records, that pause aside: a log that says little is
   * silent for long, wherever it happens to be rotated.
   */
  private static Duration fewRecords(List<Incident.Source> files, Duration pause) {
    Stamp from = files.getFirst().first();
    Stamp to = null;
    long records = 0;
    for (Incident.Source file : files) {
      to = Times.max(to, file.last());
      records += file.records();
    }
    if (from == null || to == null) {
      return Duration.ZERO;
    }
    Duration covered = Duration.between(from.instant(), to.instant()).minus(pause);
    return covered.dividedBy(Math.max(1, records / FEW));
  }

  /** The name that a log and its rotations share: without numbers, dates and packing at the end. */
  static String chain(String path) {
    int slash = path.lastIndexOf('/') + 1;
    String name = path.substring(slash);
    List<String> parts = Texts.split(name, '.');
    while (parts.size() > 1 && packedOrNumber(parts.getLast())) {
      parts.removeLast();
    }
    return path.substring(0, slash) + String.join(".", parts);
  }

  private static boolean packedOrNumber(String part) {
    if (java.util.Set.of("gz", "xz", "bz2", "zst", "Z", "old").contains(part)) {
      return true;
    }
    return part.chars().allMatch(c -> (c >= '0' && c <= '9') || c == '-');
  }
}
