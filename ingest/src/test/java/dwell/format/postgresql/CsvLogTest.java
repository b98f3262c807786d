package dwell.format.postgresql;

import static org.assertj.core.api.Assertions.assertThat;

import com.univocity.parsers.csv.CsvParserSettings;
import dwell.event.Action;
import dwell.event.Event;
import dwell.event.Field;
import dwell.event.Flag;
import dwell.event.Outcome;
import dwell.event.Seed;
import dwell.event.TextCoding;
import dwell.format.LogFormat;
import dwell.format.Reading;
import dwell.format.Sample;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CsvLogTest {
  private static final LogFormat FORMAT = new CsvLog();

  static String record(
      String time, String severity, String state, String message, String detail, String query) {
    return "2026-11-03 "
        + time
        + " UTC,\"ledger\",\"books\",4711,\"192.0.2.17:50312\",69085b25.1267,7,\"idle\","
        + "2026-11-03 08:05:09 UTC,3/4,0,"
        + severity
        + ","
        + state
        + ","
        + quoted(message)
        + ","
        + quoted(detail)
        + ",,,,,"
        + quoted(query)
        + ",,,\"psql\",\"client backend\",,0\n";
  }

  private static String quoted(String text) {
    return text.isEmpty() ? "" : '"' + text.replace("\"", "\"\"") + '"';
  }

  @Test
  void aStatementIsExactWhateverItHolds() {
    String statement =
        "SELECT \"a,b\",\n'x'\n2026-11-03 00:00:00.000 UTC,\"root\",\"books\",1,\"[local]\",1.1,1,\"\"\n FROM \"T\"";
    List<Event> events =
        Reading.events(
            FORMAT,
            record("08:05:09.123", "LOG", "00000", "statement: " + statement, "", "")
                + record(
                    "08:05:10.123",
                    "LOG",
                    "00000",
                    "disconnection: session time: 1:02:03.004 user=ledger database=books host=192.0.2.17 port=50312",
                    "",
                    ""));

    assertThat(events).hasSize(2);
    Event query = events.getFirst();
    assertThat(query.text(Field.DB_QUERY)).isEqualTo(statement);
    assertThat(query.text(Field.DB_OPERATION)).isEqualTo("SELECT");
    assertThat(query.text(Field.SESSION)).isEqualTo("69085b25.1267");
    assertThat(query.number(Field.PID)).isEqualTo(4711);
    assertThat(query.number(Field.SOURCE_PORT)).isEqualTo(50312);
    assertThat(query.text(Field.SOURCE_IP)).isEqualTo("192.0.2.17");
    assertThat(query.time().digits()).isEqualTo(3);
    assertThat(query.outcome()).isEqualTo(Outcome.UNKNOWN);
    assertThat(events.get(1).action()).isEqualTo(Action.DISCONNECT);
    assertThat(events.get(1).number(Field.DURATION)).isEqualTo(3_723_004_000_000L);
    assertThat(events.get(1).place().line()).isEqualTo(5);
  }

  @Test
  void anErrorFailsTheStatementThatItNames() {
    List<Event> events =
        Reading.events(
            FORMAT,
            record("08:05:09.123", "LOG", "00000", "statement: SELECT 1 FROM vault", "", "")
                + record(
                    "08:05:09.124",
                    "ERROR",
                    "42501",
                    "permission denied for table vault",
                    "",
                    "SELECT 1 FROM vault")
                + record(
                    "08:05:10.124",
                    "ERROR",
                    "42P01",
                    "relation \"x\" does not exist",
                    "",
                    "SELECT * FROM x"));

    assertThat(events)
        .extracting(Event::action)
        .containsExactly(Action.QUERY, Action.ERROR, Action.ERROR, Action.QUERY);
    assertThat(events).extracting(Event::outcome).containsOnly(Outcome.FAILURE);
    assertThat(events.get(0).text(Field.DB_STATUS)).isEqualTo("42501");
    assertThat(events.get(1).text(Field.REASON)).isEqualTo("not-allowed");
    assertThat(events.get(3).text(Field.DB_QUERY)).isEqualTo("SELECT * FROM x");
    assertThat(events.get(3).place().ordinal()).isEqualTo(1);
    assertThat(events.get(3).text(Field.DB_STATUS)).isEqualTo("42P01");
  }

  @Test
  void aRefusedLoginIsOneFailedLogin() {
    List<Event> events =
        Reading.events(
            FORMAT,
            record(
                    "08:05:09.100",
                    "LOG",
                    "00000",
                    "connection received: host=192.0.2.17 port=50312",
                    "",
                    "")
                + record(
                    "08:05:09.101",
                    "FATAL",
                    "28P01",
                    "password authentication failed for user \"ledger\"",
                    "Role \"ledger\" does not exist.\nConnection matched pg_hba.conf line 9",
                    "")
                + record(
                    "08:05:11.100",
                    "LOG",
                    "00000",
                    "connection received: host=192.0.2.17 port=50313",
                    "",
                    "")
                + record(
                    "08:05:11.101",
                    "LOG",
                    "00000",
                    "connection authorized: user=ledger database=books application_name=psql",
                    "",
                    "")
                + record(
                    "08:05:11.102", "FATAL", "3D000", "database \"books\" does not exist", "", ""));

    assertThat(events)
        .extracting(Event::action)
        .containsExactly(
            Action.CONNECT, Action.LOGIN, Action.CONNECT, Action.LOGIN_ATTEMPT, Action.LOGIN);
    assertThat(events.get(1).outcome()).isEqualTo(Outcome.FAILURE);
    assertThat(events.get(1).text(Field.REASON)).isEqualTo("invalid-user");
    assertThat(events.get(4).outcome()).isEqualTo(Outcome.FAILURE);
  }

  @Test
  void pgauditNamesStatementAndTable() {
    Event event =
        Reading.events(
                FORMAT,
                record(
                    "08:05:09.100",
                    "LOG",
                    "00000",
                    "AUDIT: SESSION,3,1,READ,SELECT,TABLE,public.vault,\"SELECT \"\"id\"\",\n 1 FROM vault\",<not logged>",
                    "",
                    ""))
            .getFirst();

    assertThat(event.text(Field.SHAPE)).isEqualTo("postgresql/pgaudit");
    assertThat(event.text(Field.DB_QUERY)).isEqualTo("SELECT \"id\",\n 1 FROM vault");
    assertThat(event.text(Field.DB_OPERATION)).isEqualTo("SELECT");
    assertThat(event.list(Field.DB_COLLECTION)).containsExactly("public.vault");
  }

  @Test
  void aTornRecordDoesNotTakeTheOthersAlong() {
    String torn =
        record("08:05:09.100", "LOG", "00000", "statement: SELECT 'to be", "", "")
            .substring(0, 150);
    List<Event> events =
        Reading.events(
            FORMAT,
            torn
                + "\n"
                + record("08:05:10.100", "LOG", "00000", "statement: SELECT 2", "", "")
                + record("08:05:11.100", "LOG", "00000", "statement: SELECT 3", "", ""));

    assertThat(events).hasSize(3);
    assertThat(events.get(0).flags()).contains(Flag.TRUNCATED);
    assertThat(events.get(1).text(Field.DB_QUERY)).isEqualTo("SELECT 2");
    assertThat(events.get(2).text(Field.DB_QUERY)).isEqualTo("SELECT 3");
  }

  @Test
  void aStatementOfTwoMegabytesInSmallPieces() {
    StringBuilder statement = new StringBuilder("INSERT INTO notes VALUES ('");
    while (statement.length() < 2 << 20) {
      statement.append("\"line\"\n2026-11-03 00:00:00.000 UTC,");
    }
    statement.append("')");
    String file =
        record("08:05:09.100", "LOG", "00000", "statement: SELECT 1", "", "")
            + record("08:05:09.200", "LOG", "00000", "statement: " + statement, "", "")
            + record("08:05:09.300", "LOG", "00000", "statement: SELECT 3", "", "");
    List<Event> events =
        Reading.events(
            FORMAT,
            file.getBytes(StandardCharsets.UTF_8),
            Reading.context("UTC", Optional.empty()),
            4096);

    assertThat(events).hasSize(3);
    assertThat(events.get(1).text(Field.DB_QUERY)).isEqualTo(statement.toString());
  }

  @Test
  void splitsAsUnivocityDoes() {
    Random random = Seed.random();
    CsvParserSettings settings = new CsvParserSettings();
    settings.setNullValue("");
    settings.setEmptyValue("");
    settings.setIgnoreLeadingWhitespaces(false);
    settings.setIgnoreTrailingWhitespaces(false);
    settings.setNormalizeLineEndingsWithinQuotes(false);
    var univocity = new com.univocity.parsers.csv.CsvParser(settings);
    CsvRecord record = new CsvRecord();
    String[] pieces = {"a", "\"", ",", "\n", "'", "é", " ", "2026-11-03 00:00:00.000 UTC,", "\\"};
    for (int round = 0; round < 500; round++) {
      List<String> fields = new ArrayList<>();
      StringBuilder line = new StringBuilder();
      int columns = 2 + random.nextInt(24);
      for (int i = 0; i < columns; i++) {
        StringBuilder field = new StringBuilder(i == 0 ? "2026-11-03 00:00:00.000 UTC" : "");
        for (int n = i == 0 ? 0 : random.nextInt(6); n > 0; n--) {
          field.append(pieces[random.nextInt(pieces.length)]);
        }
        fields.add(field.toString());
        line.append(i == 0 ? "" : ",").append(i == 0 ? field : quoted(field.toString()));
      }
      byte[] bytes = (line + "\n2026-11-03 00:00:01.000 UTC,x\n").getBytes(StandardCharsets.UTF_8);
      int end = record.end(bytes, 0, bytes.length, true);
      int count = record.split(bytes, 0, end - 1);
      List<String> own = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        own.add(TextCoding.CSV.decode(bytes, record.from[i], record.to[i]));
      }
      assertThat(own).as(Seed.text()).isEqualTo(fields);
      assertThat(own).containsExactly(univocity.parseLine(line + "\n"));
    }
  }

  @Test
  void isRecognisedByItsColumns() {
    String file = record("08:05:09.100", "LOG", "00000", "statement: SELECT 1", "", "");
    assertThat(FORMAT.recognise(sample(file))).isPositive();
    assertThat(FORMAT.recognise(sample("rest of a record\",,,\n" + file))).isPositive();
    assertThat(FORMAT.recognise(sample("2026-11-03 08:05:09.100 UTC [1] LOG:  a,b,c\n"))).isZero();
  }

  static Sample sample(String text) {
    return new Sample(text.getBytes(StandardCharsets.UTF_8), true, "x");
  }
}
