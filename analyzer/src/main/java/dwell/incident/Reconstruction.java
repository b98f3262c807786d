package dwell.incident;

import dwell.correlate.Confidence;
import dwell.correlate.Session;
import dwell.correlate.SourceAttempts;
import dwell.detect.Detections;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * From what belongs together to what happened: weighs every session, follows the actor from those
 * that weigh enough, and tells what was done. The same input gives the same incident.
 */
public final class Reconstruction {
  private static final int BACKGROUND_TOP = 20;

  private final CaseInput input;
  private final Scene scene;
  private final List<Findings> all = new ArrayList<>();
  private final List<StartingPoint> points;
  private final List<WebScans.Scan> scans;

  private Reconstruction(CaseInput input) {
    this.input = input;
    Changes changes = new Changes(input.events());
    this.scene = new Scene(input, changes);
    this.points = new Suspicion(scene, changes).weigh();
    WebAttacks web = new WebAttacks(scene);
    List<WebVisit> visits = web.visits();
    this.scans = web.scans();
    Campaign campaign = new Campaign(scene);
    for (Party party : new Spread(scene, changes, points).parties(visits)) {
      campaign.join(party);
      all.add(Findings.of(scene, party, changes));
    }
  }

  /** The incident of a case; without a compromise, what was tried. */
  public static Incident run(CaseInput input) {
    return new Reconstruction(input).incident();
  }

  private <T> List<T> each(java.util.function.Function<Findings, List<T>> part) {
    return all.stream().flatMap(findings -> part.apply(findings).stream()).toList();
  }

  private Incident incident() {
    List<Incident.Actor> actors = actors();
    List<Incident.ActorSession> sessions = new ArrayList<>(each(Actors::sessions));
    sessions.sort(Actors.BY_START);
    List<Incident.Phase> phases = new ArrayList<>(each(Phases::of));
    phases.sort(Comparator.comparing(Incident.Phase::start).thenComparing(Incident.Phase::phase));
    List<Incident.Persistence> doors = each(BackDoors::of);
    List<Incident.ExposedSecret> secrets = each(Secrets::of);
    List<Incident.Data> data = merged(each(DataTouched::of));
    List<Incident.Exfiltration> outflow = each(Outflow::of);
    List<Incident.Reentry> returns = each(Returns::of);
    List<Incident.Seen> network = each(NetworkView::of);
    List<Incident.Elsewhere> elsewhere = each(Actors::elsewhere);
    List<Incident.Gap> gaps = Coverage.of(input.hosts());
    Background background = new Background();
    Verdict verdict = verdict(background);
    Incident.Dwell dwell =
        all.isEmpty() ? DwellTimes.none(background.first) : DwellTimes.of(all, doors);
    Incident.Containment containment =
        all.isEmpty() ? Incident.Containment.NONE : ContainmentList.of(all, doors, secrets, data);
    Incident.Vector vector = all.isEmpty() ? null : vector(all.getFirst());
    List<Incident.Answer> answers =
        Answers.of(
            new Answers.Parts(
                verdict,
                all,
                vector,
                phases,
                dwell,
                actors,
                background.record(),
                sessions,
                data,
                outflow,
                doors,
                secrets,
                elsewhere,
                network,
                returns,
                gaps,
                containment,
                background.evidence,
                background.scanners));
    return new Incident(
        Incident.SCHEMA,
        input.info(),
        verdict,
        origin(),
        input.hosts(),
        answers,
        vector,
        phases,
        dwell,
        actors,
        background.record(),
        sessions,
        data,
        outflow,
        doors,
        secrets,
        elsewhere,
        network,
        returns,
        gaps,
        each(Traces::of),
        findings(),
        Curves.of(scene, all),
        containment);
  }

  private List<Incident.Actor> actors() {
    List<Incident.Actor> actors = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) {
      actors.add(Actors.actor("actor-" + (i + 1), all.get(i)));
    }
    return actors;
  }

  private Verdict verdict(Background background) {
    if (!all.isEmpty()) {
      return Verdict.COMPROMISE;
    }
    return background.attempts > 0 ? Verdict.ATTEMPT : Verdict.NONE;
  }

  private Origin origin() {
    if (all.isEmpty()) {
      return Origin.UNKNOWN;
    }
    boolean inside = all.stream().anyMatch(f -> f.party().insider);
    boolean outside = all.stream().anyMatch(f -> !f.party().insider);
    return inside && outside ? Origin.BOTH : inside ? Origin.INTERNAL : Origin.EXTERNAL;
  }

  private @Nullable StartingPoint point(Session session) {
    for (StartingPoint point : points) {
      if (point.session().id().equals(session.id())) {
        return point;
      }
    }
    return null;
  }

  private Incident.Vector vector(Findings findings) {
    Party party = findings.party();
    if (!party.visits.isEmpty()
        && (party.sessions().isEmpty()
            || party.visits.getFirst().firstAccess().equals(findings.firstAccess()))) {
      WebVisit visit = party.visits.getFirst();
      return new Incident.Vector(
          "Through the web server: " + visit.ip() + " " + visit.why() + ".",
          visit.sign().technique(),
          visit.host(),
          visit.firstAccess(),
          Confidence.PROVEN,
          List.of(),
          visit.evidence());
    }
    Involved first = party.sessions().getFirst();
    Session session = first.session();
    StartingPoint point = point(session);
    String from = session.origin().ip() == null ? "" : " from " + session.origin().ip();
    String how =
        switch (first.how()) {
          case null -> "By a password that was right at once, however it was known: ";
          case GUESSED -> "A guessed password: ";
          case INSIDER -> "An account of ours, by its holder or from the holder's place: ";
          default -> "With the account's own credentials, in other hands: ";
        };
    String technique = first.how() == AccountHow.GUESSED ? "T1110.001" : "T1078";
    return new Incident.Vector(
        how + session.user() + " on " + session.host() + from + " (" + first.why() + ").",
        technique,
        session.host(),
        Times.stamp(session.start()),
        first.confidence(),
        point == null ? List.of() : point.against(),
        first.evidence().isEmpty() ? session.evidence() : first.evidence());
  }

  /** Two actors may read one table: one entry tells of both. */
  private static List<Incident.Data> merged(List<Incident.Data> data) {
    Map<String, Incident.Data> out = new LinkedHashMap<>();
    for (Incident.Data entry : data) {
      out.merge(
          entry.system() + ':' + entry.database() + '.' + entry.table(), entry, DataTouched::both);
    }
    return List.copyOf(out.values());
  }

  /** What the detections found in the sessions of the actors. */
  private List<Incident.Finding> findings() {
    Hits hits = new Hits();
    for (Findings findings : all) {
      for (WebVisit visit : findings.party().visits) {
        hits.add(Detections.of(visit.sign()), visit.firstAccess(), visit.evidence());
      }
      for (StartingPoint point : points) {
        if (findings.party().has(point.session())) {
          signs(point, hits);
        }
      }
      for (Deed deed : findings.deeds()) {
        if (deed.kind().weight() > 0) {
          hits.add(Detections.of(deed.kind()), deed.time(), deed.evidence().subList(0, 1));
        }
      }
    }
    return hits.findings();
  }

  /** The signs of a session; its acts are counted one by one elsewhere. */
  private static void signs(StartingPoint point, Hits hits) {
    Stamp start = Times.stamp(point.session().start());
    for (StartingPoint.Reason reason : point.reasons()) {
      Detections.byId(reason.detection())
          .filter(detection -> detection.hit().isEmpty())
          .ifPresent(detection -> hits.add(detection, start, reason.evidence()));
    }
  }

  /** Attempts that nothing ties to an incident. */
  private final class Background {
    long attempts;
    @Nullable Stamp first;
    final List<String> evidence = new ArrayList<>();
    final List<String> scanners = new ArrayList<>();
    private final Map<String, long[]> byAddress = new TreeMap<>();

    Background() {
      Set<String> theirs = new HashSet<>();
      all.forEach(f -> f.party().addresses().forEach(a -> theirs.add(a.ip())));
      for (SourceAttempts source : scene.correlation().attempts().sources()) {
        boolean ours = source.successes() > 0 && source.failures() <= source.successes();
        if (theirs.contains(source.ip()) || ours || source.failures() + source.probes() == 0) {
          continue;
        }
        long[] counts = byAddress.computeIfAbsent(source.ip(), k -> new long[2]);
        counts[0] += source.failures() + source.probes();
        counts[1] = Math.max(counts[1], source.accounts());
        attempts += source.failures() + source.probes();
        first = Times.min(first, new Stamp(source.first(), 0));
        if (evidence.size() < 5) {
          evidence.add(source.firstEvent());
        }
      }
      scans.stream().filter(scan -> !theirs.contains(scan.ip())).forEach(this::add);
    }

    private void add(WebScans.Scan scan) {
      byAddress.computeIfAbsent(scan.ip(), k -> new long[2])[0] += scan.requests();
      attempts += scan.requests();
      first = Times.min(first, scan.first());
      scanners.add(scan.ip());
      evidence.addAll(scan.evidence());
    }

    Incident.Background record() {
      List<Incident.BackgroundAddress> top =
          byAddress.entrySet().stream()
              .map(
                  e -> new Incident.BackgroundAddress(e.getKey(), e.getValue()[0], e.getValue()[1]))
              .sorted(
                  Comparator.comparingLong((Incident.BackgroundAddress a) -> -a.attempts())
                      .thenComparing(Incident.BackgroundAddress::ip))
              .limit(BACKGROUND_TOP)
              .toList();
      return new Incident.Background(byAddress.size(), attempts, top);
    }
  }
}
