package dwell.format.syslog;

import static org.assertj.core.api.Assertions.assertThat;

import dwell.event.Event;
import dwell.event.EventTime.Basis;
import dwell.event.EventTime.YearBasis;
import dwell.event.Field;
import dwell.event.Flag;
import dwell.format.Parsed;
import dwell.time.InferredYears;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Files of stamps, each with what is to be said of it: its instant, where zone and year come from,
 * by how many seconds it may be off, and its flags. The rules of the zones are those of the tz
 * database; what RFC 3164 leaves out (section 4.1.2) is the year and the zone.
 */
final class YearsAndClocksTest {
  /**
   * A file each: {@code # NAME | ZONE or - | given YEAR or before DATE}, then {@code STAMP =
   * INSTANT BASIS YEAR ERROR FLAGS}, {@code -} for what is absent.
   */
  private static final String FILES =
      """
      # the year turns | Europe/Berlin | given 2025
      Dec 31 23:59:59 = 2025-12-31T22:59:59Z host given - -
      Jan  1 00:00:00 = 2025-12-31T23:00:00Z host given - -
      Jan  1 01:30:00 = 2026-01-01T00:30:00Z host given - -
      # it turns twice | UTC | given 2023
      Nov 30 12:00:00 = 2023-11-30T12:00:00Z host given - -
      Feb  1 12:00:00 = 2024-02-01T12:00:00Z host given - -
      Dec 24 12:00:00 = 2024-12-24T12:00:00Z host given - -
      Jan  2 12:00:00 = 2025-01-02T12:00:00Z host given - -
      # a leap day | UTC | given 2024
      Feb 28 23:59:59 = 2024-02-28T23:59:59Z host given - -
      Feb 29 00:00:00 = 2024-02-29T00:00:00Z host given - -
      Mar  1 00:00:00 = 2024-03-01T00:00:00Z host given - -
      # a late line is no new year | UTC | given 2026
      Mar  3 06:25:01 = 2026-03-03T06:25:01Z host given - -
      Mar  2 23:59:59 = 2026-03-02T23:59:59Z host given - out-of-order
      Mar  3 06:25:02 = 2026-03-03T06:25:02Z host given - -
      # a late line across the turn | UTC | given 2025
      Dec 31 23:59:58 = 2025-12-31T23:59:58Z host given - -
      Jan  1 00:00:01 = 2026-01-01T00:00:01Z host given - -
      Dec 31 23:59:59 = 2025-12-31T23:59:59Z host given - out-of-order
      Jan  1 00:00:02 = 2026-01-01T00:00:02Z host given - -
      # the file's own time bounds it | UTC | before 2026-09-19
      Sep 18 06:25:01 = 2026-09-18T06:25:01Z host inferred - -
      # and puts what would lie after it a year before | UTC | before 2026-09-19
      Nov  1 06:25:01 = 2025-11-01T06:25:01Z host inferred - -
      Mar  1 06:25:01 = 2026-03-01T06:25:01Z host inferred - -
      Sep 19 06:25:01 = 2026-09-19T06:25:01Z host inferred - -
      # nothing tells the zone | - | given 2026
      Mar  3 06:25:01 = 2026-03-03T06:25:01Z assumed given - -
      # summer time begins in Berlin: 02:00 to 03:00 is left out | Europe/Berlin | given 2026
      Mar 29 01:59:59 = 2026-03-29T00:59:59Z host given - -
      Mar 29 02:30:00 = 2026-03-29T01:30:00Z host given 3600 ambiguous-time
      Mar 29 03:00:00 = 2026-03-29T01:00:00Z host given - out-of-order
      Mar 29 03:30:01 = 2026-03-29T01:30:01Z host given - -
      # it ends: 02:00 to 03:00 comes twice | Europe/Berlin | given 2026
      Oct 25 01:59:59 = 2026-10-24T23:59:59Z host given - -
      Oct 25 02:10:00 = 2026-10-25T00:10:00Z host given 3600 ambiguous-time
      Oct 25 02:50:00 = 2026-10-25T00:50:00Z host given 3600 ambiguous-time
      Oct 25 02:05:00 = 2026-10-25T01:05:00Z host given - ambiguous-time
      Oct 25 02:55:00 = 2026-10-25T01:55:00Z host given - ambiguous-time
      Oct 25 03:00:00 = 2026-10-25T02:00:00Z host given - -
      # New York | America/New_York | given 2026
      Mar  8 01:59:59 = 2026-03-08T06:59:59Z host given - -
      Mar  8 03:00:00 = 2026-03-08T07:00:00Z host given - -
      Nov  1 00:59:59 = 2026-11-01T04:59:59Z host given - -
      Nov  1 01:30:00 = 2026-11-01T05:30:00Z host given 3600 ambiguous-time
      Nov  1 02:00:00 = 2026-11-01T07:00:00Z host given - -
      # Lord Howe moves by half an hour | Australia/Lord_Howe | given 2026
      Apr  5 01:29:59 = 2026-04-04T14:29:59Z host given - -
      Apr  5 01:45:00 = 2026-04-04T14:45:00Z host given 1800 ambiguous-time
      Apr  5 02:00:00 = 2026-04-04T15:30:00Z host given - -
      # in the south the summer holds the turn of the year | Australia/Sydney | given 2025
      Dec 31 23:59:59 = 2025-12-31T12:59:59Z host given - -
      Jan  1 00:00:00 = 2025-12-31T13:00:00Z host given - -
      Jul  1 00:00:00 = 2026-06-30T14:00:00Z host given - -
      # zones without summer time, with odd offsets | Asia/Kathmandu | given 2026
      Mar  3 06:25:01 = 2026-03-03T00:40:01Z host given - -
      Mar  4 00:00:00 = 2026-03-03T18:15:00Z host given - -
      # offsets in the stamp are the zone | Europe/Berlin | given 2026
      2026-03-03T06:25:01Z = 2026-03-03T06:25:01Z recorded - - -
      2026-03-03T09:25:02+03:00 = 2026-03-03T06:25:02Z recorded - - -
      2026-03-03T11:55:03+0530 = 2026-03-03T06:25:03Z recorded - - -
      2026-03-02T18:25:04-12:00 = 2026-03-03T06:25:04Z recorded - - -
      2026-03-03T20:25:05.5+14:00 = 2026-03-03T06:25:05.500Z recorded - - -
      2026-03-03T06:25:06.123456-00:00 = 2026-03-03T06:25:06.123456Z recorded - - -
      2026-10-25T02:30:00+02:00 = 2026-10-25T00:30:00Z recorded - - -
      2026-10-25T02:30:00+01:00 = 2026-10-25T01:30:00Z recorded - - -
      # years in the stamp | Europe/Berlin | given 2026
      2026-03-03T06:25:01 = 2026-03-03T05:25:01Z host recorded - -
      2026-03-03 06:25:02 = 2026-03-03T05:25:02Z host recorded - -
      2026-03-29 02:30:00 = 2026-03-29T01:30:00Z host recorded 3600 ambiguous-time
      Mar 30 2026 06:25:03 = 2026-03-30T04:25:03Z host recorded - -
      2026 Mar 30 06:25:04 = 2026-03-30T04:25:04Z host recorded - -
      Mon Mar 30 06:25:05 2026 = 2026-03-30T04:25:05Z host recorded - -
      # an abbreviation is the zone, and settles the hour that comes twice | Europe/Berlin | given 2026
      Oct 25 02:30:00 CEST = 2026-10-25T00:30:00Z recorded given - -
      Oct 25 02:30:00 CET = 2026-10-25T01:30:00Z recorded given - -
      Oct 25 02:30:00 UTC = 2026-10-25T02:30:00Z recorded given - -
      # a leap second is the next one's first, as POSIX has it | UTC | given 2016
      Dec 31 23:59:60 = 2017-01-01T00:00:00Z host given - -
      # seconds since the epoch | Europe/Berlin | given 2026
      1772519101 = 2026-03-03T06:25:01Z recorded - - -
      1772519101.25 = 2026-03-03T06:25:01.250Z recorded - - -
      # the clock was set back by a day | UTC | given 2026
      Mar  3 06:25:01 = 2026-03-03T06:25:01Z host given - -
      Mar  2 06:25:01 = 2026-03-02T06:25:01Z host given - out-of-order
      Mar  2 06:25:02 = 2026-03-02T06:25:02Z host given - out-of-order
      """;

  private record Case(String name, String zone, String year, List<String> lines) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Case> files() {
    List<Case> cases = new ArrayList<>();
    for (String line : FILES.lines().toList()) {
      if (line.startsWith("# ")) {
        String[] head = line.substring(2).split(" \\| ");
        cases.add(new Case(head[0], head[1], head[2], new ArrayList<>()));
      } else {
        cases.getLast().lines.add(line);
      }
    }
    return cases.stream();
  }

  @ParameterizedTest
  @MethodSource("files")
  void everyStampIsPlacedAsFarAsItTells(Case file) {
    Parsed reading = Parsed.with(new SyslogFormat()).host("gate");
    if (!file.zone.equals("-")) {
      reading.zone(file.zone);
    }
    String[] year = file.year.split(" ");
    if (year[0].equals("given")) {
      reading.year(Integer.parseInt(year[1]));
    } else {
      reading.years(
          InferredYears.before(
              Instant.parse(year[1] + "T12:00:00Z"), ZoneOffset.UTC, "the file's own time"));
    }
    String text =
        file.lines.stream()
            .map(line -> line.substring(0, line.indexOf(" = ")) + " gate app[7]: told\n")
            .collect(Collectors.joining());
    List<Event> events = reading.events(text);
    assertThat(events.stream().map(YearsAndClocksTest::told))
        .containsExactlyElementsOf(
            file.lines.stream().map(line -> line.substring(line.indexOf(" = ") + 3)).toList());
  }

  private static String told(Event event) {
    Instant instant = event.time().instant();
    Basis basis = event.time().basis();
    YearBasis year = event.time().year();
    Long error = event.number(Field.TIME_ERROR);
    String flags = event.flags().stream().map(Flag::id).collect(Collectors.joining(","));
    return String.join(
        " ",
        instant == null ? "-" : instant.toString(),
        basis == null ? "-" : basis.id(),
        year == null ? "-" : year.id(),
        error == null ? "-" : error.toString(),
        flags.isEmpty() ? "-" : flags);
  }
}
