package dwell.incident;

import dwell.correlate.Session;
import dwell.detect.ActKind;
import dwell.detect.Tactic;
import dwell.incident.ActorRecords.Contact;
import dwell.incident.Response.Measure;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The stretches of each stage. What happens after the eviction is re-entry, whatever it is. */
final class Phases {
  /** A pause longer than this makes a new entry of the same stage. */
  private static final Duration PAUSE = Duration.ofHours(1);

  /** How many records a phase cites at most: its first, its last, and what lies between. */
  private static final int CITED = 12;

  private final Findings findings;
  private final Map<PhaseName, List<Mark>> marks = new EnumMap<>(PhaseName.class);

  private record Mark(Stamp time, @Nullable String technique, String evidence, long events) {}

  private Phases(Findings findings) {
    this.findings = findings;
  }

  static List<Incident.Phase> of(Findings findings) {
    Phases phases = new Phases(findings);
    phases.contacts();
    phases.sessions();
    phases.deeds();
    phases.response();
    List<Incident.Phase> out = new ArrayList<>();
    phases.marks.forEach((phase, list) -> phases.cut(phase, list, out));
    out.sort(Comparator.comparing(Incident.Phase::start).thenComparing(Incident.Phase::phase));
    return List.copyOf(out);
  }

  private void mark(
      PhaseName phase, @Nullable Stamp time, @Nullable String technique, String evidence) {
    if (time != null) {
      PhaseName in =
          findings.late(time) && phase != PhaseName.EVICTION && phase != PhaseName.DETECTION
              ? PhaseName.RE_ENTRY
              : phase;
      marks.computeIfAbsent(in, k -> new ArrayList<>()).add(new Mark(time, technique, evidence, 1));
    }
  }

  private void contacts() {
    boolean guesses = findings.before().stream().anyMatch(c -> !c.probe && !c.web);
    for (Contact contact : findings.before()) {
      String technique = contact.web || contact.probe ? "T1595" : guesses ? "T1110" : null;
      mark(PhaseName.RECONNAISSANCE, contact.first, technique, contact.evidence.getFirst());
      mark(PhaseName.RECONNAISSANCE, contact.last, technique, contact.evidence.getLast());
    }
    for (Contact contact : findings.after()) {
      mark(
          PhaseName.RE_ENTRY,
          contact.first,
          contact.verdict ? "T1078" : null,
          contact.evidence.getFirst());
      mark(PhaseName.RE_ENTRY, contact.last, null, contact.evidence.getLast());
    }
  }

  private void sessions() {
    boolean entered = false;
    for (WebVisit visit : findings.party().visits) {
      // Who comes a second time has been in.
      if (visit.firstAccess().equals(findings.firstAccess())) {
        mark(
            PhaseName.INITIAL_ACCESS,
            visit.firstAccess(),
            visit.sign().technique(),
            visit.evidence().getFirst());
        entered = true;
      }
      if (visit.commands().isEmpty() && !visit.uses().isEmpty()) {
        String event = visit.evidence().getFirst();
        mark(PhaseName.EXECUTION, new Stamp(visit.uses().getFirst(), 0), "T1059.004", event);
        mark(PhaseName.EXECUTION, new Stamp(visit.uses().getLast(), 0), "T1059.004", event);
      }
      for (Incident.Command command : visit.commands()) {
        mark(PhaseName.EXECUTION, command.time(), "T1059.004", command.event());
      }
      mark(
          PhaseName.RECONNAISSANCE,
          visit.first().compareTo(visit.firstAccess()) < 0
                  && findings.firstAccess() != null
                  && visit.first().compareTo(findings.firstAccess()) < 0
              ? visit.first()
              : null,
          "T1595",
          visit.evidence().getFirst());
    }
    for (Involved involved : findings.party().sessions()) {
      Session session = involved.session();
      Stamp start = Times.stamp(session.start());
      String event = session.evidence().getFirst();
      boolean inside =
          session.origin().evidenceHost() != null
              && !session.origin().evidenceHost().equals(session.host());
      boolean first = findings.firstAccess() != null && findings.firstAccess().equals(start);
      if (first && !entered) {
        String technique = involved.how() == AccountHow.GUESSED ? "T1110.001" : "T1078";
        mark(PhaseName.INITIAL_ACCESS, start, technique, event);
        entered = true;
      } else if (session.kind() == Session.Kind.SSH && inside) {
        mark(PhaseName.LATERAL_MOVEMENT, start, "T1021.004", event);
      }
      if (session.kind() == Session.Kind.DATABASE && !session.statements().isEmpty()) {
        mark(PhaseName.COLLECTION, start, null, event);
      }
      if (findings.late(start)) {
        mark(PhaseName.RE_ENTRY, start, "T1078", event);
        mark(PhaseName.RE_ENTRY, Times.stamp(session.end()), null, session.evidence().getLast());
      }
    }
  }

  private void deeds() {
    for (Deed deed : findings.deeds()) {
      // What a database refused did not happen; a refused su is an attempt at more rights all the
      // same.
      if (!deed.failed() || deed.kind().tactic() == Tactic.PRIVILEGE_ESCALATION) {
        mark(phase(deed.kind().tactic()), deed.time(), deed.kind().technique(), deed.event());
      }
    }
    for (Deed deed : findings.deeds()) {
      bounded(deed);
    }
    for (Involved involved : findings.party().sessions()) {
      for (EmptiedLogs.Emptied log : findings.scene().emptied().all(involved.session())) {
        mark(
            PhaseName.DEFENSE_EVASION,
            log.begins(),
            ActKind.LOG_CLEARED.technique(),
            log.evidence().getFirst());
      }
    }
    for (Party.Grip grip : findings.party().grips()) {
      if (grip.kind() == Party.Grip.Kind.KEY_LIST_WRITTEN && grip.since() == null) {
        unseen(grip);
      } else if (grip.kind() == Party.Grip.Kind.KEY_LIST_WRITTEN) {
        mark(
            PhaseName.PERSISTENCE,
            Times.bound(grip.since()),
            ActKind.KEY_ADDED.technique(),
            grip.evidence().getFirst());
      }
    }
    for (Incident.Exfiltration out : Outflow.of(findings)) {
      mark(
          PhaseName.EXFILTRATION,
          out.time(),
          ActKind.FILE_SENT.technique(),
          out.evidence().getFirst());
    }
  }

  /** A key that nobody saw being planted: from begin to end of the one session that can have. */
  private void unseen(Party.Grip grip) {
    Session root = null;
    for (Involved involved : findings.party().sessions()) {
      Session session = involved.session();
      boolean there =
          session.kind() == Session.Kind.SSH
              && session.host().equals(grip.host())
              && session.became().contains("root");
      if (there && root != null) {
        return;
      }
      root = there ? session : root;
    }
    Stamp start = root == null ? null : Times.stamp(root.start());
    Stamp end = root == null ? null : Times.stamp(root.end());
    if (start != null
        && end != null
        && Duration.between(start.instant(), end.instant()).compareTo(PAUSE) <= 0) {
      String technique = ActKind.KEY_ADDED.technique();
      mark(PhaseName.PERSISTENCE, start, technique, grip.evidence().getFirst());
      mark(PhaseName.PERSISTENCE, end, technique, grip.evidence().getFirst());
    }
  }

  /**
   * What has no time of its own counts from one bound to the other where they are close, else only
   * where nothing of its stage has a time.
   */
  private void bounded(Deed deed) {
    Instant from = deed.notBefore();
    Instant to = deed.notAfter();
    if (deed.time() != null || from == null) {
      return;
    }
    PhaseName phase = phase(deed.kind().tactic());
    boolean close = to != null && Duration.between(from, to).compareTo(PAUSE) <= 0;
    if (close || !marks.containsKey(phase)) {
      mark(phase, Times.bound(from), deed.kind().technique(), deed.event());
    }
    if (close) {
      mark(phase, Times.bound(to), deed.kind().technique(), deed.event());
    }
  }

  private static PhaseName phase(Tactic tactic) {
    return switch (tactic) {
      case EXECUTION -> PhaseName.EXECUTION;
      case PRIVILEGE_ESCALATION -> PhaseName.PRIVILEGE_ESCALATION;
      case PERSISTENCE -> PhaseName.PERSISTENCE;
      case CREDENTIAL_ACCESS -> PhaseName.CREDENTIAL_ACCESS;
      case DISCOVERY -> PhaseName.DISCOVERY;
      case LATERAL_MOVEMENT -> PhaseName.LATERAL_MOVEMENT;
      case COLLECTION -> PhaseName.COLLECTION;
      case EXFILTRATION -> PhaseName.EXFILTRATION;
      case DEFENSE_EVASION -> PhaseName.DEFENSE_EVASION;
    };
  }

  private void response() {
    Measure noticed = findings.response().detection();
    Stamp detected = findings.detected();
    if (noticed != null && detected != null) {
      Session session = noticed.session();
      mark(
          PhaseName.DETECTION,
          Times.min(findings.response().examinationBegan(noticed), detected),
          null,
          session == null ? noticed.evidence().getFirst() : session.evidence().getFirst());
      mark(PhaseName.DETECTION, detected, null, noticed.evidence().getFirst());
    } else if (detected != null && findings.scene().facts().detected() != null) {
      mark(PhaseName.DETECTION, detected, null, findings.scene().facts().detected().citation());
    }
    Stamp evicted = findings.evicted();
    if (evicted == null) {
      return;
    }
    boolean any = false;
    for (Measure measure : findings.response().measures()) {
      boolean measureOfEviction = measure.kind() != Response.Kind.NAMED;
      if (measureOfEviction
          && Duration.between(measure.time().instant(), evicted.instant()).abs().compareTo(PAUSE)
              < 0) {
        mark(PhaseName.EVICTION, measure.time(), null, measure.evidence().getFirst());
        any = true;
      }
    }
    if (!any && findings.scene().facts().evicted() != null) {
      mark(PhaseName.EVICTION, evicted, null, findings.scene().facts().evicted().citation());
    }
  }

  private void cut(PhaseName phase, List<Mark> list, List<Incident.Phase> out) {
    list.sort(Comparator.comparing(Mark::time).thenComparing(Mark::evidence));
    List<Mark> run = new ArrayList<>();
    for (Mark mark : list) {
      boolean one =
          phase == PhaseName.RECONNAISSANCE || phase == PhaseName.DETECTION || run.isEmpty();
      if (!one
          && Duration.between(run.getLast().time().instant(), mark.time().instant())
                  .compareTo(PAUSE)
              > 0) {
        out.add(entry(phase, run));
        run.clear();
      }
      run.add(mark);
    }
    if (!run.isEmpty()) {
      out.add(entry(phase, run));
    }
  }

  private static Incident.Phase entry(PhaseName phase, List<Mark> run) {
    TreeSet<String> techniques = new TreeSet<>();
    Collection<String> events = new LinkedHashSet<>();
    for (Mark mark : run) {
      if (mark.technique() != null) {
        techniques.add(mark.technique());
      }
      events.add(mark.evidence());
    }
    List<String> cited = new ArrayList<>(events);
    while (cited.size() > CITED) {
      cited.remove(cited.size() / 2);
    }
    return new Incident.Phase(
        phase,
        run.getFirst().time(),
        run.getLast().time(),
        events.size(),
        List.copyOf(techniques),
        List.copyOf(cited));
  }
}
