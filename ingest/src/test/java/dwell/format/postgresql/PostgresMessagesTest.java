package dwell.format.postgresql;

import static org.assertj.core.api.Assertions.assertThat;

import dwell.event.Action;
import dwell.event.Dataset;
import dwell.event.Event;
import dwell.event.Field;
import dwell.event.Flag;
import dwell.event.Outcome;
import dwell.format.Parsed;
import dwell.format.syslog.SyslogFormat;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

final class PostgresMessagesTest {
  private static List<Event> events(String lines) {
    return Parsed.with(new SyslogFormat()).events(lines.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void aLoginAndItsStatements() {
    List<Event> events =
        events(
            """
            Mar  3 06:25:01 db1 postgres[811]: [3-1] 2026-03-03 06:25:01.123 UTC [811] [unknown]@[unknown] LOG:  connection received: host=203.0.113.9 port=40022
            Mar  3 06:25:01 db1 postgres[811]: [4-1] 2026-03-03 06:25:01.130 UTC [811] app@shop LOG:  connection authorized: user=app database=shop
            Mar  3 06:25:02 db1 postgres[811]: [5-1] 2026-03-03 06:25:02.123 UTC [811] app@shop LOG:  statement: SELECT id,
            Mar  3 06:25:02 db1 postgres[811]: [5-2] #011name
            Mar  3 06:25:02 db1 cron[9]: x
            Mar  3 06:25:02 db1 postgres[811]: [5-3] #011FROM users
            Mar  3 06:25:02 db1 postgres[811]: [6-1] 2026-03-03 06:25:02.140 UTC [811] app@shop LOG:  disconnection: session time: 0:00:01.000 user=app database=shop host=203.0.113.9 port=40022
            """);
    assertThat(events)
        .filteredOn(e -> e.dataset() == Dataset.POSTGRESQL)
        .extracting(Event::action)
        .containsExactly(
            Action.CONNECT,
            Action.LOGIN,
            Action.QUERY,
            Action.INFO,
            Action.INFO,
            Action.DISCONNECT);
    Event login = events.get(1);
    assertThat(login.outcome()).isEqualTo(Outcome.SUCCESS);
    assertThat(login.text(Field.USER)).isEqualTo("app");
    assertThat(login.text(Field.SOURCE_IP)).isEqualTo("203.0.113.9");
    assertThat(login.text(Field.HOST)).isEqualTo("db1");
    Event query = events.get(2);
    assertThat(query.text(Field.DB_QUERY)).isEqualTo("SELECT id,\nname\nFROM users");
    assertThat(query.text(Field.DB_NAMESPACE)).isEqualTo("shop");
    assertThat(query.text(Field.SESSION)).isEqualTo("811");
  }

  @Test
  void aRefusedLoginWithoutAPrefix() {
    List<Event> events =
        events(
            """
            Mar  3 06:25:01 db1 postgres[811]: [3-1] FATAL:  password authentication failed for user "app"
            Mar  3 06:25:01 db1 postgres[811]: [3-2] DETAIL:  Role "app" does not exist.
            Mar  3 06:25:01 db2 postgres[811]: LOG:  database system is ready to accept connections
            """);
    assertThat(events.get(0).action()).isEqualTo(Action.LOGIN);
    assertThat(events.get(0).outcome()).isEqualTo(Outcome.FAILURE);
    assertThat(events.get(0).text(Field.REASON)).isEqualTo("invalid-user");
    assertThat(events.get(2).action()).isEqualTo(Action.SERVICE_START);
  }

  @Test
  void processesOfTheSameNumberOnTwoHosts() {
    List<Event> events =
        events(
            """
            Mar  3 06:25:01 db1 postgres[811]: [3-1] LOG:  connection received: host=203.0.113.9 port=40022
            Mar  3 06:25:01 db2 postgres[811]: [3-1] LOG:  connection received: host=203.0.113.8 port=40022
            Mar  3 06:25:01 db1 postgres[811]: [4-1] FATAL:  password authentication failed for user "app"
            """);
    assertThat(events.get(2).text(Field.SOURCE_IP)).isEqualTo("203.0.113.9");
  }

  @Test
  void aPieceCutInTheClientsTextIsNoRecordOfItsOwn() {
    String line = "Mar  3 06:25:01 db1 postgres[811]: ";
    String text = "[3-1] ERROR:  invalid input syntax for type integer: \"";
    List<Event> events =
        events(
            line
                + text
                + "x".repeat(906 - text.length())
                + "\n"
                + line
                + "[3-2] LOG:  connection authorized: user=root database=x\n"
                + line
                + "[3-3] STATEMENT:  select 1\n");
    assertThat(events).extracting(Event::action).doesNotContain(Action.LOGIN);
  }

  @Test
  void namesThatMakeAPrefixLookLikeAnotherAreAbsent() {
    List<Event> events =
        events(
            """
            Mar  3 06:25:01 db1 postgres[811]: [3-1] user=x,db=y,app=z,client=192.0.2.4 FATAL:  password authentication failed for user "x"
            """);
    Event event = events.getFirst();
    assertThat(event.text(Field.SOURCE_IP)).isNull();
    assertThat(event.flags()).contains(Flag.AMBIGUOUS_TEXT);
    assertThat(event.outcome()).isEqualTo(Outcome.FAILURE);
  }

  @Test
  void aMessageBeforeTheClientsNamesShowsThePrefix() {
    List<Event> events =
        events(
            """
            Mar  3 06:25:01 db1 postgres[811]: [3-1] user=[unknown],db=[unknown],app=[unknown],client=203.0.113.9 LOG:  connection received: host=203.0.113.9 port=40022
            Mar  3 06:25:01 db1 postgres[811]: [4-1] user=x,db=y,app=z,client=203.0.113.9 FATAL:  password authentication failed for user "x"
            """);
    assertThat(events.get(1).text(Field.SOURCE_IP)).isEqualTo("203.0.113.9");
    assertThat(events.get(1).text(Field.DB_NAMESPACE)).isEqualTo("y");
  }
}
