package dwell.format.postgresql;

import static org.assertj.core.api.Assertions.assertThat;

import dwell.event.Action;
import dwell.event.Event;
import dwell.event.Field;
import dwell.event.Flag;
import dwell.event.Outcome;
import dwell.event.Seed;
import dwell.event.TextCoding;
import dwell.format.JsonFields;
import dwell.format.LogFormat;
import dwell.format.Reading;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

class JsonLogTest {
  private static final LogFormat FORMAT = new JsonLog();

  private static final String FILE =
      """
      {"timestamp":"2026-11-03 08:05:09.123 CET","pid":4711,"remote_host":"[local]","session_id":"69085b25.1267","line_num":1,"error_severity":"LOG","message":"connection received: host=[local]"}
      {"timestamp":"2026-11-03 08:05:09.124 CET","user":"ledger","dbname":"books","pid":4711,"remote_host":"[local]","session_id":"69085b25.1267","error_severity":"LOG","message":"statement: SELECT \\"iban\\"\\nFROM accounts \\u00e9"}
      {"timestamp":"2026-11-03 08:05:09.125 CET","user":"ledger","dbname":"books","pid":4711,"remote_host":"[local]","session_id":"69085b25.1267","error_severity":"ERROR","state_code":"42P01","message":"relation \\"accounts\\" does not exist","cursor_position":8,"statement":"SELECT \\"iban\\"\\nFROM accounts \\u00e9"}
      {"timestamp":"2026-11-03 08:05:09.126 CET","user":"ledger","pid":4711,"error_sev
      """;

  @Test
  void recordsBecomeEvents() {
    List<Event> events = Reading.events(FORMAT, FILE);

    assertThat(events)
        .extracting(Event::action)
        .containsExactly(Action.CONNECT, Action.QUERY, Action.ERROR, Action.MESSAGE);
    Event query = events.get(1);
    assertThat(query.text(Field.DB_QUERY)).isEqualTo("SELECT \"iban\"\nFROM accounts é");
    assertThat(query.outcome()).isEqualTo(Outcome.FAILURE);
    assertThat(query.text(Field.DB_STATUS)).isEqualTo("42P01");
    assertThat(query.text(Field.SOURCE_IP)).isNull();
    assertThat(query.text(Field.SOURCE_DOMAIN)).isNull();
    assertThat(query.text(Field.TRANSPORT)).isEqualTo("unix");
    assertThat(query.time().instant()).hasToString("2026-11-03T07:05:09.124Z");
    assertThat(events.get(3).flags()).contains(Flag.TRUNCATED);
  }

  @Test
  void membersAreThoseThatJacksonReads() {
    Random random = Seed.random();
    JsonFactory factory = JsonFactory.builder().build();
    String[] pieces = {"a", "\"", "\\", "\n", "}", ",", "é", "\u0001", "𐐷", ":", "{"};
    for (int round = 0; round < 500; round++) {
      Map<String, String> members = new LinkedHashMap<>();
      for (int i = random.nextInt(8); i >= 0; i--) {
        StringBuilder value = new StringBuilder();
        for (int n = random.nextInt(8); n > 0; n--) {
          value.append(pieces[random.nextInt(pieces.length)]);
        }
        members.put("m" + i, value.toString());
      }
      StringWriter text = new StringWriter();
      try (JsonGenerator out = factory.createGenerator(ObjectWriteContext.empty(), text)) {
        out.writeStartObject();
        members.forEach(out::writeStringProperty);
        out.writeNumberProperty("n", round);
        out.writeEndObject();
      }
      members.put("n", String.valueOf(round));

      assertThat(own(text.toString()))
          .as(Seed.text())
          .isEqualTo(members)
          .isEqualTo(jackson(factory, text.toString()));
    }
  }

  private static Map<String, String> own(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    JsonFields fields = new JsonFields();
    Map<String, String> members = new LinkedHashMap<>();
    assertThat(fields.open(bytes, 0, bytes.length)).isTrue();
    while (fields.next()) {
      members.put(
          new String(
              bytes,
              fields.nameFrom(),
              fields.nameTo() - fields.nameFrom(),
              StandardCharsets.UTF_8),
          TextCoding.JSON.decode(bytes, fields.valueFrom(), fields.valueTo()));
    }
    assertThat(fields.closed()).isTrue();
    return members;
  }

  private static Map<String, String> jackson(JsonFactory factory, String text) {
    Map<String, String> members = new LinkedHashMap<>();
    try (JsonParser in = factory.createParser(ObjectReadContext.empty(), text)) {
      in.nextToken();
      while (in.nextToken() == JsonToken.PROPERTY_NAME) {
        String name = in.currentName();
        in.nextToken();
        members.put(name, in.getString());
      }
    }
    return members;
  }

  @Test
  void isRecognisedByItsMembers() {
    assertThat(FORMAT.recognise(CsvLogTest.sample(FILE))).isPositive();
    assertThat(FORMAT.recognise(CsvLogTest.sample("{\"t\":{\"$date\":\"2026\"},\"s\":\"I\"}\n")))
        .isZero();
  }
}
