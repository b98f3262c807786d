package dwell.sigma;

import dwell.event.EventBatch;
import dwell.incident.Incident;
import dwell.incident.Stamp;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a rule found so far. Mutable; bounded: of very many events the first ones are cited. */
final class FindingDraft {
  /** As many events as a finding cites; the count says how many there were. */
  static final int CITED = 48;

  private final RuleHeader header;
  private final Set<String> evidence = new LinkedHashSet<>();
  private @Nullable Stamp first;
  private @Nullable Stamp last;
  private long count;

  FindingDraft(RuleHeader header) {
    this.header = header;
  }

  /** One more, which the events tell. */
  void add(List<String> ids) {
    count++;
    cite(ids);
  }

  /** Events that tell it too. */
  void cite(List<String> ids) {
    for (String id : ids) {
      if (evidence.size() == CITED) {
        return;
      }
      evidence.add(id);
    }
  }

  /** It was, or still was, then; {@link EventBatch#ABSENT} says nothing. */
  void at(long nanos, int digits) {
    if (nanos == EventBatch.ABSENT) {
      return;
    }
    Stamp time = Stamp.of(nanos, digits);
    if (first == null || time.compareTo(first) < 0) {
      first = time;
    }
    if (last == null || time.compareTo(last) > 0) {
      last = time;
    }
  }

  boolean empty() {
    return count == 0;
  }

  Incident.Finding finding() {
    return new Incident.Finding(
        header.id(),
        header.title(),
        header.level(),
        header.techniques(),
        first,
        last,
        count,
        List.copyOf(evidence),
        header.file());
  }
}
