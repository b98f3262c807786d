package dwell.export;

import dwell.incident.Incident;
import dwell.incident.Stamp;
import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.function.UnaryOperator;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What may be shared of an incident as a bundle of STIX 2.1 (OASIS standard, 10 June 2021). */
final class StixBundle implements IncidentExporter {

  @Override
  public String id() {
    return "stix";
  }

  @Override
  public String description() {
    return "indicators, sightings and techniques as a STIX 2.1 bundle, to be shared";
  }

  @Override
  public ExportTally write(Incident incident, UnaryOperator<String> redaction, Writer out)
      throws IOException {
    ExportTally tally = new ExportTally();
    SharedIndicators shared = SharedIndicators.of(incident, tally);
    tally.left(shared.keys().size(), "keys: STIX has no pattern for their fingerprints");
    StixObjects objects = new StixObjects(incident);
    for (Incident.Actor actor : incident.actors()) {
      objects.intrusionSet(actor);
    }
    shared.techniques().forEach(objects::attackPattern);
    shared.addresses().forEach(objects::address);
    shared.userAgents().forEach(objects::userAgent);
    objects.grouping();
    ObjectNode bundle = Json.object();
    bundle.put("type", "bundle");
    bundle.put("id", objects.id("bundle", "all"));
    ArrayNode all = bundle.putArray("objects");
    List<ObjectNode> made = objects.all();
    made.forEach(all::add);
    made.forEach(object -> tally.wrote());
    Json.document(bundle, out);
    return tally;
  }

  /** {@code 2025-06-12T22:31:47.000Z}: STIX wants three digits or more. */
  static String time(Stamp stamp) {
    return dwell.event.EventJson.stamp(stamp.instant(), 3);
  }
}
