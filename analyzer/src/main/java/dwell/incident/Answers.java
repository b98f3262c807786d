package dwell.incident;

import dwell.correlate.Confidence;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Answers to the questions that an incident commander's checklist asks, in its order. */
final class Answers {
  private static final int CITED = 10;

  /** How many addresses one sentence names. */
  private static final int NAMED = 5;

  private final Parts parts;
  private final List<Incident.Answer> out = new ArrayList<>();

  /** The parts of an incident that answers draw on. */
  record Parts(
      Verdict verdict,
      List<Findings> findings,
      Incident.@Nullable Vector vector,
      List<Incident.Phase> phases,
      Incident.Dwell dwell,
      List<Incident.Actor> actors,
      Incident.Background background,
      List<Incident.ActorSession> sessions,
      List<Incident.Data> data,
      List<Incident.Exfiltration> exfiltration,
      List<Incident.Persistence> persistence,
      List<Incident.ExposedSecret> secrets,
      List<Incident.Elsewhere> elsewhere,
      List<Incident.Seen> network,
      List<Incident.Reentry> reentry,
      List<Incident.Gap> gaps,
      Incident.Containment containment,
      List<String> attempts,
      List<String> scanners) {}

  private Answers(Parts parts) {
    this.parts = parts;
  }

  static List<Incident.Answer> of(Parts parts) {
    Answers answers = new Answers(parts);
    if (parts.verdict() != Verdict.COMPROMISE) {
      answers.quiet();
    } else {
      answers.entry();
      answers.acts();
      answers.data();
      answers.remains();
    }
    return List.copyOf(answers.out);
  }

  private void add(
      String question,
      AnswerStatus status,
      String text,
      @Nullable Confidence confidence,
      List<String> evidence,
      List<String> missing) {
    List<String> cited = new ArrayList<>(new LinkedHashSet<>(evidence));
    // That no record shows a thing is no proof that there was none.
    boolean unproven = status == AnswerStatus.ANSWERED && cited.isEmpty();
    out.add(
        new Incident.Answer(
            question,
            unproven ? AnswerStatus.PARTLY : status,
            text,
            confidence,
            List.copyOf(cited.subList(0, Math.min(CITED, cited.size()))),
            missing));
  }

  private List<String> unseen() {
    return parts.gaps().stream()
        .map(g -> g.host() + (g.path() == null ? "" : " " + g.path()) + ": " + g.why())
        .limit(5)
        .toList();
  }

  private void quiet() {
    String text =
        parts.verdict() == Verdict.ATTEMPT
            ? parts.background().attempts()
                + " attempts from "
                + parts.background().addresses()
                + " addresses, none of which the records show to have succeeded"
                + scanned()
            : "The records show neither an intrusion nor an attempt at one";
    add(
        "Did anybody get in?",
        AnswerStatus.ANSWERED,
        text,
        Confidence.LIKELY,
        parts.attempts(),
        unseen());
    add(
        "What should be done now?",
        AnswerStatus.ANSWERED,
        "Nothing that the records call for at once.",
        null,
        List.of(),
        List.of());
  }

  private String scanned() {
    List<String> scanners = parts.scanners();
    return scanners.isEmpty()
        ? ""
        : "; a web server was searched for ways in from "
            + String.join(", ", scanners.subList(0, Math.min(NAMED, scanners.size())))
            + (scanners.size() > NAMED ? " and " + (scanners.size() - NAMED) + " more" : "");
  }

  private void entry() {
    Incident.Vector vector = Objects.requireNonNull(parts.vector());
    add(
        "How did they get in?",
        AnswerStatus.ANSWERED,
        vector.text(),
        vector.confidence(),
        vector.evidence(),
        vector.against());
    Incident.Dwell dwell = parts.dwell();
    add(
        "When did they gain access?",
        dwell.firstAccess() == null ? AnswerStatus.UNKNOWN : AnswerStatus.ANSWERED,
        dwell.firstAccess() == null
            ? "No record with a time shows it."
            : "First at " + dwell.firstAccess() + "; last seen at " + dwell.lastActivity() + ".",
        vector.confidence(),
        vector.evidence(),
        unseen());
    List<Incident.Phase> recon =
        parts.phases().stream().filter(p -> p.phase() == PhaseName.RECONNAISSANCE).toList();
    if (recon.isEmpty()) {
      add(
          "What did they try before?",
          AnswerStatus.PARTLY,
          "The records show nothing from their addresses before the first access.",
          Confidence.POSSIBLE,
          List.of(),
          List.of("scans that no service logged"));
    } else {
      add(
          "What did they try before?",
          AnswerStatus.ANSWERED,
          "From "
              + recon.getFirst().start()
              + " to "
              + recon.getLast().end()
              + ": probes, requests and refused logins from their addresses.",
          Confidence.LIKELY,
          evidence(recon),
          List.of("scans that no service logged"));
    }
  }

  private static List<String> evidence(List<Incident.Phase> phases) {
    return phases.stream().flatMap(p -> p.evidence().stream()).toList();
  }

  private void acts() {
    long commands = parts.sessions().stream().mapToLong(s -> s.commands().size()).sum();
    List<Incident.Phase> inside =
        parts.phases().stream()
            .filter(p ->
                p.phase().compareTo(PhaseName.INITIAL_ACCESS) > 0
                    && p.phase().compareTo(PhaseName.DETECTION) < 0)
            .toList();
    Set<String> stages =
        inside.stream()
            .map(p -> p.phase().id())
            .collect(Collectors.toCollection(LinkedHashSet::new));
    add(
        "What did they do?",
        commands > 0 ? AnswerStatus.ANSWERED : AnswerStatus.PARTLY,
        parts.sessions().size()
            + " sessions and "
            + commands
            + " commands: "
            + String.join(", ", stages)
            + ".",
        Confidence.LIKELY,
        evidence(inside),
        commands > 0
            ? List.of("what programs did that left no record of their own")
            : List.of("no record of the commands themselves"));
    List<String> accounts = new ArrayList<>();
    List<String> evidence = new ArrayList<>();
    for (Incident.Actor actor : parts.actors()) {
      for (Incident.ActorAccount account : actor.accounts()) {
        accounts.add(
            account.name()
                + (account.system().equals("os") ? "" : " (" + account.system() + ")")
                + " on "
                + account.host()
                + ", "
                + account.means());
        evidence.addAll(account.evidence());
      }
    }
    add(
        "Which accounts were used?",
        AnswerStatus.ANSWERED,
        String.join("; ", accounts) + ".",
        Confidence.LIKELY,
        evidence,
        List.of());
    lasting(
        "How long until they were noticed?",
        parts.dwell().detected(),
        parts.dwell().toDetection(),
        PhaseName.DETECTION);
    lasting(
        "How long until they were put out?",
        parts.dwell().evicted(),
        parts.dwell().toEviction(),
        PhaseName.EVICTION);
  }

  private void lasting(
      String question, @Nullable Stamp time, Incident.@Nullable Range range, PhaseName phase) {
    List<String> evidence =
        evidence(parts.phases().stream().filter(p -> p.phase() == phase).toList());
    if (time == null || range == null) {
      add(
          question,
          AnswerStatus.UNKNOWN,
          "No record shows it.",
          null,
          List.of(),
          List.of("what people said and did outside of these hosts"));
    } else {
      add(
          question,
          AnswerStatus.ANSWERED,
          duration(range.low()) + ", at " + time + ".",
          Confidence.LIKELY,
          evidence,
          List.of("what people noticed before they left a record"));
    }
  }

  private static String duration(double seconds) {
    long whole = Math.round(seconds);
    long days = whole / 86_400;
    return (days > 0 ? days + " d " : "") + whole / 3600 % 24 + " h " + whole / 60 % 60 + " min";
  }

  private void data() {
    long queries = parts.sessions().stream().mapToLong(s -> s.queries().size()).sum();
    List<String> tables = new ArrayList<>();
    List<String> evidence = new ArrayList<>();
    for (Incident.Data data : parts.data()) {
      Incident.Rows rows = data.rows();
      String count = rows == null || rows.known() == null ? "" : ", " + rows.known() + " rows sent";
      tables.add(
          (data.database() == null ? "" : data.database() + ".")
              + data.table()
              + count
              + (data.sensitive() == null ? "" : ", " + data.sensitive()));
      evidence.addAll(data.evidence());
    }
    add(
        "Which queries did they run, and what data did they reach?",
        AnswerStatus.ANSWERED,
        queries == 0
            ? "The records show no database statement of theirs."
            : queries
                + " statements; "
                + (tables.isEmpty() ? "no table of data" : String.join("; ", tables))
                + ".",
        Confidence.LIKELY,
        evidence,
        queries == 0 ? List.of("statements, where the database logs none") : List.of());
    List<String> left =
        parts.exfiltration().stream()
            .map(e -> e.what() + (e.to() == null ? "" : " to " + e.to()))
            .toList();
    add(
        "Did data leave?",
        left.isEmpty() ? AnswerStatus.PARTLY : AnswerStatus.ANSWERED,
        left.isEmpty()
            ? "No record shows a transfer; what was read on a screen left with it."
            : String.join("; ", left) + ".",
        left.isEmpty() ? Confidence.POSSIBLE : parts.exfiltration().getFirst().confidence(),
        parts.exfiltration().stream().flatMap(e -> e.evidence().stream()).toList(),
        List.of("traffic: no flow records"));
  }

  private void remains() {
    List<String> doors =
        parts.persistence().stream()
            .map(p ->
                p.kind().id()
                    + " "
                    + (p.path() != null ? p.path() : p.name())
                    + " on "
                    + p.host()
                    + (p.removed() == null ? "" : ", removed " + p.removed()))
            .toList();
    add(
        "What back doors did they leave?",
        AnswerStatus.ANSWERED,
        doors.isEmpty() ? "The records show none." : String.join("; ", doors) + ".",
        Confidence.LIKELY,
        parts.persistence().stream().flatMap(p -> p.evidence().stream()).toList(),
        List.of("what was changed without a record"));
    List<String> secrets =
        parts.secrets().stream()
            .map(s ->
                s.path() + " on " + s.host() + (s.opens() == null ? "" : ", opens " + s.opens()))
            .toList();
    add(
        "Which keys and passwords are exposed?",
        AnswerStatus.ANSWERED,
        secrets.isEmpty()
            ? "The records show none that were read."
            : String.join("; ", secrets) + ".",
        Confidence.LIKELY,
        parts.secrets().stream().flatMap(s -> s.evidence().stream()).toList(),
        List.of("files read without a record"));
    others();
    now();
  }

  private void others() {
    List<String> others = new ArrayList<>();
    List<String> evidence = new ArrayList<>();
    parts
        .network()
        .forEach(s -> {
          others.add(
              (s.name() == null ? s.address() : s.name())
                  + (s.reached() ? " (reached)" : " (named)"));
          evidence.addAll(s.evidence());
        });
    parts
        .elsewhere()
        .forEach(e -> {
          others.add("account " + e.account() + " exists on " + String.join(", ", e.hosts()));
          evidence.addAll(e.evidence());
        });
    add(
        "Which other systems are at risk?",
        AnswerStatus.PARTLY,
        others.isEmpty() ? "The records name none." : String.join("; ", others) + ".",
        Confidence.POSSIBLE,
        evidence,
        List.of("hosts that are not in the evidence"));
  }

  private void now() {
    Incident.Dwell dwell = parts.dwell();
    add(
        "Are they still inside?",
        dwell.stillInside().equals("unknown") ? AnswerStatus.PARTLY : AnswerStatus.ANSWERED,
        dwell.why()
            + (dwell.openDoors().isEmpty()
                ? "."
                : ": " + String.join("; ", dwell.openDoors()) + "."),
        Confidence.LIKELY,
        parts.reentry().stream().flatMap(r -> r.evidence().stream()).toList(),
        List.of("what happened after the evidence was taken"));
    Incident.Containment now = parts.containment();
    add(
        "What should be done now?",
        AnswerStatus.ANSWERED,
        "Block "
            + now.blockAddresses().size()
            + " addresses, lock "
            + (now.lockAccounts().size() + now.lockDatabaseAccounts().size())
            + " accounts, rotate "
            + now.rotateSecrets().size()
            + " secrets, remove "
            + now.remove().size()
            + " things, isolate "
            + String.join(", ", now.isolateHosts())
            + ".",
        null,
        causes(),
        List.of());
  }

  /** What the measures rest on: the addresses, the accounts, the ways back. */
  private List<String> causes() {
    List<String> causes = new ArrayList<>();
    for (Incident.Actor actor : parts.actors()) {
      actor.addresses().forEach(address -> causes.addAll(address.evidence()));
      actor.accounts().forEach(account -> causes.addAll(account.evidence()));
    }
    parts.persistence().forEach(door -> causes.addAll(door.evidence()));
    return causes;
  }
}
