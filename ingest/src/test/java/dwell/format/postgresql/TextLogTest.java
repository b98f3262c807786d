package dwell.format.postgresql;

import static org.assertj.core.api.Assertions.assertThat;

import dwell.event.Action;
import dwell.event.Event;
import dwell.event.Field;
import dwell.event.Flag;
import dwell.event.Outcome;
import dwell.format.Parsed;
import dwell.format.Reading;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TextLogTest {
  private static final TextLog FORMAT = new TextLog();

  private static final String FILE =
      """
      2026-11-03 08:05:08.001 UTC [4700] LOG:  database system is ready to accept connections
      2026-11-03 08:05:09.001 UTC [4711] [unknown]@[unknown] 192.0.2.17 LOG:  connection received: host=192.0.2.17 port=50312
      2026-11-03 08:05:09.002 UTC [4711] ledger@books 192.0.2.17 LOG:  connection authorized: user=ledger database=books
      2026-11-03 08:05:09.123 UTC [4711] ledger@books 192.0.2.17 LOG:  statement: SELECT iban
      \t  FROM accounts
      \t
      \t2026-11-03 08:05:09.123 UTC [1] root@books 192.0.2.1 LOG:  statement: DROP TABLE accounts
      2026-11-03 08:05:09.124 UTC [4711] ledger@books 192.0.2.17 LOG:  duration: 0.250 ms
      2026-11-03 08:05:10.123 UTC [4711] ledger@books 192.0.2.17 LOG:  statement: SELECT 1
      \tFROM vault
      2026-11-03 08:05:10.124 UTC [4711] ledger@books 192.0.2.17 ERROR:  permission denied for table vault
      2026-11-03 08:05:10.124 UTC [4711] ledger@books 192.0.2.17 STATEMENT:  SELECT 1
      \tFROM vault
      2026-11-03 08:05:11.123 UTC [4711] ledger@books 192.0.2.17 LOG:  execute S_1: SELECT $1
      2026-11-03 08:05:11.123 UTC [4711] ledger@books 192.0.2.17 DETAIL:  parameters: $1 = 'x'
      cp: cannot create regular file
      """;

  @Test
  void theTextIsToldWithoutTheTabsThatTheLogAdds() {
    List<Event> events = Reading.events(FORMAT, FILE);

    assertThat(events)
        .extracting(Event::action)
        .containsExactly(
            Action.SERVICE_START,
            Action.CONNECT,
            Action.LOGIN,
            Action.QUERY,
            Action.INFO,
            Action.QUERY,
            Action.ERROR,
            Action.INFO,
            Action.QUERY,
            Action.INFO,
            Action.MESSAGE);
    Event first = events.get(3);
    assertThat(first.text(Field.DB_QUERY)).startsWith("SELECT iban\n  FROM accounts\n\n2026-11-03");
    assertThat(first.outcome()).isEqualTo(Outcome.SUCCESS);
    assertThat(first.number(Field.DURATION)).isEqualTo(250_000);
    assertThat(first.number(Field.SOURCE_PORT)).isEqualTo(50312);
    assertThat(first.text(Field.SESSION)).isEqualTo("4711");
    assertThat(events.get(5).outcome()).isEqualTo(Outcome.FAILURE);
    assertThat(events.get(7).text(Field.DB_QUERY)).as("told already").isNull();
    assertThat(events.get(4).place().line()).isEqualTo(8);
  }

  @Test
  void aStatementThatOnlyItsErrorNamesIsAFailedQuery() {
    List<Event> events =
        Reading.events(
            FORMAT,
            """
            2026-11-03 08:05:10.124 UTC [4711] ledger@books ERROR:  42P01: relation "x" does not exist at character 15
            2026-11-03 08:05:10.124 UTC [4711] ledger@books LOCATION:  parserOpenTable, parse_relation.c:1449
            2026-11-03 08:05:10.124 UTC [4711] ledger@books STATEMENT:  SELECT * FROM x
            """);

    assertThat(events)
        .extracting(Event::action)
        .containsExactly(Action.ERROR, Action.INFO, Action.QUERY);
    assertThat(events.get(2).outcome()).isEqualTo(Outcome.FAILURE);
    assertThat(events.get(2).text(Field.DB_STATUS)).isEqualTo("42P01");
    assertThat(events.get(0).text(Field.MESSAGE)).startsWith("relation");
  }

  @Test
  void readsAnyPrefixThatIsTold() {
    withPrefix(
        "%m [%p] %q%u@%d %h ", "2026-11-03 08:05:10.124 CET [4711] ledger@books 192.0.2.17 ");
    withPrefix(
        "%t [%p]: [%l-1] user=%u,db=%d,app=%a,client=%h ",
        "2026-11-03 08:05:10 UTC [4711]: [3-1] user=ledger,db=books,app=a b,client=192.0.2.17 ");
    withPrefix(
        "%t:%r:%u@%d:[%p]:", "2026-11-03 08:05:10 UTC:192.0.2.17(50312):ledger@books:[4711]:");
    withPrefix(
        "%p-%s-%c-%l-%h-%u-%d-%m ",
        "4711-2026-11-03 08:00:00 UTC-69085b25.1267-2-192.0.2.17-ledger-books-2026-11-03 08:05:10.124 UTC ");
    withPrefix(
        "%m [%p] %-10u %10d %h ",
        "2026-11-03 08:05:10.124 UTC [4711] ledger          books 192.0.2.17 ");
    withPrefix("%n [%p] %e %u@%d %h ", "1793693110.124 [4711] 00000 ledger@books 192.0.2.17 ");
    withPrefix(
        "100%% %m|%p|%u|%d|%h|", "100% 2026-11-03 08:05:10.124 UTC|4711|ledger|books|192.0.2.17|");
  }

  private static void withPrefix(String prefix, String front) {
    byte[] file = (front + "LOG:  statement: SELECT 1\n").getBytes(StandardCharsets.UTF_8);
    Event event =
        Reading.events(FORMAT, file, Reading.context("UTC", Optional.of(prefix)), 1 << 20)
            .getFirst();
    assertThat(event.text(Field.USER)).as(prefix).isEqualTo("ledger");
    assertThat(event.text(Field.DB_NAMESPACE)).as(prefix).isEqualTo("books");
    assertThat(event.text(Field.SOURCE_IP)).as(prefix).isEqualTo("192.0.2.17");
    assertThat(event.number(Field.PID)).as(prefix).isEqualTo(4711);
    assertThat(event.text(Field.DB_QUERY)).as(prefix).isEqualTo("SELECT 1");
    assertThat(event.time().instant()).as(prefix).isNotNull();
  }

  @Test
  void infersThePrefixFromTheLines() {
    assertThat(FORMAT.prefix(CsvLogTest.sample(FILE))).isEqualTo("%m [%p] %q%u@%d %h ");
    assertThat(
            FORMAT.prefix(
                CsvLogTest.sample(
                    "2026-11-03 08:05:10.124 UTC <4711> (ledger@books) LOG:  statement: SELECT 1\n")))
        .isEqualTo("%m <%p> (%u@%d) ");
    assertThat(FORMAT.prefix(CsvLogTest.sample("Nov  3 08:05:10 db7 sshd[1]: x\n"))).isNull();
  }

  @Test
  void anAccountThatImitatesThePrefixIsNotBelieved() {
    Event event =
        Reading.events(
                FORMAT,
                FILE
                    + "2026-11-03 08:05:12.001 UTC [4712] a@b 192.0.2.9 LOG:  x@books 203.0.113.9 FATAL:  password authentication failed for user \"a\"\n")
            .getLast();

    assertThat(event.flags()).contains(Flag.AMBIGUOUS_TEXT);
    assertThat(event.text(Field.SOURCE_IP)).isNull();
  }

  @Test
  void isRecognisedByItsLines() {
    assertThat(FORMAT.recognise(CsvLogTest.sample(FILE))).isPositive();
    assertThat(FORMAT.recognise(CsvLogTest.sample("Nov  3 08:05:10 db7 app: ERROR:  x\n")))
        .isZero();
    assertThat(
            FORMAT.recognise(
                CsvLogTest.sample(CsvLogTest.record("08:05:09.1", "LOG", "00000", "x", "", ""))))
        .isZero();
  }

  /** Tabs that became spaces on the way: the statement is still one. */
  @Test
  void aStatementGoesOnBehindSpacesToo() {
    String log =
        "2026-03-03 06:25:01.511 UTC [7] a@b LOG:  statement: SELECT 1\n"
            + "\tFROM x\n"
            + "2026-03-03 06:25:02.511 UTC [7] a@b LOG:  statement: SELECT p.id\n"
            + "    FROM orders\n"
            + "    WHERE true\n"
            + "2026-03-03 06:25:03.511 UTC [7] a@b LOG:  statement: SELECT 3\n";
    assertThat(Parsed.with(new TextLog()).events(log))
        .extracting(event -> event.text(Field.DB_QUERY))
        .containsExactly(
            "SELECT 1\nFROM x", "SELECT p.id\n    FROM orders\n    WHERE true", "SELECT 3");
  }
}
