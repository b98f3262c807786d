package dwell.search;

import dwell.casefile.OpenCase;
import dwell.casefile.Verification.Finding;
import dwell.casefile.Verification.Verdict;
import dwell.event.Event;
import dwell.event.Field;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads every record again that {@code incident.json} cites, and holds what it says of commands and
 * statements against them. The file is read as a tree, so that no key of it is passed over.
 */
public final class CitedRecords {
  private static final String CHECK = "cited";
  private static final String FACT = "fact:";
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final OpenCase openCase;

  /** Cited ids, in order; with the text that the incident gives for it, null where none. */
  private final Map<String, @Nullable String> cited = new LinkedHashMap<>();

  private CitedRecords(OpenCase openCase) {
    this.openCase = openCase;
  }

  /**
   * Checks an incident against its case.
   *
   * @return what is wrong, one finding each; one that says so where all is well, or where there is
   *     no incident
   */
  public static List<Finding> check(OpenCase openCase) throws IOException {
    Path file = openCase.folder().incident();
    if (!Files.exists(file)) {
      return List.of(
          new Finding(CHECK, "", Verdict.UNCHECKED, "the case was not reconstructed yet"));
    }
    CitedRecords records = new CitedRecords(openCase);
    try {
      records.collect(JSON.readTree(Files.readAllBytes(file)));
    } catch (JacksonException e) {
      return List.of(new Finding(CHECK, "", Verdict.WRONG, "incident.json cannot be read"));
    }
    return records.check();
  }

  private void collect(JsonNode node) {
    if (node.isObject()) {
      JsonNode event = node.get("event");
      if (event != null && event.isString()) {
        JsonNode text = node.get("text");
        cited.put(event.stringValue(), text == null ? null : text.asString(""));
      }
      for (JsonNode id : node.path("evidence")) {
        if (id.isString() && !id.stringValue().startsWith(FACT)) {
          cited.putIfAbsent(id.stringValue(), null);
        }
      }
    }
    node.forEach(this::collect);
  }

  private List<Finding> check() throws IOException {
    List<Finding> findings = new ArrayList<>();
    List<String> ids = List.copyOf(cited.keySet());
    int at = 0;
    for (Event event : openCase.events(ids)) {
      String id = ids.get(at++);
      String wrong = event == null ? "the case has no such event" : wrong(event);
      if (wrong != null) {
        findings.add(new Finding(CHECK, id, Verdict.WRONG, wrong));
      }
    }
    if (findings.isEmpty()) {
      findings.add(
          new Finding(
              CHECK,
              "",
              Verdict.GOOD,
              "all " + ids.size() + " cited records are there and say what is cited"));
    }
    return findings;
  }

  private @Nullable String wrong(Event event) {
    try {
      byte[] record = openCase.record(event);
      if (record.length != event.place().length()) {
        return "its record has another length";
      }
    } catch (IOException e) {
      return "its record cannot be read: " + e.getMessage();
    }
    String said = cited.get(event.id());
    String own = event.text(Field.DB_QUERY);
    own = own != null ? own : event.text(Field.COMMAND_LINE);
    // Of a shell that was handed a command, the incident tells the command alone.
    return said == null || own == null || own.contains(said)
        ? null
        : "the incident gives another text than the record";
  }
}
