package dwell.casefile;

import static org.assertj.core.api.Assertions.assertThat;

import dwell.event.Action;
import dwell.event.ArtifactKey;
import dwell.event.Event;
import dwell.event.EventBatch;
import dwell.event.Field;
import dwell.event.IpAddress;
import dwell.event.Seed;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.lucene.index.CheckIndex;
import org.apache.lucene.store.FSDirectory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EventIndexTest {
  @TempDir Path temp;

  private final Random random = Seed.random();

  /** Several artifacts in several passes, so that there are segments to merge while reading. */
  private Map<Integer, List<Event>> fill(CaseFolder folder, int passes) throws IOException {
    Map<Integer, List<Event>> all = new HashMap<>();
    for (int pass = 0; pass < passes; pass++) {
      try (CaseWriter writer = CaseWriter.open(folder, 1000, step -> {})) {
        List<Manifest.Entry> entries = new ArrayList<>(writer.before().entries());
        for (int i = 0; i < 3; i++) {
          int number = writer.nextNumber();
          RandomEvents events =
              new RandomEvents(
                  random, writer, ArtifactKey.of("h", "log" + number, "h/log" + number), number);
          events.chunk(100).chunk(1 + random.nextInt(300)).chunk(50);
          all.put(number, events.events());
          entries.add(events.entry(writer.records().pass()));
        }
        TestEntries.commit(writer, entries);
      }
    }
    return all;
  }

  private static Comparator<Event> inOrder(Map<Integer, List<Event>> all) {
    Map<Event, Integer> numbers = new HashMap<>();
    all.forEach((number, events) -> events.forEach(event -> numbers.put(event, number)));
    return Comparator.comparingLong(
            (Event event) -> event.nanos() == EventBatch.ABSENT ? Long.MAX_VALUE : event.nanos())
        .thenComparing(numbers::get)
        .thenComparing(event -> event.place().offset())
        .thenComparing(event -> event.place().ordinal());
  }

  private static List<Event> read(EventCursor cursor) {
    List<Event> events = new ArrayList<>();
    while (cursor.advance()) {
      events.add(cursor.event());
    }
    return events;
  }

  @Test
  void givesBackEveryEventInOrder() throws IOException {
    CaseFolder folder = new CaseFolder(temp.resolve("case"));
    Map<Integer, List<Event>> all = fill(folder, 3);
    List<Event> expected = new ArrayList<>();
    all.values().forEach(expected::addAll);
    expected.sort(inOrder(all));

    try (OpenCase open = folder.open()) {
      assertThat(read(open.events(EventFilter.ALL))).as(Seed.text()).isEqualTo(expected);
      assertThat(open.count(EventFilter.ALL)).isEqualTo(expected.size());
    }
    try (FSDirectory directory = FSDirectory.open(folder.index());
        CheckIndex check = new CheckIndex(directory)) {
      assertThat(check.checkIndex().clean).as(Seed.text()).isTrue();
    }
  }

  @Test
  void readsColumnsWithoutMakingEvents() throws IOException {
    CaseFolder folder = new CaseFolder(temp.resolve("case"));
    fill(folder, 2);
    try (OpenCase open = folder.open()) {
      EventCursor cursor = open.events(EventFilter.ALL);
      while (cursor.advance()) {
        Event event = cursor.event();
        assertThat(cursor.nanos()).isEqualTo(event.nanos());
        assertThat(cursor.action()).isEqualTo(event.action());
        assertThat(cursor.outcome()).isEqualTo(event.outcome());
        assertThat(cursor.dataset()).isEqualTo(event.dataset());
        assertThat(cursor.offset()).isEqualTo(event.place().offset());
        assertThat(cursor.length()).isEqualTo(event.place().length());
        assertThat(cursor.ordinal()).isEqualTo(event.place().ordinal());
        assertThat(cursor.id()).isEqualTo(event.id());
        for (Field field : Field.values()) {
          switch (field.kind()) {
            case KEYWORD, ADDRESS -> assertThat(cursor.keyword(field)).isEqualTo(event.text(field));
            case TEXT -> assertThat(cursor.text(field)).isEqualTo(event.text(field));
            case NUMBER, INSTANT -> {
              Long number = event.number(field);
              assertThat(cursor.number(field))
                  .isEqualTo(number == null ? EventBatch.ABSENT : number);
            }
            case LIST -> {}
          }
        }
      }
    }
  }

  @Test
  void filtersAsTheEventsThemselvesSay() throws IOException {
    CaseFolder folder = new CaseFolder(temp.resolve("case"));
    Map<Integer, List<Event>> all = fill(folder, 2);
    List<Event> expected = new ArrayList<>();
    all.values().forEach(expected::addAll);
    expected.sort(inOrder(all));
    long middle = 1_700_000_500_000_000_000L;
    Network network = Network.parse("192.0.2.64/26");
    assertThat(network).isNotNull();

    Map<EventFilter, Predicate<Event>> filters = new HashMap<>();
    filters.put(
        EventFilter.is(Field.USER, "root7"), event -> "root7".equals(event.text(Field.USER)));
    filters.put(
        new EventFilter.AnyOf(Field.DB_COLLECTION, Set.of("alpha3", "root7")),
        event ->
            event.list(Field.DB_COLLECTION).stream().anyMatch(Set.of("alpha3", "root7")::contains));
    filters.put(
        EventFilter.is(Field.SOURCE_IP, "2001:db8::7"),
        event -> "2001:db8::7".equals(event.text(Field.SOURCE_IP)));
    filters.put(
        new EventFilter.Within(Field.SOURCE_IP, network),
        event -> {
          String text = event.text(Field.SOURCE_IP);
          byte[] address = text == null ? null : IpAddress.parse(text);
          return address != null && network.contains(address);
        });
    filters.put(
        new EventFilter.During(middle, middle + 100_000_000_000L),
        event -> event.nanos() >= middle && event.nanos() < middle + 100_000_000_000L);
    filters.put(
        EventFilter.actions(Action.LOGIN, Action.QUERY),
        event -> event.action() == Action.LOGIN || event.action() == Action.QUERY);
    filters.put(new EventFilter.Has(Field.PID), event -> event.number(Field.PID) != null);
    filters.put(
        new EventFilter.Between(Field.PID, 0, Long.MAX_VALUE),
        event -> event.values().get(Field.PID) instanceof Long pid && pid >= 0);
    filters.put(
        EventFilter.is(Field.GROUP, "x".repeat(40_000)),
        event -> String.valueOf(event.text(Field.GROUP)).startsWith("xx"));

    try (OpenCase open = folder.open()) {
      EventFilter before = EventFilter.ALL;
      Predicate<Event> beforeToo = event -> true;
      for (Map.Entry<EventFilter, Predicate<Event>> entry : filters.entrySet()) {
        EventFilter filter = entry.getKey();
        Predicate<Event> wanted = entry.getValue();
        check(open, filter, wanted, expected);
        check(open, filter.not(), wanted.negate(), expected);
        check(open, filter.or(before), wanted.or(beforeToo), expected);
        check(open, filter.not().and(before), wanted.negate().and(beforeToo), expected);
        before = filter;
        beforeToo = wanted;
      }
    }
  }

  private static void check(
      OpenCase open, EventFilter filter, Predicate<Event> wanted, List<Event> all)
      throws IOException {
    assertThat(read(open.events(filter)))
        .as(Seed.text() + " " + filter)
        .isEqualTo(all.stream().filter(wanted).toList());
  }

  @Test
  void findsEventsById() throws IOException {
    CaseFolder folder = new CaseFolder(temp.resolve("case"));
    Map<Integer, List<Event>> all = fill(folder, 2);
    try (OpenCase open = folder.open()) {
      for (List<Event> events : all.values()) {
        List<String> ids = events.stream().map(Event::id).toList();
        assertThat(open.events(ids)).as(Seed.text()).isEqualTo(events);
      }
      assertThat(open.event("aaaaaaaaaaaa-0")).isNull();
      assertThat(open.event("nonsense")).isNull();
      assertThat(open.event("-")).isNull();
    }
  }

  @Test
  void keepsTheRecordsOwnBytes() throws IOException {
    CaseFolder folder = new CaseFolder(temp.resolve("case"));
    Map<Integer, List<Event>> all = fill(folder, 1);
    try (OpenCase open = folder.open()) {
      for (Event event : all.getOrDefault(1, List.of())) {
        byte[] record = open.record(event);
        assertThat(record).hasSize(event.place().length());
        assertThat(record[record.length - 1]).isEqualTo((byte) '\n');
      }
    }
  }

  @Test
  void deletedArtifactsLeaveNothing() throws IOException {
    CaseFolder folder = new CaseFolder(temp.resolve("case"));
    try (CaseWriter writer = CaseWriter.open(folder, 1000, step -> {})) {
      RandomEvents stays =
          new RandomEvents(random, writer, ArtifactKey.of("h", "a", "a"), writer.nextNumber());
      int number = writer.nextNumber();
      RandomEvents goes = new RandomEvents(random, writer, ArtifactKey.of("h", "b", "b"), number);
      stays.chunk(40);
      goes.chunk(40);
      writer.discard(number);
      stays.chunk(40);
      TestEntries.commit(writer, List.of(stays.entry(0)));
      try (OpenCase open = folder.open()) {
        assertThat(open.count(EventFilter.ALL)).isEqualTo(stays.events().size());
      }
    }
  }

  @Test
  void severalThreadsAddAtOnce() throws Exception {
    CaseFolder folder = new CaseFolder(temp.resolve("case"));
    try (CaseWriter writer = CaseWriter.open(folder, 1000, step -> {})) {
      List<RandomEvents> workers = new ArrayList<>();
      List<Thread> threads = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        RandomEvents worker =
            new RandomEvents(
                new Random(random.nextLong()),
                writer,
                ArtifactKey.of("h", "t" + i, "t" + i),
                writer.nextNumber());
        workers.add(worker);
        threads.add(
            Thread.ofPlatform()
                .start(() -> {
                  for (int chunk = 0; chunk < 10; chunk++) {
                    worker.chunk(200);
                  }
                }));
      }
      for (Thread thread : threads) {
        thread.join();
      }
      TestEntries.commit(writer, workers.stream().map(worker -> worker.entry(0)).toList());
      try (OpenCase open = folder.open()) {
        int events = workers.stream().mapToInt(worker -> worker.events().size()).sum();
        assertThat(read(open.events(EventFilter.ALL))).hasSize(events);
      }
    }
  }
}
