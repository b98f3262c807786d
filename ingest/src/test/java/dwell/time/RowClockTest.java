package dwell.time;

import static org.assertj.core.api.Assertions.assertThat;

import dwell.event.ArtifactKey;
import dwell.event.Event;
import dwell.event.EventBatch;
import dwell.event.EventTime.Basis;
import dwell.event.EventTime.YearBasis;
import dwell.event.Field;
import dwell.event.Flag;
import dwell.event.Seed;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class RowClockTest {
  private static final DateTimeFormatter ISO =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);

  private static List<Event> read(String zone, String... stamps) {
    List<Event> events = new ArrayList<>();
    ArtifactKey key = ArtifactKey.of("h", "p", "p");
    EventBatch batch =
        new EventBatch(full -> {
          for (int row = 0; row < full.size(); row++) {
            events.add(full.event(row, key));
          }
        });
    RowClock clock = new RowClock(new HostClock(ZoneId.of(zone), Basis.HOST));
    Stamp stamp = new Stamp();
    batch.chunk(new byte[0], 0, 0);
    for (String text : stamps) {
      byte[] b = text.getBytes(StandardCharsets.UTF_8);
      assertThat(IsoStamp.readNamed(b, 0, b.length, stamp)).as(text).isEqualTo(b.length);
      batch.next(0, 0, 0, 0);
      clock.set(batch, stamp, YearBasis.RECORDED);
    }
    batch.flush();
    return events;
  }

  @Test
  void localTimesAgreeWithJavaTimeInAnyZone() {
    Random random = Seed.random();
    List<String> zones =
        List.of(
            "Europe/Berlin",
            "America/New_York",
            "Australia/Lord_Howe",
            "America/Santiago",
            "Asia/Kolkata",
            "Africa/Casablanca",
            "UTC");
    for (String zone : zones) {
      ZoneId id = ZoneId.of(zone);
      ZonedDateTime at = ZonedDateTime.of(2019, 1, 1, 0, 0, 0, 0, id);
      List<String> stamps = new ArrayList<>();
      List<Instant> instants = new ArrayList<>();
      for (int i = 0; i < 2000; i++) {
        stamps.add(ISO.format(at));
        instants.add(ZonedDateTime.ofLocal(at.toLocalDateTime(), id, null).toInstant());
        at = at.plusSeconds(random.nextInt(200_000));
      }
      List<Event> events = read(zone, stamps.toArray(String[]::new));
      for (int i = 0; i < instants.size(); i++) {
        if (!events.get(i).flags().contains(Flag.AMBIGUOUS_TIME)) {
          assertThat(events.get(i).time().instant())
              .as(stamps.get(i) + ' ' + zone + ' ' + Seed.text())
              .isEqualTo(instants.get(i));
        }
      }
    }
  }

  @Test
  void theHourThatComesTwiceIsToldApartByOrder() {
    List<Event> events =
        read(
            "Europe/Berlin",
            "2026-10-25 02:10:00",
            "2026-10-25 02:59:00",
            "2026-10-25 02:01:00",
            "2026-10-25 02:00:59",
            "2026-10-25 03:00:00");
    assertThat(events)
        .extracting(event -> String.valueOf(event.time().instant()))
        .containsExactly(
            "2026-10-25T00:10:00Z",
            "2026-10-25T00:59:00Z",
            "2026-10-25T01:01:00Z",
            "2026-10-25T01:00:59Z",
            "2026-10-25T02:00:00Z");
    assertThat(events.get(0).number(Field.TIME_ERROR)).isEqualTo(3600);
    assertThat(events.get(2).number(Field.TIME_ERROR)).isNull();
    assertThat(events.subList(0, 4))
        .allSatisfy(event -> assertThat(event.flags()).contains(Flag.AMBIGUOUS_TIME));
    assertThat(events.get(3).flags()).contains(Flag.OUT_OF_ORDER);
    assertThat(events.get(4).flags()).isEmpty();
  }

  @Test
  void theHourThatIsLeftOutIsFlagged() {
    Event event = read("Europe/Berlin", "2026-03-29 02:30:00").getFirst();
    assertThat(event.time().instant()).isEqualTo(Instant.parse("2026-03-29T01:30:00Z"));
    assertThat(event.flags()).containsExactly(Flag.AMBIGUOUS_TIME);
    assertThat(event.number(Field.TIME_ERROR)).isEqualTo(3600);
  }

  @Test
  void anAbbreviationMeansWhatTheHostMeansByIt() {
    assertThat(read("Asia/Kolkata", "2026-09-15 02:40:01 IST").getFirst().time().instant())
        .isEqualTo(Instant.parse("2026-09-14T21:10:01Z"));
    assertThat(read("Asia/Jerusalem", "2026-01-15 02:40:01 IST").getFirst().time().instant())
        .isEqualTo(Instant.parse("2026-01-15T00:40:01Z"));
    Event unknown = read("UTC", "2026-09-15 02:40:01 CST").getFirst();
    assertThat(unknown.number(Field.TIME_ERROR)).isEqualTo(14 * 3600);
    assertThat(read("UTC", "2026-09-15 02:40:01 -03:30").getFirst().time())
        .satisfies(time -> assertThat(time.basis()).isEqualTo(Basis.RECORDED))
        .satisfies(
            time -> assertThat(time.instant()).isEqualTo(Instant.parse("2026-09-15T06:10:01Z")));
  }

  @Test
  void anAbbreviationTellsTheHourThatComesTwice() {
    assertThat(
            read("Europe/Berlin", "2026-10-25 02:10:00 CEST", "2026-10-25 02:10:00 CET").stream()
                .map(event -> String.valueOf(event.time().instant())))
        .containsExactly("2026-10-25T00:10:00Z", "2026-10-25T01:10:00Z");
  }
}
