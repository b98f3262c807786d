package dwell.format.mysql;

import static org.assertj.core.api.Assertions.assertThat;

import dwell.event.Action;
import dwell.event.Event;
import dwell.event.Field;
import dwell.event.Outcome;
import dwell.format.LogFormat;
import dwell.format.Reading;
import dwell.format.Sample;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class GeneralLogTest {
  private static final LogFormat FORMAT = new GeneralLog();

  private static final String MARIADB =
      """
      /usr/sbin/mariadbd, Version: 10.11.8-MariaDB-log (Debian 12). started with:
      Tcp port: 3306  Unix socket: /run/mysqld/mysqld.sock
      Time\t\t    Id Command\tArgument
      261103  8:05:09\t     7 Connect\tledger@192.0.2.17 on books using TCP/IP
      \t\t     7 Query\tSELECT iban
        FROM accounts
       WHERE owner = 'x\ty'
      \t\t     7 Init DB\tarchive
      261103 18:05:10\t     7 Query\t/* a ( */ (select 1)
      \t\t     8 Query\tDELETE FROM notes
      \t\t     7 Quit\t
      """;

  @Test
  void entriesTakeTimeAccountAndDatabaseFromTheEntriesBefore() {
    List<Event> events = Reading.events(FORMAT, MARIADB);

    assertThat(events)
        .extracting(Event::action)
        .containsExactly(
            Action.SERVICE_START,
            Action.LOGIN,
            Action.QUERY,
            Action.INFO,
            Action.QUERY,
            Action.QUERY,
            Action.DISCONNECT);
    Event select = events.get(2);
    assertThat(select.time().instant()).hasToString("2026-11-03T08:05:09Z");
    assertThat(select.text(Field.DB_QUERY))
        .isEqualTo("SELECT iban\n  FROM accounts\n WHERE owner = 'x\ty'");
    assertThat(select.text(Field.USER)).isEqualTo("ledger");
    assertThat(select.text(Field.SOURCE_IP)).isEqualTo("192.0.2.17");
    assertThat(select.text(Field.DB_NAMESPACE)).isEqualTo("books");
    assertThat(select.text(Field.SESSION)).isEqualTo("7");
    assertThat(select.text(Field.DB_SYSTEM)).isEqualTo("mariadb");
    assertThat(select.place().line()).isEqualTo(5);
    Event later = events.get(4);
    assertThat(later.text(Field.DB_NAMESPACE)).isEqualTo("archive");
    assertThat(later.text(Field.DB_OPERATION)).isEqualTo("SELECT");
    assertThat(later.time().instant()).hasToString("2026-11-03T18:05:10Z");
    assertThat(events.get(5).text(Field.USER)).as("nothing told who is behind 8").isNull();
  }

  @Test
  void piecesOfAnySizeGiveTheSameEvents() {
    byte[] file = MARIADB.getBytes(StandardCharsets.UTF_8);
    List<Event> whole = Reading.events(FORMAT, MARIADB);
    for (int size = 1; size < file.length; size++) {
      assertThat(Reading.events(FORMAT, file, Reading.context("UTC", Optional.empty()), size))
          .as("pieces of %d", size)
          .isEqualTo(whole);
    }
  }

  @Test
  void aRefusedConnectIsOneFailedLogin() {
    List<Event> events =
        Reading.events(
            FORMAT,
            """
            2026-11-03T08:05:09.123456Z\t   11 Connect\troot@198.51.100.4 on  using TCP/IP
            2026-11-03T08:05:09.123999Z\t   11 Connect\tAccess denied for user 'root'@'198.51.100.4' (using password: YES)
            2026-11-03T08:05:10.000000Z\t   12 Connect\to'@'brien@pc.example.org on shop using Socket
            """);

    assertThat(events)
        .extracting(Event::action)
        .containsExactly(Action.LOGIN_ATTEMPT, Action.LOGIN, Action.LOGIN);
    assertThat(events)
        .extracting(Event::outcome)
        .containsExactly(Outcome.FAILURE, Outcome.FAILURE, Outcome.SUCCESS);
    assertThat(events.get(1).text(Field.REASON)).isEqualTo("bad-password");
    assertThat(events.get(1).text(Field.SOURCE_IP)).isEqualTo("198.51.100.4");
    assertThat(events.get(1).time().digits()).isEqualTo(6);
    assertThat(events.get(2).text(Field.USER)).isEqualTo("o'@'brien");
    assertThat(events.get(2).text(Field.SOURCE_DOMAIN)).isEqualTo("pc.example.org");
    assertThat(events.get(2).text(Field.SOURCE_IP)).isNull();
    assertThat(events.get(2).text(Field.TRANSPORT)).isEqualTo("unix");
  }

  @Test
  void aLineOfTheOtherLayoutInsideAStatementBeginsNoEntry() {
    List<Event> events =
        Reading.events(
            FORMAT,
            """
            2026-11-03T08:05:09.123456Z\t   11 Query\tSELECT '
            261103  0:00:00\t     9 Query\tDROP TABLE accounts
            \t\t     9 Query\tDROP TABLE accounts
            '
            """);

    assertThat(events).hasSize(1);
    assertThat(events.getFirst().text(Field.DB_QUERY)).contains("DROP").endsWith("\n'");
  }

  @Test
  void aConnectionIsForgottenWhenTheServerStarts() {
    List<Event> events =
        Reading.events(
            FORMAT,
            MARIADB.replace(" Quit\t\n", " Ping\t\n")
                + MARIADB.replace(
                    "     7 Connect\tledger@192.0.2.17 on books using TCP/IP", "     9 Ping\t"));

    assertThat(events).hasSize(14);
    assertThat(events.get(6).text(Field.USER)).isEqualTo("ledger");
    assertThat(events.get(9).text(Field.USER)).isNull();
  }

  @Test
  void whatStandsBeforeTheFirstEntryIsKept() {
    List<Event> events =
        Reading.events(FORMAT, "rest of a statement\n\n261103  8:05:09\t     7 Quit\t\n");

    assertThat(events).extracting(Event::action).containsExactly(Action.MESSAGE, Action.DISCONNECT);
    assertThat(events.getFirst().place().length()).isEqualTo(21);
  }

  @Test
  void isRecognisedByItsEntriesAlone() {
    assertThat(FORMAT.recognise(sample(MARIADB))).isPositive();
    assertThat(FORMAT.recognise(sample("# Time: 261103  8:05:09\n# User@Host: a[a] @ b []\n")))
        .isZero();
    assertThat(FORMAT.recognise(sample("Nov  3 08:05:09 db7 sshd[7]: Connection closed\n")))
        .isZero();
    assertThat(FORMAT.recognise(sample(""))).isZero();
  }

  static Sample sample(String text) {
    return new Sample(text.getBytes(StandardCharsets.UTF_8), true, "x");
  }
}
