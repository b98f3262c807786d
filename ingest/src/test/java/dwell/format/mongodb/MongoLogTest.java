package dwell.format.mongodb;

import static org.assertj.core.api.Assertions.assertThat;

import dwell.event.Action;
import dwell.event.Dataset;
import dwell.event.Event;
import dwell.event.Field;
import dwell.event.Flag;
import dwell.event.Outcome;
import dwell.format.LogFormat;
import dwell.format.LogFormats;
import dwell.format.Parsed;
import dwell.format.Sample;
import dwell.format.syslog.SyslogFormat;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class MongoLogTest {
  private static final LogFormat FORMAT = new MongoLog();

  private static final Action[] STORY = {
    Action.SERVICE_START,
    Action.SERVICE_START,
    Action.CONNECT,
    Action.INFO,
    Action.LOGIN,
    Action.LOGIN,
  };

  private static byte[] fixture(String name) {
    try (var in = MongoLogTest.class.getResourceAsStream("/dwell/format/mongodb/" + name)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static List<Event> events(String name) {
    return Parsed.with(FORMAT).events(fixture(name));
  }

  private static Event one(String line) {
    List<Event> events = Parsed.with(FORMAT).events(line + "\n");
    assertThat(events).hasSize(1);
    return events.getFirst();
  }

  @Test
  void structuredRecordsTellTheStoryOfAConnection() {
    List<Event> events = events("structured.log");

    assertThat(events).extracting(Event::dataset).containsOnly(Dataset.MONGODB);
    assertThat(events).extracting(Event::action).startsWith(STORY);
    assertThat(events)
        .extracting(Event::action)
        .endsWith(
            Action.LOGIN_ATTEMPT,
            Action.QUERY,
            Action.QUERY,
            Action.QUERY,
            Action.QUERY,
            Action.QUERY,
            Action.DISCONNECT,
            Action.ERROR,
            Action.SERVICE_STOP);
    assertThat(events.subList(2, 13))
        .allSatisfy(event -> {
          assertThat(event.text(Field.SESSION)).isEqualTo("41");
          assertThat(event.text(Field.SOURCE_IP)).isEqualTo("192.0.2.17");
          assertThat(event.number(Field.SOURCE_PORT)).isEqualTo(51538);
        });
    assertThat(events.subList(7, 13))
        .allSatisfy(event -> assertThat(event.text(Field.USER)).isEqualTo("ledger"));
    assertThat(events.getFirst().time().instant()).hasToString("2026-11-03T08:04:55.101Z");
    assertThat(events.getFirst().number(Field.PID)).isEqualTo(811);
    assertThat(events.getFirst().text(Field.MESSAGE)).isEqualTo("MongoDB starting");
  }

  @Test
  void structuredLogins() {
    List<Event> events = events("structured.log");

    Event refused = events.get(4);
    assertThat(refused.outcome()).isEqualTo(Outcome.FAILURE);
    assertThat(refused.text(Field.USER)).isEqualTo("O'Hara \"x\"");
    assertThat(refused.text(Field.DB_NAMESPACE)).isEqualTo("admin");
    assertThat(refused.text(Field.REASON)).isEqualTo("invalid-user");
    assertThat(refused.text(Field.AUTH_METHOD)).isEqualTo("SCRAM-SHA-256");
    assertThat(events.get(5).outcome()).isEqualTo(Outcome.SUCCESS);
    assertThat(events.get(5).text(Field.USER)).isEqualTo("ledger");
  }

  @Test
  void aServerThatWritesTheSessionsRecordAloneTellsOfLoginsToo() {
    Event event =
        one(
            "{\"t\":{\"$date\":\"2026-11-03T08:05:10.102Z\"},\"s\":\"I\",\"c\":\"ACCESS\",\"id\":5286307,"
                + "\"svc\":\"S\",\"ctx\":\"conn9\",\"msg\":\"Failed to authenticate\",\"attr\":{\"client\":"
                + "\"[2001:db8::7]:4000\",\"mechanism\":\"SCRAM-SHA-1\",\"user\":\"root\",\"db\":\"admin\","
                + "\"error\":\"AuthenticationFailed: no\",\"result\":18}}");

    assertThat(event.action()).isEqualTo(Action.LOGIN);
    assertThat(event.outcome()).isEqualTo(Outcome.FAILURE);
    assertThat(event.text(Field.SOURCE_IP)).isEqualTo("2001:db8::7");
    assertThat(event.number(Field.SOURCE_PORT)).isEqualTo(4000);
    assertThat(event.text(Field.REASON)).isEqualTo("bad-password");
    assertThat(event.text(Field.DB_NAMESPACE)).isEqualTo("admin");
  }

  @Test
  void structuredOperations() {
    List<Event> events = events("structured.log");

    Event find = events.get(7);
    assertThat(find.text(Field.DB_NAMESPACE)).isEqualTo("books");
    assertThat(find.list(Field.DB_COLLECTION)).containsExactly("accounts");
    assertThat(find.text(Field.DB_OPERATION)).isEqualTo("find");
    assertThat(find.text(Field.DB_QUERY))
        .isEqualTo(
            "{\"find\":\"accounts\",\"filter\":{\"owner\":{\"$ne\":null}},\"$db\":\"books\"}");
    assertThat(find.number(Field.DURATION)).isEqualTo(132_000_000);
    assertThat(find.number(Field.DB_RETURNED_ROWS)).isEqualTo(101);
    assertThat(find.number(Field.DB_ROWS_EXAMINED)).isEqualTo(4100);
    Event insert = events.get(8);
    assertThat(insert.list(Field.DB_COLLECTION)).containsExactly("accounts");
    assertThat(insert.outcome()).isEqualTo(Outcome.FAILURE);
    assertThat(insert.text(Field.DB_STATUS)).isEqualTo("11000");
    assertThat(events.get(9).text(Field.REASON)).isEqualTo("not-allowed");
    assertThat(events.get(10).text(Field.DB_OPERATION)).isEqualTo("drop");
    assertThat(events.get(10).list(Field.DB_COLLECTION)).containsExactly("accounts");
    assertThat(events.get(11).text(Field.DB_OPERATION)).isEqualTo("dropDatabase");
    assertThat(events.get(11).text(Field.DB_NAMESPACE)).isEqualTo("books");
  }

  @Test
  void textRecordsTellTheStoryOfAConnection() {
    List<Event> events = events("text.log");

    assertThat(events).extracting(Event::action).startsWith(STORY);
    assertThat(events)
        .extracting(Event::action)
        .endsWith(
            Action.QUERY,
            Action.QUERY,
            Action.QUERY,
            Action.QUERY,
            Action.QUERY,
            Action.QUERY,
            Action.INFO,
            Action.DISCONNECT,
            Action.ERROR,
            Action.SERVICE_STOP);
    assertThat(events.getFirst().time().instant()).hasToString("2026-11-03T08:04:55.101Z");
    Event refused = events.get(4);
    assertThat(refused.outcome()).isEqualTo(Outcome.FAILURE);
    assertThat(refused.text(Field.USER)).isEqualTo("ledger");
    assertThat(refused.text(Field.AUTH_METHOD)).isEqualTo("SCRAM-SHA-1");
    assertThat(refused.text(Field.REASON)).isEqualTo("bad-password");
    assertThat(refused.text(Field.SOURCE_IP)).isEqualTo("192.0.2.17");
    assertThat(events.get(5).outcome()).isEqualTo(Outcome.SUCCESS);
    Event find = events.get(6);
    assertThat(find.text(Field.DB_QUERY))
        .isEqualTo("{ find: \"accounts\", filter: { note: \"a } b\" }, $db: \"books\" }");
    assertThat(find.text(Field.DB_OPERATION)).isEqualTo("find");
    assertThat(find.number(Field.DURATION)).isEqualTo(132_000_000);
    assertThat(find.number(Field.DB_RETURNED_ROWS)).isEqualTo(101);
    assertThat(find.text(Field.USER)).isEqualTo("ledger");
    assertThat(events.get(7).text(Field.DB_OPERATION)).isEqualTo("update");
    assertThat(events.get(8).list(Field.DB_COLLECTION)).containsExactly("accounts");
    assertThat(events.get(8).text(Field.DB_STATUS)).isEqualTo("11000");
    assertThat(events.get(9).text(Field.DB_QUERY)).isEqualTo("{ listDatabases: 1.0 }");
    assertThat(events.get(10).text(Field.DB_NAMESPACE)).isEqualTo("books");
  }

  @Test
  void ctimeRecordsOfOldVersions() {
    List<Event> events = events("ctime.log");

    assertThat(events.getFirst().time().instant()).hasToString("2026-02-04T13:12:40.001Z");
    assertThat(events)
        .extracting(Event::action)
        .containsExactly(
            Action.SERVICE_START,
            Action.CONNECT,
            Action.LOGIN_ATTEMPT,
            Action.LOGIN,
            Action.LOGIN,
            Action.QUERY,
            Action.QUERY,
            Action.DISCONNECT,
            Action.SERVICE_STOP);
    assertThat(events.subList(2, 5))
        .allSatisfy(event -> {
          assertThat(event.text(Field.USER)).isEqualTo("ledger");
          assertThat(event.text(Field.DB_NAMESPACE)).isEqualTo("admin");
          assertThat(event.text(Field.SOURCE_IP)).isEqualTo("198.51.100.9");
        });
    assertThat(events.get(5).number(Field.DB_RETURNED_ROWS)).isEqualTo(7);
    assertThat(events.get(6).text(Field.DB_QUERY))
        .isEqualTo("{ _id: 1 } update: { $set: { a: 2 } }");
  }

  @Test
  void anAccountThatImitatesTheWordsBehindItIsNotBelieved() {
    Event event =
        one(
            "2026-11-03T09:05:09.051+0100 I ACCESS   [conn8] SASL SCRAM-SHA-1 authentication failed for"
                + " x on admin from client 203.0.113.9:1 ; y on admin from client 192.0.2.17:51538 ;"
                + " UserNotFound: Could not find user x on admin from client 203.0.113.9:1 ; y@admin");

    assertThat(event.action()).isEqualTo(Action.LOGIN);
    assertThat(event.outcome()).isEqualTo(Outcome.FAILURE);
    assertThat(event.flags()).contains(Flag.AMBIGUOUS_TEXT);
    assertThat(event.text(Field.USER)).isNull();
    assertThat(event.text(Field.SOURCE_IP)).isNull();
  }

  @Test
  void aRecordThatIsCutIsKeptAndFlagged() {
    String whole =
        new String(fixture("structured.log"), StandardCharsets.UTF_8).lines().toList().get(7);
    Event event = one(whole.substring(0, whole.length() - 60));

    assertThat(event.action()).isEqualTo(Action.QUERY);
    assertThat(event.flags()).contains(Flag.TRUNCATED);
    assertThat(event.list(Field.DB_COLLECTION)).containsExactly("accounts");
  }

  @Test
  void aLineWithoutEnvelopeIsAMessageOfItsOwn() {
    String file = new String(fixture("text.log"), StandardCharsets.UTF_8) + " 0x55d0 0x55d1\n";
    List<Event> events = Parsed.with(FORMAT).events(file);

    assertThat(events.getLast().action()).isEqualTo(Action.MESSAGE);
    assertThat(events.getLast().text(Field.MESSAGE)).isEqualTo(" 0x55d0 0x55d1");
  }

  @Test
  void recordsInSyslogAreRead() {
    List<Event> events =
        Parsed.with(new SyslogFormat())
            .events(
                "Nov  3 08:05:09 db7 mongod.27017[811]: [conn8] SCRAM-SHA-1 authentication failed for"
                    + " root on admin from client 192.0.2.17 ; UserNotFound: Could not find user"
                    + " root@admin\n"
                    + "Nov  3 08:05:10 db7 mongod.27017[811]: {\"t\":{\"$date\":\"2026-11-03T08:05:10.000Z\"},"
                    + "\"s\":\"I\",\"c\":\"NETWORK\",\"id\":22944,\"ctx\":\"conn8\",\"msg\":\"Connection ended\","
                    + "\"attr\":{\"remote\":\"192.0.2.17:5\",\"connectionId\":8}}\n"
                    + "Nov  3 08:05:11 db7 mongodump[9]: writing books.accounts\n");

    assertThat(events.get(0).dataset()).isEqualTo(Dataset.MONGODB);
    assertThat(events.get(0).action()).isEqualTo(Action.LOGIN);
    assertThat(events.get(0).text(Field.USER)).isEqualTo("root");
    assertThat(events.get(0).text(Field.SOURCE_IP)).isEqualTo("192.0.2.17");
    assertThat(events.get(1).action()).isEqualTo(Action.DISCONNECT);
    assertThat(events.get(1).text(Field.SESSION)).isEqualTo("8");
    assertThat(events.get(2).dataset()).isEqualTo(Dataset.SYSLOG);
  }

  @Test
  void isRecognisedByItsRecords() {
    for (String name : List.of("structured.log", "text.log", "ctime.log")) {
      Sample sample = new Sample(fixture(name), true, "x");
      LogFormat format = LogFormats.recognise(sample);
      assertThat(format).as(name).isNotNull();
      assertThat(format.id()).as(name).isEqualTo("mongodb");
    }
    String other = "2026-11-03T09:05:09.051+0100 [main] INFO started\n".repeat(9);
    assertThat(FORMAT.recognise(new Sample(other.getBytes(StandardCharsets.UTF_8), true, "x")))
        .isZero();
  }
}
