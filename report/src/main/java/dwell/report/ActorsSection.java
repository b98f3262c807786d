package dwell.report;

import dwell.incident.Incident;
import java.util.ArrayList;
import java.util.List;

/** Who did it: addresses, accounts, keys, user agents, each with the reason why it is theirs. */
public final class ActorsSection implements ReportSection {

  /** What the template shows. */
  public record View(List<Party> parties) implements SectionView {
    @Override
    public long count() {
      return parties.size();
    }
  }

  /** One actor. */
  public record Party(
      String id,
      Shown<Incident.ActorAddress> addresses,
      Shown<Incident.ActorAccount> accounts,
      Shown<String> keys,
      Shown<String> userAgents) {}

  @Override
  public SectionView view(ReportContext report) {
    List<Party> parties = new ArrayList<>();
    for (Incident.Actor actor : report.incident().actors().stream().limit(Limits.NAMES).toList()) {
      parties.add(
          new Party(
              actor.id(),
              Shown.first(actor.addresses(), Limits.ROWS),
              Shown.first(actor.accounts(), Limits.ROWS),
              Shown.first(actor.keys(), Limits.ROWS),
              Shown.first(actor.userAgents(), Limits.ROWS)));
    }
    return new View(parties);
  }

  @Override
  public String id() {
    return "actors";
  }

  @Override
  public String title() {
    return "Actors";
  }
}
