package dwell.format.mysql;

import static org.assertj.core.api.Assertions.assertThat;

import dwell.event.Action;
import dwell.event.Event;
import dwell.event.Field;
import dwell.event.Flag;
import dwell.event.Outcome;
import dwell.format.LogFormat;
import dwell.format.Reading;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ServerAuditLogTest {
  private static final LogFormat FORMAT = new ServerAuditLog();

  private static final String FILE =
      """
      20261103 08:05:09,db7,ledger,192.0.2.17,7,0,CONNECT,books,,0
      20261103 08:05:09,db7,ledger,192.0.2.17,7,11,QUERY,books,'SELECT \\'a,b\\'\\nFROM accounts, notes',0
      20261103 08:05:10,db7,ledger,192.0.2.17,7,12,QUERY,books,'SELECT secret FROM vault',1142
      20261103 08:05:10,db7,ledger,192.0.2.17,7,12,READ,books,accounts,
      20261103 08:05:10,db7,ledger,192.0.2.17,7,13,RENAME,books,notes|books.old_notes,
      20261103 08:05:11,db7,ledger,192.0.2.17,7,0,DISCONNECT,books,,0
      20261103 08:05:12,db7,root,pc.example.org,8,0,FAILED_CONNECT,,,1045
      """;

  @Test
  void operationsAndOutcomes() {
    List<Event> events = Reading.events(FORMAT, FILE);

    assertThat(events)
        .extracting(Event::action)
        .containsExactly(
            Action.LOGIN,
            Action.QUERY,
            Action.QUERY,
            Action.INFO,
            Action.INFO,
            Action.DISCONNECT,
            Action.LOGIN);
    assertThat(events)
        .extracting(Event::outcome)
        .containsExactly(
            Outcome.SUCCESS,
            Outcome.SUCCESS,
            Outcome.FAILURE,
            Outcome.UNKNOWN,
            Outcome.UNKNOWN,
            Outcome.UNKNOWN,
            Outcome.FAILURE);
    Event query = events.get(1);
    assertThat(query.text(Field.DB_QUERY)).isEqualTo("SELECT 'a,b'\nFROM accounts, notes");
    assertThat(query.text(Field.DB_OPERATION)).isEqualTo("SELECT");
    assertThat(query.text(Field.HOST)).isEqualTo("db7");
    assertThat(query.text(Field.SESSION)).isEqualTo("7");
    assertThat(events.get(2).text(Field.DB_STATUS)).isEqualTo("1142");
    assertThat(events.get(3).list(Field.DB_COLLECTION)).containsExactly("accounts");
    assertThat(events.get(4).list(Field.DB_COLLECTION)).containsExactly("notes");
    assertThat(events.get(6).text(Field.REASON)).isEqualTo("bad-password");
    assertThat(events.get(6).text(Field.SOURCE_DOMAIN)).isEqualTo("pc.example.org");
  }

  @Test
  void timesAreTheServersLocalTimes() {
    List<Event> events =
        Reading.events(
            FORMAT,
            FILE.getBytes(StandardCharsets.UTF_8),
            Reading.context("Asia/Kolkata", Optional.empty()),
            1 << 20);

    assertThat(events.getFirst().time().instant()).hasToString("2026-11-03T02:35:09Z");
  }

  @Test
  void aLineThatBeginsNoRecordGoesOnWithTheOneBefore() {
    String old = FILE.replace("\\nFROM", "\nFROM");
    List<Event> events = Reading.events(FORMAT, old);

    assertThat(events).hasSize(7);
    assertThat(events.get(1).text(Field.DB_QUERY)).isEqualTo("SELECT 'a,b'\nFROM accounts, notes");
    assertThat(events.get(2).place().line()).isEqualTo(4);
    byte[] bytes = old.getBytes(StandardCharsets.UTF_8);
    for (int size = 1; size < bytes.length; size += 7) {
      assertThat(Reading.events(FORMAT, bytes, Reading.context("UTC", Optional.empty()), size))
          .isEqualTo(events);
    }
  }

  @Test
  void anAccountThatImitatesTheFieldsBehindItIsNotBelieved() {
    Event event =
        Reading.events(
                FORMAT,
                "20261103 08:05:12,db7,root,192.0.2.1,5,0,CONNECT,,203.0.113.9,8,0,FAILED_CONNECT,,,1045\n")
            .getFirst();

    assertThat(event.flags()).contains(Flag.AMBIGUOUS_TEXT);
    assertThat(event.text(Field.USER)).isNull();
    assertThat(event.text(Field.SOURCE_IP)).isNull();
  }

  @Test
  void aCommaInAnAccountIsPartOfIt() {
    Event event =
        Reading.events(FORMAT, "20261103 08:05:12,db7,a,b,192.0.2.1,5,0,FAILED_CONNECT,,,1045\n")
            .getFirst();

    assertThat(event.text(Field.USER)).isEqualTo("a,b");
    assertThat(event.text(Field.SOURCE_IP)).isEqualTo("192.0.2.1");
  }

  @Test
  void isRecognisedByItsRecords() {
    assertThat(FORMAT.recognise(GeneralLogTest.sample(FILE))).isPositive();
    assertThat(FORMAT.recognise(GeneralLogTest.sample("20261103 08:05:12,a,b,c\n"))).isZero();
  }
}
