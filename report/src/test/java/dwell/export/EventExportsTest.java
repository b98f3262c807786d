package dwell.export;

import static org.assertj.core.api.Assertions.assertThat;

import dwell.event.Event;
import dwell.event.Field;
import dwell.report.SampleIncidents;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Each form of events reads back what it wrote, has the names that its tool knows, and harms none.
 */
final class EventExportsTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private static List<EventExporter> exporters() {
    return Exporters.all().stream()
        .filter(EventExporter.class::isInstance)
        .map(EventExporter.class::cast)
        .toList();
  }

  private record Written(String text, ExportTally tally) {}

  private static Written write(String id, List<Event> events) throws IOException {
    return write((EventExporter) java.util.Objects.requireNonNull(Exporters.of(id)), events);
  }

  private static Written write(EventExporter exporter, List<Event> events) throws IOException {
    StringWriter out = new StringWriter();
    EventTags tags = EventTags.of(SampleIncidents.rich());
    ExportTally tally = exporter.write(EventStream.of(events), tags, out);
    return new Written(out.toString(), tally);
  }

  private static List<CSVRecord> csv(String text) throws IOException {
    CSVFormat format = CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).get();
    return format.parse(new StringReader(text)).getRecords();
  }

  private static List<JsonNode> lines(String text) {
    return text.lines().map(JSON::readTree).toList();
  }

  @Test
  void everyEventIsWrittenOrCountedAsLeftOut() throws IOException {
    List<Event> events = HostileEvents.all();
    for (EventExporter exporter : exporters()) {
      ExportTally tally = write(exporter, events).tally();
      long left = tally.leftOut().values().stream().mapToLong(Long::longValue).sum();
      assertThat(tally.written() + left).as(exporter.id()).isEqualTo(events.size());
    }
  }

  @Test
  void twoRunsGiveTheSame() throws IOException {
    for (EventExporter exporter : exporters()) {
      assertThat(write(exporter, HostileEvents.all()).text())
          .isEqualTo(write(exporter, HostileEvents.all()).text());
    }
  }

  @Test
  void aRecordIsALineAndNothingHiddenIsInIt() throws IOException {
    for (EventExporter exporter : exporters()) {
      Written written = write(exporter, HostileEvents.all());
      long head =
          Set.of("ecs", "ocsf", "timesketch-jsonl", "bodyfile").contains(exporter.id()) ? 0 : 1;
      assertThat(written.text().lines().count())
          .as(exporter.id())
          .isEqualTo(written.tally().written() + head);
      assertThat(written.text().codePoints())
          .as(exporter.id())
          .allMatch(c -> c == '\n' || !hidden(Character.getType(c)));
    }
  }

  private static boolean hidden(int type) {
    return type == Character.CONTROL || type == Character.FORMAT || type == Character.SURROGATE;
  }

  @Test
  void noCellBeginsAFormula() throws IOException {
    for (String id : List.of("timesketch", "l2tcsv", "csv")) {
      for (CSVRecord row : csv(write(id, HostileEvents.all()).text())) {
        for (String cell : row) {
          assertThat(cell.equals("-") || !cell.matches("(?s)[=+\\-@\\t\\r].*")).as(cell).isTrue();
        }
      }
    }
  }

  @Test
  void timesketchHasWhatItRequires() throws IOException {
    FieldLists list = FieldLists.read("timesketch.fields");
    List<Event> events = HostileEvents.plain();
    List<JsonNode> lines = lines(write("timesketch-jsonl", events).text());
    assertThat(lines).hasSameSizeAs(events).allSatisfy(line -> list.check("", line));
    JsonNode first = lines.getFirst();
    assertThat(first.get("timestamp").longValue()).isEqualTo(1770091507123456L);
    assertThat(first.get("datetime").stringValue()).isEqualTo("2026-02-03T04:05:07.123456+00:00");
    assertThat(first.get("message").stringValue()).isEqualTo("[word1] [4711]: word1");

    CSVRecord row = csv(write("timesketch", events).text()).getFirst();
    for (String key : List.of("message", "datetime", "timestamp_desc", "event_id", "username")) {
      assertThat(row.get(key)).isEqualTo(first.get(key).asString());
    }
  }

  @Test
  void sshdOfManyProcessesIsFoundUnderItsOldName() {
    Event event =
        new Event.Builder(
                new dwell.event.ArtifactKey("h", "/l", "h/l", "aa"),
                new dwell.event.Place("h/l", 0, 1, 1, 0),
                dwell.event.Action.LOGIN,
                dwell.event.Outcome.SUCCESS,
                dwell.event.Dataset.SSH,
                new dwell.event.EventTime(java.time.Instant.EPOCH, 0, null, null),
                0)
            .put(Field.PROCESS, "sshd-session")
            .build();
    assertThat(TimesketchRecord.of(event, EventTags.NONE)).containsEntry("reporter", "sshd");
  }

  @Test
  void l2tcsvHasItsSeventeenColumns() throws IOException {
    String text = write("l2tcsv", HostileEvents.plain()).text();
    assertThat(text.lines().findFirst().orElse("").split(",")).hasSize(17);
    CSVRecord row = csv(text).getFirst();
    assertThat(row.size()).isEqualTo(17);
    assertThat(row.get("date")).isEqualTo("02/03/2026");
    assertThat(row.get("time")).isEqualTo("04:05:07");
    assertThat(row.get("timezone")).isEqualTo("UTC");
    assertThat(row.get("MACB")).isEqualTo("M...");
    assertThat(row.get("version")).isEqualTo("2");
    assertThat(row.get("desc")).isEqualTo("word1");
    assertThat(row.get("extra")).contains("source.ip: 203.0.113.77");
  }

  @Test
  void bodyFileAndTlnHaveTheirFields() throws IOException {
    for (Event event : HostileEvents.all()) {
      for (String line : write("bodyfile", List.of(event)).text().lines().toList()) {
        String[] fields = line.split("\\|", -1);
        assertThat(fields).hasSize(BodyFile.FIELDS);
        assertThat(Long.parseLong(fields[8])).isEqualTo(ExportText.instant(event).getEpochSecond());
        assertThat(fields[1]).contains(event.id());
      }
      for (String line : write("tln", List.of(event)).text().lines().skip(1).toList()) {
        String[] fields = line.split("\\|", -1);
        assertThat(fields).hasSize(5);
        assertThat(Long.parseLong(fields[0])).isEqualTo(ExportText.instant(event).getEpochSecond());
      }
    }
  }

  @Test
  void ecsKeepsEveryTextAndItsOwnVocabulary() throws IOException {
    FieldLists list = FieldLists.read("ecs.fields");
    List<Event> events = HostileEvents.all();
    List<JsonNode> lines = lines(write("ecs", events).text());
    assertThat(lines).hasSize(events.size() - 1);
    for (int i = 0; i < lines.size(); i++) {
      list.check("", lines.get(i));
      assertThat(lines.get(i).path("message").asString())
          .isEqualTo(String.valueOf(events.get(i).text(Field.MESSAGE)).replace("\ud800", "\ufffd"));
    }
  }

  @Test
  void ocsfHasTheFourClassesWithWhatTheyRequire() throws IOException {
    FieldLists list = FieldLists.read("ocsf.fields");
    Set<String> classes = new TreeSet<>();
    for (JsonNode line : lines(write("ocsf", HostileEvents.all()).text())) {
      String name = line.path("class_uid").asString();
      classes.add(name);
      list.check(name, line);
      assertThat(line.path("type_uid").longValue())
          .isEqualTo(
              line.path("class_uid").longValue() * 100 + line.path("activity_id").longValue());
    }
    assertThat(classes).containsExactly("1007", "3002", "4002", "6005");
  }

  @Test
  void csvHasEveryFieldUnderItsOwnName() throws IOException {
    List<Event> events = HostileEvents.plain();
    List<CSVRecord> rows = csv(write("csv", events).text());
    assertThat(rows).hasSameSizeAs(events);
    for (int i = 0; i < rows.size(); i++) {
      CSVRecord row = rows.get(i);
      Event event = events.get(i);
      assertThat(row.get("event.id")).isEqualTo(event.id());
      assertThat(row.get("event.start")).isEqualTo("2026-02-02T02:40:00.000000000Z");
      event
          .values()
          .forEach((field, value) -> {
            if (value instanceof String text) {
              assertThat(row.get(field.key())).isEqualTo(text);
            }
          });
    }
  }
}
