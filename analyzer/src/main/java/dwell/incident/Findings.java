package dwell.incident;

import dwell.incident.ActorRecords.Contact;
import dwell.incident.Response.Measure;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that is known of one actor, once its spread is complete: what the parts of an incident are
 * made of.
 */
record Findings(
    Scene scene,
    Party party,
    Changes changes,
    Response response,
    ActorRecords records,
    List<Deed> deeds,
    @Nullable Stamp firstAccess,
    @Nullable Stamp detected,
    @Nullable Stamp evicted) {

  static Findings of(Scene scene, Party party, Changes changes) {
    Response response = new Response(scene, party, changes);
    List<Deed> deeds = new ArrayList<>();
    party.visits.forEach(visit -> deeds.addAll(visit.deeds()));
    party.sessions().forEach(involved -> deeds.addAll(scene.deeds(involved.session())));
    deeds.sort(Comparator.comparing(Deed::time, Times.ORDER).thenComparing(d -> d.event()));
    KnownFacts facts = scene.facts();
    Measure noticed = response.detection();
    Stamp detected =
        facts.detected() != null
            ? new Stamp(facts.detected().value(), 0)
            : noticed == null ? null : noticed.time();
    Stamp evicted =
        facts.evicted() != null ? new Stamp(facts.evicted().value(), 0) : response.eviction();
    return new Findings(
        scene,
        party,
        changes,
        response,
        new ActorRecords(scene, party),
        List.copyOf(deeds),
        party.firstAccess(),
        detected,
        evicted);
  }

  /** Whether that is after the actor was put out. */
  boolean late(@Nullable Stamp time) {
    return evicted != null && time != null && time.compareTo(evicted) > 0;
  }

  /** Contacts from before the first access. */
  List<Contact> before() {
    return records.all().stream()
        .filter(c -> firstAccess != null && c.first.compareTo(firstAccess) < 0 && !overlaps(c))
        .toList();
  }

  private boolean overlaps(Contact contact) {
    return firstAccess != null && contact.last.compareTo(firstAccess) >= 0;
  }

  /** Contacts from after the eviction. */
  List<Contact> after() {
    return records.all().stream().filter(c -> late(c.first)).toList();
  }
}
