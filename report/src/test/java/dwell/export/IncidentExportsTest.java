package dwell.export;

import static org.assertj.core.api.Assertions.assertThat;

import dwell.incident.Incident;
import dwell.report.Rewriter;
import dwell.report.SampleIncidents;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Findings in the forms of other tools: valid, the same each time, and silent about the victim. */
final class IncidentExportsTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private static String write(String id, Incident incident) throws IOException {
    StringWriter out = new StringWriter();
    IncidentExporter exporter = (IncidentExporter) Objects.requireNonNull(Exporters.of(id));
    exporter.write(incident, UnaryOperator.identity(), out);
    return out.toString();
  }

  private static List<String> ids() {
    return Exporters.all().stream()
        .filter(IncidentExporter.class::isInstance)
        .map(Exporter::id)
        .toList();
  }

  private static Incident hostile() {
    int[] number = {0};
    List<String> texts = HostileEvents.TEXTS;
    return new Rewriter(text -> texts.get(number[0]++ % (texts.size() - 1)) + number[0] + text)
        .rewrite(SampleIncidents.rich());
  }

  @Test
  void theSameIncidentGivesTheSameBytes() throws IOException {
    for (String id : ids()) {
      assertThat(write(id, SampleIncidents.rich())).isEqualTo(write(id, SampleIncidents.rich()));
    }
  }

  @Test
  void anIncidentWithoutFindingsIsWrittenToo() throws IOException {
    for (String id : ids()) {
      write(id, SampleIncidents.empty());
      write(id, SampleIncidents.attempt());
    }
  }

  @Test
  void nothingHiddenIsWritten() throws IOException {
    for (String id : ids()) {
      assertThat(write(id, hostile()).codePoints())
          .as(id)
          .allMatch(c ->
              c == '\n'
                  || Character.getType(c) != Character.CONTROL
                      && Character.getType(c) != Character.FORMAT
                      && Character.getType(c) != Character.SURROGATE);
    }
  }

  @Test
  void stixIsABundleOfItsObjects() throws IOException {
    FieldLists list = FieldLists.read("stix.fields");
    for (Incident incident : List.of(SampleIncidents.rich(), SampleIncidents.empty(), hostile())) {
      JsonNode bundle = JSON.readTree(write("stix", incident));
      assertThat(bundle.path("type").asString()).isEqualTo("bundle");
      Set<String> ids = new HashSet<>();
      for (JsonNode object : bundle.path("objects")) {
        list.check(object.path("type").asString(), object);
        assertThat(ids.add(object.path("id").asString())).as("twice: " + object).isTrue();
      }
      for (JsonNode object : bundle.path("objects")) {
        for (String key : List.of("source_ref", "target_ref", "created_by_ref")) {
          if (object.has(key)) {
            assertThat(ids).contains(object.path(key).asString());
          }
        }
        object.path("object_refs").forEach(ref -> assertThat(ids).contains(ref.asString()));
      }
    }
  }

  @Test
  void stixNamesEveryAddressOfTheActor() throws IOException {
    Incident incident = SampleIncidents.rich();
    Set<String> patterns = new TreeSet<>();
    JSON.readTree(write("stix", incident))
        .path("objects")
        .forEach(object -> patterns.add(object.path("pattern").asString("")));
    assertThat(incident.actors().stream().flatMap(actor -> actor.addresses().stream()))
        .isNotEmpty()
        .allSatisfy(
            address -> assertThat(patterns.toString()).contains(":value = '" + address.ip() + "'"));
  }

  /** From the standard's own example, section 6.7. */
  @Test
  void anObservableHasTheIdThatEverybodyGivesIt() {
    assertThat(
            NameId.of(
                java.util.UUID.fromString("00abedb4-aa42-466c-9c01-fed23315a9b7"),
                "{\"value\":\"198.51.100.3\"}"))
        .hasToString("28bb3599-77cd-5a82-a950-b5bc3caf07c4");
  }

  @Test
  void mispHasWhatItsFormatRequires() throws IOException {
    FieldLists list = FieldLists.read("misp.fields");
    for (Incident incident : List.of(SampleIncidents.rich(), SampleIncidents.empty(), hostile())) {
      list.check("", JSON.readTree(write("misp", incident)));
    }
  }

  @Test
  void whatIsSharedNamesNothingOfTheVictim() throws IOException {
    Incident incident = SampleIncidents.rich();
    Set<String> names = new TreeSet<>();
    incident.hosts().forEach(host -> names.add(host.name()));
    incident.actors().forEach(actor -> actor.accounts().forEach(a -> names.add(a.name())));
    incident.data().forEach(data -> names.add(data.table()));
    incident.persistence().forEach(door -> names.add(String.valueOf(door.path())));
    for (String id : List.of("stix", "misp")) {
      String written = write(id, incident);
      assertThat(names).isNotEmpty().allSatisfy(name -> assertThat(written).doesNotContain(name));
    }
  }

  @Test
  void irisHasItsTenColumnsInOrderOfTime() throws IOException {
    CSVFormat format = CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).get();
    for (Incident incident : List.of(SampleIncidents.rich(), hostile())) {
      List<CSVRecord> rows = format.parse(new StringReader(write("iris", incident))).getRecords();
      assertThat(rows).isNotEmpty();
      String last = "";
      for (CSVRecord row : rows) {
        assertThat(row.size()).isEqualTo(10);
        assertThat(row.get("event_date"))
            .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}");
        assertThat(row.get("event_date").compareTo(last)).isNotNegative();
        assertThat(row.get("event_tz")).isEqualTo("+00:00");
        assertThat(row.get("event_title")).isNotEmpty();
        last = row.get("event_date");
      }
    }
  }
}
