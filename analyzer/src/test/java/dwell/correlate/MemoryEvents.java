package dwell.correlate;

import dwell.event.Action;
import dwell.event.Dataset;
import dwell.event.Event;
import dwell.event.EventBatch;
import dwell.event.EventTime;
import dwell.event.Field;
import dwell.event.Flag;
import dwell.event.Outcome;
import dwell.evidence.Artifact;
import dwell.evidence.ArtifactVisitor;
import dwell.evidence.EvidenceLink;
import dwell.evidence.EvidenceSource;
import dwell.evidence.Fault;
import dwell.evidence.HostOptions;
import dwell.evidence.HostProfile;
import dwell.evidence.HostSurvey;
import dwell.format.ArtifactReader;
import dwell.format.BufferPool;
import dwell.format.ReadSettings;
import dwell.pattern.Catalogue;
import dwell.record.RecordLimits;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The events of a folder of evidence, all in memory: for tests. */
public final class MemoryEvents implements EventSource {
  private final List<Event> timed = new ArrayList<>();
  private final List<Event> untimed = new ArrayList<>();
  private final Map<String, Event> byId = new HashMap<>();
  private final List<HostFacts> hosts = new ArrayList<>();

  private MemoryEvents() {}

  /** Reads a folder with one folder per host in it, as {@code dwell} does. */
  public static MemoryEvents read(Path folder) throws IOException {
    MemoryEvents events = new MemoryEvents();
    EvidenceSource source = EvidenceSource.of(folder);
    HostSurvey survey = source.survey(HostOptions.NONE);
    Catalogue catalogue = Catalogue.builtIn();
    ReadSettings settings =
        new ReadSettings(
            survey,
            survey.clocks(),
            catalogue::matcher,
            Optional.empty(),
            OptionalInt.empty(),
            Instant.parse("2030-01-01T00:00:00Z"),
            RecordLimits.DEFAULT);
    ArtifactReader reader =
        new ArtifactReader(settings, new BufferPool(8, RecordLimits.DEFAULT.chunkBytes()));
    Map<String, Instant> modified = new HashMap<>();
    source.forEach(
        survey,
        new ArtifactVisitor() {
          @Override
          public void artifact(Artifact artifact) throws IOException {
            Instant time = artifact.modified();
            if (time != null) {
              modified.put(artifact.key().id(), time);
            }
            EventBatch batch =
                new EventBatch(rows -> {
                  for (int row = 0; row < rows.size(); row++) {
                    events.add(rows.event(row, artifact.key()));
                  }
                });
            reader.parse(artifact, batch);
          }

          @Override
          public void link(EvidenceLink link) {}

          @Override
          public void fault(Fault fault) {}
        });
    for (HostProfile host : survey.hosts()) {
      events.hosts.add(
          new HostFacts(
              host.name(),
              new HashSet<>(host.addresses()),
              host.accounts(),
              modified,
              Optional.empty()));
    }
    events.sort();
    return events;
  }

  private void add(Event event) {
    (event.time().instant() == null ? untimed : timed).add(event);
    byId.put(event.id(), event);
  }

  private void sort() {
    Comparator<Event> place =
        Comparator.comparing((Event e) -> artifactOf(e))
            .thenComparingLong(e -> e.place().offset())
            .thenComparingInt(e -> e.place().ordinal());
    timed.sort(Comparator.comparingLong(Event::nanos).thenComparing(place));
    untimed.sort(place);
  }

  public List<HostFacts> hosts() {
    return hosts;
  }

  public List<Event> all() {
    List<Event> all = new ArrayList<>(timed);
    all.addAll(untimed);
    return all;
  }

  @Override
  public void timed(Selection selection, Visitor visitor) {
    visit(timed, selection, visitor);
  }

  @Override
  public void untimed(Selection selection, Visitor visitor) {
    visit(untimed, selection, visitor);
  }

  private static void visit(List<Event> events, Selection selection, Visitor visitor) {
    for (Event event : events) {
      Row row = new Row(event);
      if (lets(selection.datasets(), event.dataset())
          && lets(selection.actions(), event.action())
          && (event.time().instant() == null
              || event.nanos() >= selection.from() && event.nanos() < selection.to())
          && equal(selection.host(), row.host())
          && equal(selection.user(), event.text(Field.USER))
          && equal(selection.sourceIp(), event.text(Field.SOURCE_IP))) {
        visitor.visit(row);
      }
    }
  }

  private static <T> boolean lets(Set<T> set, T value) {
    return set.isEmpty() || set.contains(value);
  }

  private static boolean equal(@Nullable String wanted, @Nullable String value) {
    return wanted == null || wanted.equals(value);
  }

  @Override
  public @Nullable Event byId(String id) {
    return byId.get(id);
  }

  private static String artifactOf(Event event) {
    return event.id().substring(0, event.id().indexOf('-'));
  }

  /** An event as a row. */
  private record Row(Event event) implements EventRow {
    @Override
    public long time() {
      return event.nanos();
    }

    @Override
    public int digits() {
      EventTime time = event.time();
      return time.digits();
    }

    @Override
    public Action action() {
      return event.action();
    }

    @Override
    public Outcome outcome() {
      return event.outcome();
    }

    @Override
    public Dataset dataset() {
      return event.dataset();
    }

    @Override
    public String host() {
      String host = event.text(Field.HOST);
      String path = event.place().path();
      int slash = path.indexOf('/');
      return host != null ? host : slash < 0 ? "" : path.substring(0, slash);
    }

    @Override
    public String artifact() {
      return artifactOf(event);
    }

    @Override
    public @Nullable String text(Field field) {
      return event.text(field);
    }

    @Override
    public long number(Field field) {
      Long number = event.number(field);
      return number == null ? EventBatch.ABSENT : number;
    }

    @Override
    public int flags() {
      int bits = 0;
      for (Flag flag : event.flags()) {
        bits |= flag.bit();
      }
      return bits;
    }

    @Override
    public String id() {
      return event.id();
    }
  }
}
