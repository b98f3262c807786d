package dwell.export;

import dwell.correlate.Confidence;
import dwell.incident.Incident;
import dwell.incident.Stamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The objects of one bundle. Ids are made from the case's manifest and what the object is, so that
 * two runs give the same; those of observables from their content, as section 2.9 of STIX 2.1 has
 * it.
 */
final class StixObjects {
  /** The namespace of observables' ids: STIX 2.1, section 2.9. */
  private static final UUID OBSERVABLES = UUID.fromString("00abedb4-aa42-466c-9c01-fed23315a9b7");

  private static final String MARKING = "Attorney Work Project";

  private final Incident incident;
  private final String seed;
  private final String made;
  private final List<ObjectNode> all = new ArrayList<>();
  private final Set<String> observables = new HashSet<>();
  private final Map<String, String> actors = new LinkedHashMap<>();
  private final String creator;
  private final String marking;

  StixObjects(Incident incident) {
    this.incident = incident;
    String manifest = incident.caseInfo().manifestSha256();
    seed = manifest == null ? "" : manifest;
    Stamp generated = incident.caseInfo().generated();
    made = StixBundle.time(generated == null ? new Stamp(Instant.EPOCH, 0) : generated);
    creator = id("identity", "dwell");
    marking = id("marking-definition", "statement");
    identity();
    statement();
  }

  List<ObjectNode> all() {
    return List.copyOf(all);
  }

  /** {@code TYPE--UUID}. */
  String id(String type, String... name) {
    return type + "--" + NameId.of(seed, type, String.join("\u001f", name));
  }

  private void identity() {
    ObjectNode identity = bare("identity", creator);
    identity.put("modified", made);
    identity.put("name", "dwell");
    identity.put("identity_class", "system");
  }

  private void statement() {
    String said = incident.caseInfo().marking();
    ObjectNode statement = bare("marking-definition", marking);
    statement.put("definition_type", "statement");
    statement
        .putObject("definition")
        .put("statement", ExportText.line(said == null ? MARKING : said));
  }

  private ObjectNode bare(String type, String id) {
    ObjectNode object = Json.object();
    object.put("type", type);
    object.put("spec_version", "2.1");
    object.put("id", id);
    object.put("created", made);
    all.add(object);
    return object;
  }

  /** With what every object has that is made here. */
  private ObjectNode object(String type, String... name) {
    ObjectNode object = bare(type, id(type, name));
    object.put("modified", made);
    object.put("created_by_ref", creator);
    object.putArray("object_marking_refs").add(marking);
    return object;
  }

  /** An actor; its name says nothing but its number. */
  void intrusionSet(Incident.Actor actor) {
    ObjectNode set = object("intrusion-set", actor.id());
    set.put("name", ExportText.line(actor.id()));
    Stamp first = incident.dwell().firstContact();
    Stamp last = incident.dwell().lastActivity();
    if (first != null) {
      set.put("first_seen", StixBundle.time(first));
    }
    if (last != null && (first == null || !last.instant().isBefore(first.instant()))) {
      set.put("last_seen", StixBundle.time(last));
    }
    actors.put(actor.id(), id("intrusion-set", actor.id()));
  }

  /** A technique of ATT&amp;CK, by its id, which is its name here too. */
  void attackPattern(String technique) {
    ObjectNode pattern = object("attack-pattern", technique);
    pattern.put("name", technique);
    ArrayNode phases = Json.object().arrayNode();
    for (String tactic : SharedIndicators.tactics(incident, technique)) {
      phases.addObject().put("kill_chain_name", "mitre-attack").put("phase_name", tactic);
    }
    if (!phases.isEmpty()) {
      pattern.set("kill_chain_phases", phases);
    }
    ObjectNode reference = pattern.putArray("external_references").addObject();
    reference.put("source_name", "mitre-attack");
    reference.put("external_id", technique);
    reference.put("url", "https://attack.mitre.org/techniques/" + technique.replace('.', '/'));
    for (String actor : actors.values()) {
      relationship(actor, "uses", id("attack-pattern", technique));
    }
  }

  /** An address: as an indicator, as an observable, and how often it was seen. */
  void address(SharedIndicators.Address address) {
    String type = address.v4() ? "ipv4-addr" : "ipv6-addr";
    ObjectNode indicator = object("indicator", address.ip(), address.actor());
    indicator.put("name", "Address of the actor: " + address.ip());
    indicator
        .putArray("indicator_types")
        .add(
            address.confidence() == Confidence.POSSIBLE
                ? "anomalous-activity"
                : "malicious-activity");
    pattern(indicator, "[" + type + ":value = '" + address.ip() + "']", address.first());
    indicator.put("confidence", confidence(address.confidence()));
    String own = id("indicator", address.ip(), address.actor());
    String actor = actors.get(address.actor());
    if (actor != null) {
      relationship(own, "indicates", actor);
    }
    String observable = observable(type, address.ip());
    if (address.first() != null) {
      ObjectNode seen = object("observed-data", address.ip(), address.actor());
      Stamp last = address.last() == null ? address.first() : address.last();
      seen.put("first_observed", StixBundle.time(address.first()));
      seen.put("last_observed", StixBundle.time(last));
      // STIX 2.1, section 4.14: 1 to 999 999 999.
      seen.put("number_observed", Math.clamp(address.attempts(), 1, 999_999_999));
      seen.putArray("object_refs").add(observable);
      relationship(own, "based-on", id("observed-data", address.ip(), address.actor()));
    }
  }

  /** A program that the actor's requests named. */
  void userAgent(String agent) {
    ObjectNode indicator = object("indicator", "user-agent", agent);
    indicator.put("name", "User agent of the actor");
    indicator.putArray("indicator_types").add("anomalous-activity");
    String quoted = Json.text(agent).replace("\\", "\\\\").replace("'", "\\'");
    pattern(
        indicator,
        "[network-traffic:extensions.'http-request-ext'.request_header.'User-Agent' = '"
            + quoted
            + "']",
        incident.dwell().firstContact());
    // Others use the same programs.
    indicator.put("confidence", confidence(Confidence.POSSIBLE));
  }

  private void pattern(ObjectNode indicator, String pattern, @Nullable Stamp from) {
    indicator.put("pattern", pattern);
    indicator.put("pattern_type", "stix");
    indicator.put("valid_from", from == null ? made : StixBundle.time(from));
  }

  private String observable(String type, String value) {
    // Section 2.9: of the contributing properties as canonical JSON (RFC 8785); an address's text
    // needs no escapes.
    String id = type + "--" + NameId.of(OBSERVABLES, "{\"value\":\"" + value + "\"}");
    if (observables.add(id)) {
      ObjectNode object = Json.object();
      object.put("type", type);
      object.put("spec_version", "2.1");
      object.put("id", id);
      object.put("value", value);
      all.add(object);
    }
    return id;
  }

  private void relationship(String from, String kind, String to) {
    ObjectNode relationship = object("relationship", from, kind, to);
    relationship.put("relationship_type", kind);
    relationship.put("source_ref", from);
    relationship.put("target_ref", to);
  }

  /** That all of them belong to one case. */
  void grouping() {
    List<ObjectNode> members = all();
    ObjectNode grouping = object("grouping", "case");
    String codename = incident.caseInfo().codename();
    grouping.put("name", codename == null ? "An intrusion" : ExportText.line(codename));
    grouping.put("context", "suspicious-activity");
    ArrayNode refs = grouping.putArray("object_refs");
    members.forEach(member -> refs.add(member.path("id").asString("")));
  }

  /** STIX 2.1, appendix A: high, medium and low of its scale of three. */
  private static int confidence(Confidence confidence) {
    return switch (confidence) {
      case PROVEN -> 85;
      case LIKELY -> 50;
      case POSSIBLE -> 15;
    };
  }
}
