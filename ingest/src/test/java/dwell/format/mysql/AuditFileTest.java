package dwell.format.mysql;

import static org.assertj.core.api.Assertions.assertThat;

import dwell.event.Action;
import dwell.event.Event;
import dwell.event.Field;
import dwell.event.Flag;
import dwell.event.Outcome;
import dwell.event.Seed;
import dwell.format.LogFormat;
import dwell.format.LogFormats;
import dwell.format.Parsed;
import dwell.format.Sample;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class AuditFileTest {
  private static final LogFormat XML = AuditFile.xml();
  private static final LogFormat JSON = AuditFile.json();
  private static final LogFormat CSV = AuditFile.csv();

  private static String fixture(String name) {
    try (var in = AuditFileTest.class.getResourceAsStream("/dwell/format/mysql/" + name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Event> events(LogFormat format, String name) {
    return Parsed.with(format).zone("Asia/Kolkata").events(fixture(name));
  }

  private static void ofBooks(Event event) {
    assertThat(event.text(Field.USER)).isEqualTo("ledger");
    assertThat(event.text(Field.SOURCE_IP)).isEqualTo("192.0.2.17");
    assertThat(event.text(Field.SOURCE_DOMAIN)).isEqualTo("pc.example.org");
    assertThat(event.text(Field.SESSION)).isEqualTo("8");
  }

  @Test
  void attributesOfTheOldStyle() {
    List<Event> events = events(XML, "audit-old.xml");

    assertThat(events)
        .extracting(Event::action)
        .containsExactly(
            Action.INFO,
            Action.SERVICE_START,
            Action.LOGIN,
            Action.LOGIN,
            Action.QUERY,
            Action.QUERY,
            Action.DISCONNECT);
    Event refused = events.get(2);
    assertThat(refused.time().instant()).hasToString("2026-11-03T08:05:09Z");
    assertThat(refused.outcome()).isEqualTo(Outcome.FAILURE);
    assertThat(refused.text(Field.USER)).isEqualTo("o\"hara&lt;");
    assertThat(refused.text(Field.REASON)).isEqualTo("bad-password");
    assertThat(refused.text(Field.DB_STATUS)).isEqualTo("1045");
    assertThat(events.get(3).outcome()).isEqualTo(Outcome.SUCCESS);
    assertThat(events.get(3).text(Field.EFFECTIVE_USER)).isNull();
    events.subList(3, 7).forEach(AuditFileTest::ofBooks);
    Event query = events.get(4);
    assertThat(query.text(Field.DB_QUERY))
        .isEqualTo("SELECT *\nFROM accounts WHERE a < 5 AND b = \"/>\"");
    assertThat(query.text(Field.DB_OPERATION)).isEqualTo("SELECT");
    assertThat(query.text(Field.EFFECTIVE_USER)).isEqualTo("books_ro");
    assertThat(query.text(Field.DB_NAMESPACE)).isEqualTo("books");
    assertThat(events.get(5).outcome()).isEqualTo(Outcome.FAILURE);
    assertThat(events.get(5).text(Field.DB_STATUS)).isEqualTo("1142");
    assertThat(events).allSatisfy(event -> assertThat(event.flags()).isEmpty());
  }

  @Test
  void elementsOfTheNewStyle() {
    List<Event> events = events(XML, "audit-new.xml");

    assertThat(events)
        .extracting(Event::action)
        .containsExactly(Action.INFO, Action.LOGIN, Action.QUERY, Action.INFO, Action.SERVICE_STOP);
    Event login = events.get(1);
    assertThat(login.text(Field.USER)).isEqualTo("ledger");
    assertThat(login.text(Field.SOURCE_IP)).isEqualTo("127.0.0.1");
    assertThat(login.text(Field.DB_NAMESPACE)).isEqualTo("books");
    Event read = events.get(2);
    assertThat(read.text(Field.DB_QUERY))
        .isEqualTo("SELECT '</AUDIT_RECORD><AUDIT_RECORD>'\nFROM accounts");
    assertThat(read.list(Field.DB_COLLECTION)).containsExactly("accounts");
    assertThat(events.get(3).outcome()).isEqualTo(Outcome.UNKNOWN);
    assertThat(events.get(3).text(Field.DB_QUERY)).isEqualTo("DROP TABLE accounts");
    assertThat(events).allSatisfy(event -> assertThat(event.flags()).isEmpty());
  }

  @Test
  void objectsOfAnArray() {
    List<Event> events = events(JSON, "audit.json");

    assertThat(events)
        .extracting(Event::action)
        .containsExactly(
            Action.SERVICE_START,
            Action.LOGIN,
            Action.LOGIN,
            Action.QUERY,
            Action.INFO,
            Action.QUERY,
            Action.DISCONNECT,
            Action.SERVICE_STOP);
    assertThat(events.get(1).time().instant()).hasToString("2026-11-03T08:05:09Z");
    assertThat(events.get(1).text(Field.USER)).isEqualTo("ledger");
    assertThat(events.get(1).text(Field.EFFECTIVE_USER)).isEqualTo("books_ro");
    assertThat(events.get(1).text(Field.SOURCE_IP)).isEqualTo("192.0.2.17");
    assertThat(events.get(2).outcome()).isEqualTo(Outcome.FAILURE);
    assertThat(events.get(2).text(Field.USER)).isEqualTo("root\"},{\"");
    Event query = events.get(3);
    assertThat(query.text(Field.DB_QUERY)).isEqualTo("SELECT \"a\"\nFROM accounts");
    assertThat(query.text(Field.DB_STATUS)).isEqualTo("1146");
    assertThat(events.get(5).list(Field.DB_COLLECTION)).containsExactly("accounts");
    assertThat(events.get(5).text(Field.DB_NAMESPACE)).isEqualTo("books");
  }

  @Test
  void objectsOneALine() {
    List<Event> events = events(JSON, "audit-lines.json");

    assertThat(events)
        .extracting(Event::action)
        .containsExactly(Action.LOGIN, Action.QUERY, Action.DISCONNECT);
    assertThat(events.getFirst().outcome()).isEqualTo(Outcome.FAILURE);
    assertThat(events.getFirst().text(Field.SOURCE_DOMAIN)).isNull();
    events.subList(1, 3).forEach(AuditFileTest::ofBooks);
    assertThat(events.get(1).text(Field.DB_QUERY)).isEqualTo("SELECT \"x\"\nFROM accounts");
  }

  @Test
  void commaSeparated() {
    List<Event> events = events(CSV, "audit.csv");

    assertThat(events)
        .extracting(Event::action)
        .containsExactly(Action.SERVICE_START, Action.LOGIN, Action.QUERY, Action.DISCONNECT);
    assertThat(events.get(1).text(Field.USER)).isEqualTo("o\"hara");
    assertThat(events.get(1).outcome()).isEqualTo(Outcome.FAILURE);
    assertThat(events.get(1).text(Field.SOURCE_IP)).isEqualTo("192.0.2.17");
    events.subList(2, 4).forEach(AuditFileTest::ofBooks);
    assertThat(events.get(2).text(Field.DB_QUERY))
        .isEqualTo("SELECT \"x\",\n\"Quit\",\"9_2026-11-03T08:05:00\"\nFROM accounts");
    assertThat(events).allSatisfy(event -> assertThat(event.flags()).isEmpty());
  }

  /** A record that is cut keeps what it has, and the next one is whole. */
  @Test
  void aRecordThatIsCutDoesNotTakeTheNextWithIt() {
    Map<String, LogFormat> formats =
        Map.of(
            "audit-old.xml", XML, "audit-new.xml", XML, "audit-lines.json", JSON, "audit.csv", CSV);
    Random random = Seed.random();
    formats.forEach((name, format) -> {
      String file = fixture(name);
      int end = file.lastIndexOf("</AUDIT>") < 0 ? file.length() : file.lastIndexOf("</AUDIT>");
      for (int i = 0; i < 50; i++) {
        int cut = file.indexOf("08:05:09") + 20 + random.nextInt(40);
        List<Event> events =
            Parsed.with(format).events(file.substring(0, cut) + "\n" + file.substring(0, end));
        List<Event> whole = Parsed.with(format).events(file.substring(0, end));
        List<Event> tail = events.subList(events.size() - whole.size(), events.size());

        assertThat(tail.subList(1, tail.size()))
            .as(name + ' ' + cut + ' ' + Seed.text())
            .extracting(event -> event.text(Field.DB_QUERY))
            .isEqualTo(
                whole.subList(1, whole.size()).stream()
                    .map(event -> event.text(Field.DB_QUERY))
                    .toList());
        assertThat(events).anySatisfy(event -> assertThat(event.flags()).contains(Flag.TRUNCATED));
      }
    });
  }

  @Test
  void entitiesThatAreDeclaredAreNotExpanded() {
    String file =
        "<?xml version=\"1.0\"?><!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>\n<AUDIT>\n"
            + "<AUDIT_RECORD>\n<TIMESTAMP>2026-11-03T08:05:09 UTC</TIMESTAMP><NAME>Query</NAME>"
            + "<SQLTEXT>SELECT '&x;&#x41;&#0;&#xD800;&#99999999;&;'</SQLTEXT>\n</AUDIT_RECORD>\n";
    List<Event> events = Parsed.with(XML).events(file);

    assertThat(events.getLast().text(Field.DB_QUERY))
        .isEqualTo("SELECT '&x;A\0&#xD800;&#99999999;&;'");
  }

  @Test
  void isRecognisedByItsRecords() {
    Map.of(
            "audit-old.xml", "mysql.audit-xml",
            "audit-new.xml", "mysql.audit-xml",
            "audit.json", "mysql.audit-json",
            "audit-lines.json", "mysql.audit-json",
            "audit.csv", "mysql.audit-csv")
        .forEach((name, id) -> {
          byte[] bytes = fixture(name).getBytes(StandardCharsets.UTF_8);
          LogFormat format = LogFormats.recognise(new Sample(bytes, true, "x"));
          assertThat(format).as(name).isNotNull();
          assertThat(format.id()).as(name).isEqualTo(id);
        });
    byte[] other =
        "{\"timestamp\":\"2026-11-03 08:05:09\",\"event\":\"x\",\"id\":1}\n"
            .getBytes(StandardCharsets.UTF_8);
    assertThat(JSON.recognise(new Sample(other, true, "x"))).isZero();
  }
}
