package dwell.export;

import dwell.correlate.Confidence;
import dwell.incident.Incident;
import dwell.incident.Stamp;
import dwell.incident.Verdict;
import java.io.IOException;
import java.io.Writer;
import java.time.Instant;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What may be shared of an incident as a MISP event, not published. Source:
 * draft-dulaunoy-misp-core-format, sections "Event" and "Attribute"; numbers are strings there.
 */
final class MispEvent implements IncidentExporter {
  private static final int LONGEST_INFO = 256;

  @Override
  public String id() {
    return "misp";
  }

  @Override
  public String description() {
    return "indicators as a MISP event, not published";
  }

  @Override
  public ExportTally write(Incident incident, UnaryOperator<String> redaction, Writer out)
      throws IOException {
    ExportTally tally = new ExportTally();
    SharedIndicators shared = SharedIndicators.of(incident, tally);
    ObjectNode root = Json.object();
    ObjectNode event = root.putObject("Event");
    head(incident, event);
    ArrayNode attributes = event.putArray("Attribute");
    for (SharedIndicators.Address address : shared.addresses()) {
      boolean act = address.confidence() != Confidence.POSSIBLE;
      ObjectNode attribute = attribute(incident, attributes, "ip-src", address.ip(), act);
      attribute.put("comment", "the actor came from there: " + address.confidence().id());
      seen(attribute, "first_seen", address.first());
      seen(attribute, "last_seen", address.last());
    }
    for (String key : shared.keys()) {
      attribute(incident, attributes, "ssh-fingerprint", key, true)
          .put("comment", "a key of the actor");
    }
    for (String agent : shared.userAgents()) {
      attribute(incident, attributes, "user-agent", ExportText.line(agent), false)
          .put("comment", "named by the actor's requests; others name it too");
    }
    event.put("attribute_count", String.valueOf(attributes.size()));
    ArrayNode tags = event.putArray("Tag");
    for (String technique : shared.techniques()) {
      tags.addObject().put("name", "mitre-attack:" + technique);
    }
    attributes.forEach(attribute -> tally.wrote());
    Json.document(root, out);
    return tally;
  }

  private static void head(Incident incident, ObjectNode event) {
    Stamp first = incident.dwell().firstContact();
    Instant start = first == null ? made(incident) : first.instant();
    event.put("uuid", id(incident, "event"));
    event.put("date", start.toString().substring(0, 10));
    event.put("info", info(incident));
    event.put("threat_level_id", level(incident.verdict()));
    event.put("analysis", "1");
    event.put("published", false);
    event.put("distribution", "0");
    event.put("sharing_group_id", "0");
    event.put("timestamp", seconds(incident));
    event.put("publish_timestamp", "0");
    event.put("org_id", "0");
    event.put("orgc_id", "0");
  }

  private static String info(Incident incident) {
    String codename = incident.caseInfo().codename();
    String info = codename == null ? "An intrusion" : ExportText.line(codename);
    return info.length() > LONGEST_INFO ? info.substring(0, LONGEST_INFO) : info;
  }

  private static String level(Verdict verdict) {
    return switch (verdict) {
      case COMPROMISE -> "1";
      case ATTEMPT -> "3";
      case NONE -> "4";
    };
  }

  private static ObjectNode attribute(
      Incident incident, ArrayNode attributes, String type, String value, boolean act) {
    ObjectNode attribute = attributes.addObject();
    attribute.put("uuid", id(incident, type, value));
    attribute.put("type", type);
    attribute.put("category", "Network activity");
    attribute.put("value", Json.text(value));
    attribute.put("to_ids", act);
    attribute.put("distribution", "5");
    attribute.put("timestamp", seconds(incident));
    attribute.put("deleted", false);
    return attribute;
  }

  private static void seen(ObjectNode attribute, String key, @Nullable Stamp stamp) {
    if (stamp != null) {
      attribute.put(key, ExportText.micros(stamp.instant()) + "+00:00");
    }
  }

  private static String id(Incident incident, String... name) {
    String manifest = incident.caseInfo().manifestSha256();
    return NameId.of("misp", manifest == null ? "" : manifest, String.join("\u001f", name))
        .toString();
  }

  private static String seconds(Incident incident) {
    return String.valueOf(made(incident).getEpochSecond());
  }

  private static Instant made(Incident incident) {
    Stamp generated = incident.caseInfo().generated();
    return generated == null ? Instant.EPOCH : generated.instant();
  }
}
