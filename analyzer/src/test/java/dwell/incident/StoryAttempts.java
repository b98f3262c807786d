package dwell.incident;

import dwell.correlate.Attempts;
import dwell.correlate.NetworkAttempts;
import dwell.correlate.SourceAttempts;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The attempts of a story. */
record StoryAttempts(List<SourceAttempts> sources, List<NetworkAttempts> networks)
    implements Attempts {
  @Override
  public List<SourceAttempts> of(String ip) {
    return sources.stream().filter(s -> s.ip().equals(ip)).toList();
  }

  @Override
  public int addresses() {
    return (int) sources.stream().map(SourceAttempts::ip).distinct().count();
  }

  @Override
  public long failures() {
    return sources.stream().mapToLong(SourceAttempts::failures).sum();
  }

  static SourceAttempts source(List<Story.Try> list) {
    list.sort(Comparator.comparing(Story.Try::at));
    Map<String, Long> names = new TreeMap<>();
    list.forEach(t -> names.merge(t.user(), 1L, Long::sum));
    List<SourceAttempts.AccountCount> top = new ArrayList<>();
    names.forEach((name, count) -> top.add(new SourceAttempts.AccountCount(name, count)));
    Story.Try first = list.getFirst();
    long successes = list.stream().filter(Story.Try::success).count();
    return new SourceAttempts(
        first.ip(),
        first.host(),
        first.system(),
        list.size() - successes,
        successes,
        0,
        names.size(),
        top,
        Set.of("password"),
        first.at(),
        list.getLast().at(),
        first.event(),
        list.getLast().event());
  }
}
