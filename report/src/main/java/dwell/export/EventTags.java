package dwell.export;

import dwell.incident.Incident;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What an incident says of single events: {@code actor} for what the actor did, the phases that
 * cite the event, the detections that found it, and their ATT&amp;CK techniques.
 */
public final class EventTags {
  /** No incident is known. */
  public static final EventTags NONE = new EventTags();

  private static final String ACTOR = "actor";

  private final Map<String, SortedSet<String>> tags = new HashMap<>();
  private final Map<String, SortedSet<String>> techniques = new HashMap<>();

  private EventTags() {}

  /** The tags of an incident's events. */
  public static EventTags of(Incident incident) {
    EventTags all = new EventTags();
    for (Incident.Phase phase : incident.phases()) {
      phase.evidence().forEach(id -> all.tag(id, phase.phase().id()));
    }
    for (Incident.Finding finding : incident.detections()) {
      for (String id : finding.evidence()) {
        all.tag(id, finding.id());
        all.techniques.computeIfAbsent(id, event -> new TreeSet<>()).addAll(finding.techniques());
      }
    }
    for (Incident.ActorSession session : incident.sessions()) {
      session.evidence().forEach(id -> all.tag(id, ACTOR));
      session.commands().forEach(command -> all.tag(command.event(), ACTOR));
      session.queries().forEach(query -> all.tag(query.event(), ACTOR));
    }
    return all;
  }

  private void tag(String id, String tag) {
    tags.computeIfAbsent(id, event -> new TreeSet<>()).add(tag);
  }

  /** Tags and techniques of an event, in order; empty where the incident does not speak of it. */
  List<String> of(String eventId) {
    SortedSet<String> all = new TreeSet<>(tags.getOrDefault(eventId, new TreeSet<>()));
    all.addAll(techniques(eventId));
    return List.copyOf(all);
  }

  /** ATT&amp;CK ids of an event, in order. */
  List<String> techniques(String eventId) {
    return List.copyOf(techniques.getOrDefault(eventId, new TreeSet<>()));
  }
}
