package dwell.format.mysql;

import static org.assertj.core.api.Assertions.assertThat;

import dwell.event.Action;
import dwell.event.Event;
import dwell.event.EventTime;
import dwell.event.Field;
import dwell.event.Outcome;
import dwell.format.LogFormat;
import dwell.format.ParseContext;
import dwell.format.Reading;
import dwell.time.HostClock;
import dwell.time.HostClocks;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SlowLogTest {
  private static final LogFormat FORMAT = new SlowLog();

  private static final String MARIADB =
      """
      /usr/sbin/mariadbd, Version: 10.11.8-MariaDB-log (Debian 12). started with:
      Tcp port: 3306  Unix socket: /run/mysqld/mysqld.sock
      Time\t\t    Id Command\tArgument
      # Time: 261103  8:05:09
      # User@Host: ledger[ledger] @ pc.example.org [192.0.2.17]
      # Thread_id: 7  Schema: books  QC_hit: No
      # Query_time: 1.500000  Lock_time: 0.000100  Rows_sent: 3  Rows_examined: 40
      # Rows_affected: 0  Bytes_sent: 211
      use `books`;
      SET timestamp=1793693109;
      SELECT iban -- # Time: a comment
      # and a line of its own
      FROM accounts;
      # User@Host: ledger[ledger] @ localhost []
      # Thread_id: 8  Schema: books  QC_hit: No
      # Query_time: 0.000005  Lock_time: 0.000000  Rows_sent: 0  Rows_examined: 0
      # Rows_affected: 1  Bytes_sent: 11
      SET timestamp=1793693109;
      # administrator command: Quit;
      """;

  @Test
  void anEntryIsOneStatement() {
    List<Event> events = Reading.events(FORMAT, MARIADB);

    assertThat(events)
        .extracting(Event::action)
        .containsExactly(Action.SERVICE_START, Action.QUERY, Action.DISCONNECT);
    Event query = events.get(1);
    assertThat(query.text(Field.DB_QUERY))
        .isEqualTo("SELECT iban -- # Time: a comment\n# and a line of its own\nFROM accounts");
    assertThat(query.time().instant()).hasToString("2026-11-03T08:05:09Z");
    assertThat(query.number(Field.START))
        .isEqualTo(EventTime.nanos(java.time.Instant.parse("2026-11-03T08:05:07.5Z")));
    assertThat(query.number(Field.DURATION)).isEqualTo(1_500_000_000);
    assertThat(query.number(Field.DB_RETURNED_ROWS)).isEqualTo(3);
    assertThat(query.number(Field.DB_ROWS_EXAMINED)).isEqualTo(40);
    assertThat(query.text(Field.USER)).isEqualTo("ledger");
    assertThat(query.text(Field.SOURCE_IP)).isEqualTo("192.0.2.17");
    assertThat(query.text(Field.SOURCE_DOMAIN)).isEqualTo("pc.example.org");
    assertThat(query.text(Field.SESSION)).isEqualTo("7");
    assertThat(query.text(Field.DB_NAMESPACE)).isEqualTo("books");
    assertThat(query.text(Field.DB_SYSTEM)).isEqualTo("mariadb");
    assertThat(events.get(2).time().instant()).as("inherited").hasToString("2026-11-03T08:05:09Z");
  }

  @Test
  void withoutAStampTheStatementsOwnClockIsTaken() {
    Event event =
        Reading.events(
                FORMAT,
                """
                # User@Host: root[root] @ localhost []  Id:    14
                # Query_time: 2.475469  Lock_time: 0.000287 Rows_sent: 10  Rows_examined: 31
                # Schema: books  Last_errno: 1317  Killed: 0
                SET timestamp=1793693109;
                select 1;
                """)
            .getFirst();

    assertThat(event.time().instant()).hasToString("2026-11-03T08:05:09Z");
    assertThat(event.time().basis()).isEqualTo(EventTime.Basis.RECORDED);
    assertThat(event.text(Field.SESSION)).isEqualTo("14");
    assertThat(event.text(Field.DB_STATUS)).isEqualTo("1317");
    assertThat(event.outcome()).isEqualTo(Outcome.FAILURE);
  }

  @Test
  void whereNobodyKnowsTheZoneAnEntryWithBothClocksTellsIt() {
    ParseContext utc = Reading.context("UTC", Optional.empty());
    ParseContext unknown =
        new ParseContext(
            utc.artifact(),
            new HostClocks(Map.of(), HostClock.ASSUMED_UTC),
            utc.years(),
            utc.messages(),
            utc.prefix(),
            utc.limits(),
            utc.faults());
    byte[] file =
        MARIADB
            .replace("# Time: 261103  8:05", "# Time: 261103 13:35")
            .getBytes(StandardCharsets.UTF_8);
    List<Event> events = Reading.events(FORMAT, file, unknown, 1 << 20);

    assertThat(events.get(1).time().instant()).hasToString("2026-11-03T08:05:09Z");
    assertThat(events.get(1).time().basis()).isEqualTo(EventTime.Basis.RECORDED);
    assertThat(events.get(2).time().instant()).hasToString("2026-11-03T08:05:09Z");
  }

  @Test
  void piecesOfAnySizeGiveTheSameEvents() {
    byte[] file = MARIADB.getBytes(StandardCharsets.UTF_8);
    List<Event> whole = Reading.events(FORMAT, MARIADB);
    for (int size = 1; size < file.length; size += 11) {
      assertThat(Reading.events(FORMAT, file, Reading.context("UTC", Optional.empty()), size))
          .as("pieces of %d", size)
          .isEqualTo(whole);
    }
  }

  @Test
  void isRecognisedByItsAttributes() {
    assertThat(FORMAT.recognise(GeneralLogTest.sample(MARIADB))).isPositive();
    assertThat(FORMAT.recognise(GeneralLogTest.sample("# Time: is money\n# User@Host: x\n")))
        .isZero();
  }
}
