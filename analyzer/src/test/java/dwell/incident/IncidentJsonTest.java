package dwell.incident;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class IncidentJsonTest {

  static Schema schema() {
    InputStream in = Incident.class.getResourceAsStream("incident.schema.json");
    assertThat(in).isNotNull();
    return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12).getSchema(in);
  }

  static String json(Incident incident) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    IncidentJson.write(incident, out);
    return out.toString(StandardCharsets.UTF_8);
  }

  private static Incident small() {
    Stamp time = new Stamp(Instant.parse("2026-01-02T03:04:05.6Z"), 1);
    return new Incident(
        Incident.SCHEMA,
        new Incident.CaseInfo(null, null, "dwell", "1", null, null, null, null),
        Verdict.COMPROMISE,
        Origin.EXTERNAL,
        List.of(),
        List.of(),
        null,
        List.of(
            new Incident.Phase(PhaseName.RE_ENTRY, time, time, 1, List.of("T1110"), List.of("e1"))),
        new Incident.Dwell(
            null,
            time,
            null,
            null,
            null,
            new Incident.Range(1, null),
            null,
            List.of(),
            "unknown",
            "nobody looked",
            List.of()),
        List.of(),
        new Incident.Background(0, 0, List.of()),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(new Incident.Series("attempts", "hour", List.of(new Incident.Point(time, 3)))),
        Incident.Containment.NONE);
  }

  @Test
  void writesWhatTheSchemaAllows() {
    assertThat(schema().validate(json(small()), InputFormat.JSON)).isEmpty();
  }

  @Test
  void theSchemaRefusesAnEntryWithoutEvidence() {
    String bare = json(small()).replace("\"e1\"", "");
    assertThat(schema().validate(bare, InputFormat.JSON)).isNotEmpty();
  }

  @Test
  void leavesOutWhatIsUnknownAndKeepsTheDigitsOfAStamp() {
    assertThat(json(small()))
        .startsWith("{\n  \"schema\" : \"dwell-incident/1\",\n  \"case\" : {")
        .contains("\"phase\" : \"re-entry\"", "\"2026-01-02T03:04:05.6Z\"")
        .doesNotContain("null", "codename");
  }

  @Test
  void readsBackWhatItWrote() {
    Incident incident = small();
    byte[] bytes = json(incident).getBytes(StandardCharsets.UTF_8);
    assertThat(IncidentJson.read(new ByteArrayInputStream(bytes))).isEqualTo(incident);
  }
}
