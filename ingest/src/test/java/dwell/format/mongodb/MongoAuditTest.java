package dwell.format.mongodb;

import static org.assertj.core.api.Assertions.assertThat;

import dwell.event.Action;
import dwell.event.Event;
import dwell.event.Field;
import dwell.event.Outcome;
import dwell.format.LogFormat;
import dwell.format.LogFormats;
import dwell.format.Parsed;
import dwell.format.Sample;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

final class MongoAuditTest {
  @Test
  void loginsCommandsAndAccounts() throws IOException {
    byte[] bytes;
    try (InputStream in =
        MongoAuditTest.class.getResourceAsStream("/dwell/format/mongodb/audit.json")) {
      bytes = in.readAllBytes();
    }
    LogFormat format = Objects.requireNonNull(LogFormats.recognise(new Sample(bytes, true, "x")));
    assertThat(format.id()).isEqualTo("mongodb.audit");
    List<Event> events = Parsed.with(format).events(bytes);
    assertThat(events)
        .extracting(Event::action)
        .containsExactly(Action.LOGIN, Action.QUERY, Action.ACCOUNT_CREATE);
    assertThat(events)
        .allSatisfy(event -> assertThat(event.text(Field.SOURCE_IP)).isEqualTo("203.0.113.9"));
    Event refused = events.get(0);
    assertThat(refused.outcome()).isEqualTo(Outcome.FAILURE);
    assertThat(refused.text(Field.USER)).isEqualTo("x\",\"ip\":\"192.0.2.4");
    assertThat(refused.text(Field.AUTH_METHOD)).isEqualTo("SCRAM-SHA-256");
    assertThat(refused.text(Field.DB_STATUS)).isEqualTo("18");
    assertThat(String.valueOf(refused.time().instant())).isEqualTo("2026-03-03T06:25:01.123Z");
    Event query = events.get(1);
    assertThat(query.text(Field.USER)).isEqualTo("app");
    assertThat(query.text(Field.DB_OPERATION)).isEqualTo("find");
    assertThat(query.text(Field.DB_NAMESPACE)).isEqualTo("shop");
    assertThat(query.text(Field.DB_QUERY))
        .isEqualTo("{ \"find\" : \"users.old\", \"filter\" : {}, \"$db\" : \"shop\" }");
    Event created = events.get(2);
    assertThat(created.text(Field.USER)).isEqualTo("root");
    assertThat(created.text(Field.TARGET_USER)).isEqualTo("svc");
  }
}
