package dwell.search;

import dwell.casefile.EventCursor;
import dwell.correlate.AccountKey;
import dwell.event.EventBatch;
import dwell.event.EventTime;
import dwell.event.Field;
import dwell.event.Outcome;
import dwell.search.Activity.Door;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Login attempts of one account, by host and far side. One attempt may be told by several logs
 * (sshd's, {@code btmp}, audit's): of each door, the log that tells of most is counted.
 */
final class UserDoors {
  private record Place(String host, String system, String source) {}

  private static final class Tally {
    private final Map<String, Long> failures = new HashMap<>();
    private final Map<String, Long> successes = new HashMap<>();
    private @Nullable Instant first;
    private @Nullable Instant last;
  }

  private final Map<Place, Tally> tallies = new LinkedHashMap<>();
  private final Function<EventCursor, String> logs;

  /**
   * @param logs names the log that an event is from, its rotations included
   */
  UserDoors(Function<EventCursor, String> logs) {
    this.logs = logs;
  }

  /** Counts login events that come in order of time. */
  List<Door> read(EventCursor logins) {
    while (logins.advance()) {
      add(logins);
    }
    List<Door> doors = new ArrayList<>();
    tallies.forEach((place, tally) ->
        doors.add(
            new Door(
                place.host,
                place.system,
                place.source,
                most(tally.failures),
                most(tally.successes),
                0,
                "",
                tally.first,
                tally.last)));
    doors.sort(Comparator.comparing(Door::first, Comparator.nullsLast(Comparator.naturalOrder())));
    return doors;
  }

  private void add(EventCursor login) {
    String ip = login.keyword(Field.SOURCE_IP);
    String source = ip == null ? login.keyword(Field.SOURCE_DOMAIN) : ip;
    String system = login.keyword(Field.DB_SYSTEM);
    String host = login.keyword(Field.HOST);
    Tally tally =
        tallies.computeIfAbsent(
            new Place(
                host == null ? "" : host,
                system == null ? AccountKey.OS : system,
                source == null ? "" : source),
            place -> new Tally());
    long repeat = login.number(Field.REPEAT);
    long count = repeat == EventBatch.ABSENT ? 1 : Math.max(1, repeat);
    if (login.outcome() == Outcome.FAILURE) {
      tally.failures.merge(logs.apply(login), count, Long::sum);
    } else if (login.outcome() == Outcome.SUCCESS) {
      tally.successes.merge(logs.apply(login), count, Long::sum);
    }
    if (login.nanos() != EventBatch.ABSENT) {
      tally.last = EventTime.instant(login.nanos());
      tally.first = tally.first == null ? tally.last : tally.first;
    }
  }

  private static long most(Map<String, Long> counts) {
    return counts.values().stream().mapToLong(Long::longValue).max().orElse(0);
  }
}
