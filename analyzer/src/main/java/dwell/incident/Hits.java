package dwell.incident;

import dwell.detect.Detection;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What each detection found, gathered one by one. */
final class Hits {
  private static final int CITED = 12;

  private final Map<String, Hit> hits = new TreeMap<>();

  private static final class Hit {
    final Detection detection;
    final Set<String> evidence = new LinkedHashSet<>();
    @Nullable Stamp first;
    @Nullable Stamp last;
    long count;

    Hit(Detection detection) {
      this.detection = detection;
    }
  }

  void add(Detection detection, @Nullable Stamp time, List<String> evidence) {
    Hit hit = hits.computeIfAbsent(detection.id(), k -> new Hit(detection));
    hit.first = Times.min(hit.first, time);
    hit.last = Times.max(hit.last, time);
    hit.count++;
    hit.evidence.addAll(evidence);
  }

  /** One finding a detection, by id. */
  List<Incident.Finding> findings() {
    List<Incident.Finding> out = new ArrayList<>();
    for (Hit hit : hits.values()) {
      Detection detection = hit.detection;
      out.add(
          new Incident.Finding(
              detection.id(),
              detection.title(),
              detection.level(),
              detection.techniques(),
              hit.first,
              hit.last,
              hit.count,
              hit.evidence.stream().limit(CITED).toList(),
              null));
    }
    return List.copyOf(out);
  }
}
