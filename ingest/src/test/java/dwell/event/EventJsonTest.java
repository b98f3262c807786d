package dwell.event;

import static org.assertj.core.api.Assertions.assertThat;

import dwell.event.EventTime.Basis;
import java.io.StringWriter;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

class EventJsonTest {
  @Test
  void writesOneFlatObject() {
    ArtifactKey artifact = ArtifactKey.of("db", "var/log/x", "db/var/log/x");
    Event event =
        new Event.Builder(
                artifact,
                new Place("db/var/log/x", 16, 9, 2, 1),
                Action.QUERY,
                Outcome.SUCCESS,
                Dataset.MYSQL_AUDIT,
                new EventTime(Instant.parse("2024-05-06T07:08:09.120Z"), 2, Basis.RECORDED, null),
                Flag.TRUNCATED.bit())
            .put(Field.USER, "kim\u0007")
            .put(Field.DB_COLLECTION, "shop.a\u001fshop.b")
            .put(Field.START, 1_700_000_000_000_000_000L)
            .put(Field.PID, 7L)
            .build();
    StringWriter out = new StringWriter();
    try (JsonGenerator generator =
        new JsonFactory().createGenerator(ObjectWriteContext.empty(), out)) {
      EventJson.write(event, generator);
    }
    assertThat(out)
        .hasToString(
            "{\"@timestamp\":\"2024-05-06T07:08:09.12Z\",\"event.id\":\""
                + artifact.id()
                + "-10.1\",\"event.dataset\":\"mysql.audit\",\"event.action\":\"query\","
                + "\"event.outcome\":\"success\",\"user.name\":\"kim\\u0007\",\"process.pid\":7,"
                + "\"db.collection.name\":[\"shop.a\",\"shop.b\"],"
                + "\"event.start\":\"2023-11-14T22:13:20.000000000Z\",\"dwell.time.basis\":\"recorded\","
                + "\"dwell.flags\":[\"truncated\"],\"log.file.path\":\"db/var/log/x\",\"log.offset\":16,"
                + "\"dwell.length\":9,\"dwell.line\":2}");
  }

  /** The error is that of the zone, which nothing told. */
  @Test
  void anAssumedZoneMayBeOffByTheWidestThereIs() {
    ArtifactKey artifact = ArtifactKey.of("db", "var/log/x", "db/var/log/x");
    Event.Builder event =
        new Event.Builder(
            artifact,
            new Place("db/var/log/x", 16, 9, 2, 1),
            Action.INFO,
            Outcome.UNKNOWN,
            Dataset.SYSLOG,
            new EventTime(Instant.parse("2024-05-06T07:08:09Z"), 0, Basis.ASSUMED, null),
            0);
    event.put(Field.TIME_ERROR, 60L);
    StringWriter out = new StringWriter();
    try (JsonGenerator generator =
        new JsonFactory().createGenerator(ObjectWriteContext.empty(), out)) {
      EventJson.write(event.build(), generator);
    }
    assertThat(out.toString())
        .contains("\"dwell.time.basis\":\"assumed\",\"dwell.time.error\":50400,")
        .doesNotContain(":60");
  }
}
