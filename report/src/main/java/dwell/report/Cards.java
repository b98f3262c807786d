package dwell.report;

import dwell.correlate.Confidence;
import dwell.incident.AccountHow;
import dwell.incident.AnswerStatus;
import dwell.incident.Incident;
import dwell.incident.Stamp;
import dwell.incident.Verdict;
import dwell.report.SummarySection.Card;
import dwell.report.SummarySection.Line;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The seven answers of the first screen, each short enough for it. */
final class Cards {
  private static final int LEAD = 120;
  private static final int LINE = 64;
  private static final List<String> DATABASES = List.of("mysql", "mariadb", "postgres", "mongo");

  private final ReportContext report;
  private final Incident incident;
  private final Incident.Dwell dwell;
  private final boolean compromised;

  Cards(ReportContext report) {
    this.report = report;
    this.incident = report.incident();
    this.dwell = incident.dwell();
    this.compromised = incident.verdict() == Verdict.COMPROMISE;
  }

  List<Card> all() {
    return List.of(how(), when(), dwelt(), inside(), deeds(), data(), now());
  }

  private Card how() {
    String question = "How did they get in?";
    Incident.Vector vector = incident.vector();
    if (vector == null) {
      return compromised
          ? card(
              "how", question, AnswerStatus.UNKNOWN, "The way in is not in the records.", "answers")
          : card("how", question, noAccess(), "Nothing shows that anybody got in.", "background");
    }
    List<Line> lines = new ArrayList<>();
    // The reasons stand in brackets behind the way in: below it, there is room for them.
    String text = vector.text();
    int reasons = text.endsWith(").") ? text.indexOf(" (") : -1;
    String lead = reasons < 0 ? text : text.substring(0, reasons);
    if (vector.host() != null) {
      lines.add(new Line("Host", line(vector.host())));
    }
    String from = addresses();
    if (!from.isEmpty()) {
      lines.add(new Line("From", from));
    }
    if (vector.technique() != null) {
      lines.add(new Line("ATT&CK", line(vector.technique())));
    }
    if (reasons >= 0) {
      lines.add(
          new Line("Because", report.brief(text.substring(reasons + 2, text.length() - 2), LEAD)));
    }
    return new Card(
        "how",
        question,
        status(vector.confidence()).id(),
        report.brief(lead, LEAD),
        lines,
        reason(vector.confidence(), vector.against()),
        vector.evidence(),
        "actors");
  }

  private String addresses() {
    List<String> all =
        incident.actors().stream()
            .flatMap(actor -> actor.addresses().stream())
            .map(Incident.ActorAddress::ip)
            .distinct()
            .toList();
    return few(all, 3);
  }

  private Card when() {
    List<Line> lines = new ArrayList<>();
    String host = incident.vector() == null ? null : incident.vector().host();
    moment(lines, "First contact", dwell.firstContact(), null);
    moment(lines, "First access", dwell.firstAccess(), host);
    moment(lines, "Last seen", dwell.lastActivity(), null);
    moment(lines, "Detected", dwell.detected(), null);
    moment(lines, "Evicted", dwell.evicted(), null);
    AnswerStatus status;
    String lead;
    if (!compromised) {
      status = noAccess();
      lead = dwell.firstContact() == null ? "No attempt seen." : "Attempts only.";
    } else if (dwell.firstAccess() == null) {
      status = AnswerStatus.UNKNOWN;
      lead = "The first access is not in the records.";
    } else {
      boolean both = dwell.firstContact() != null;
      status = both ? AnswerStatus.ANSWERED : AnswerStatus.PARTLY;
      lead = Times.utc(dwell.firstAccess()) + " UTC";
    }
    List<String> evidence = incident.vector() == null ? List.of() : incident.vector().evidence();
    return new Card("when", "When?", status.id(), lead, lines, "", evidence, "timeline");
  }

  private void moment(
      List<Line> lines, String label, @Nullable Stamp stamp, @Nullable String host) {
    if (stamp != null) {
      lines.add(new Line(label, Times.utc(stamp), report.local(stamp, host)));
    } else if (compromised) {
      lines.add(new Line(label, "unknown"));
    }
  }

  private Card dwelt() {
    String question = "How long were they in?";
    if (!compromised) {
      return card("long", question, noAccess(), "No time inside is shown.", "timeline");
    }
    Incident.Range detection = dwell.toDetection();
    Incident.Range eviction = dwell.toEviction();
    List<Line> lines = new ArrayList<>();
    lines.add(new Line("To detection", detection == null ? "unknown" : range(detection)));
    lines.add(new Line("To eviction", eviction == null ? "unknown" : range(eviction)));
    if (!dwell.intervals().isEmpty()) {
      lines.add(new Line("Stays", stays()));
    }
    AnswerStatus status = AnswerStatus.UNKNOWN;
    if (detection != null && eviction != null) {
      status = AnswerStatus.ANSWERED;
    } else if (detection != null || eviction != null || !dwell.intervals().isEmpty()) {
      status = AnswerStatus.PARTLY;
    }
    String lead = "Not known to have been put out";
    if (eviction != null) {
      lead = longest(eviction) + " until eviction";
    } else if (detection != null) {
      lead = longest(detection) + " until detection";
    }
    boolean open = detection != null && wide(detection) || eviction != null && wide(eviction);
    String reason = open ? "Proven to allowed: the upper end is what gaps still allow." : "";
    return new Card("long", question, status.id(), lead, lines, reason, List.of(), "timeline");
  }

  private String stays() {
    double seconds = 0;
    boolean open = false;
    for (Incident.Interval stay : dwell.intervals()) {
      Stamp end = stay.to() == null ? stay.lastProven() : stay.to();
      open |= stay.to() == null;
      seconds += (end.nanos() - stay.from().nanos()) / 1e9;
    }
    return Numbers.count(dwell.intervals().size())
        + ", "
        + (open ? "at least " : "")
        + Numbers.duration(seconds)
        + " in all";
  }

  private static boolean wide(Incident.Range range) {
    return range.high() == null || range.high() - range.low() >= 1;
  }

  private static String longest(Incident.Range range) {
    return wide(range)
        ? "At least " + Numbers.duration(range.low())
        : Numbers.duration(range.low());
  }

  private static String range(Incident.Range range) {
    if (range.high() == null) {
      return "at least " + Numbers.duration(range.low());
    }
    String low = Numbers.duration(range.low());
    String high = Numbers.duration(range.high());
    return low.equals(high) ? low : low + " to " + high;
  }

  private Card inside() {
    String question = "Are they still inside?";
    List<Line> lines = new ArrayList<>();
    if (!incident.reentry().isEmpty()) {
      long in = incident.reentry().stream().filter(r -> r.outcome().equals("success")).count();
      String tries = Numbers.of(incident.reentry().size(), "try", "tries") + " after eviction, ";
      lines.add(new Line("Re-entry", tries + Numbers.count(in) + " got in"));
    }
    for (String door : dwell.openDoors().subList(0, Math.min(3, dwell.openDoors().size()))) {
      lines.add(new Line("Open", line(door)));
    }
    if (dwell.openDoors().size() > 3) {
      lines.add(
          new Line("", "and " + Numbers.count(dwell.openDoors().size() - 3L) + " more open doors"));
    }
    boolean known = !dwell.stillInside().equals("unknown");
    String lead =
        switch (dwell.stillInside()) {
          case "yes" -> "Yes";
          case "no" -> "No";
          default -> "Unknown: assume yes";
        };
    return new Card(
        "inside",
        question,
        known ? "answered" : "unknown",
        compromised || known ? lead : "Unknown",
        lines,
        report.brief(sentence(dwell.why()), LEAD),
        List.of(),
        incident.reentry().isEmpty() ? "persistence" : "reentry");
  }

  private Card deeds() {
    String question = "What did they do?";
    if (!compromised) {
      Incident.Background noise = incident.background();
      String lead =
          noise.attempts() == 0
              ? "No attempt seen."
              : Numbers.of(noise.attempts(), "attempt", "attempts")
                  + " from "
                  + Numbers.of(noise.addresses(), "address", "addresses");
      return card("what", question, noAccess(), lead, "background");
    }
    long commands = 0;
    long statements = 0;
    for (Incident.ActorSession session : incident.sessions()) {
      commands += session.commands().size();
      statements += session.queries().size();
    }
    String lead =
        String.join(
            ", ",
            Numbers.of(incident.sessions().size(), "session", "sessions"),
            Numbers.of(commands, "command", "commands"),
            Numbers.of(statements, "statement", "statements"));
    List<Line> lines = deedLines();
    AnswerStatus status = lines.isEmpty() ? AnswerStatus.UNKNOWN : AnswerStatus.ANSWERED;
    if (!incident.tampering().isEmpty() || !incident.gaps().isEmpty()) {
      status = lines.isEmpty() ? status : AnswerStatus.PARTLY;
    }
    String reason =
        status == AnswerStatus.PARTLY ? "Records are missing: there may have been more." : "";
    return new Card("what", question, status.id(), lead, lines, reason, List.of(), "sessions");
  }

  private List<Line> deedLines() {
    List<Line> lines = new ArrayList<>();
    Set<String> hosts = new LinkedHashSet<>();
    incident.sessions().forEach(session -> hosts.add(session.host()));
    add(lines, "Entered", new ArrayList<>(hosts));
    add(lines, "Became", accounts(AccountHow.REACHED));
    add(lines, "Took over", accounts(AccountHow.STOLEN));
    add(lines, "Made", accounts(AccountHow.CREATED));
    add(lines, "Saw secrets", incident.exposedSecrets().stream().map(s -> s.path()).toList());
    if (!incident.data().isEmpty() || !incident.exfiltration().isEmpty()) {
      String read = Numbers.of(incident.data().size(), "table", "tables");
      String sent = Numbers.of(incident.exfiltration().size(), "transfer", "transfers") + " out";
      lines.add(
          new Line("Reached data", incident.exfiltration().isEmpty() ? read : read + ", " + sent));
    }
    if (!incident.persistence().isEmpty()) {
      long open = incident.persistence().stream().filter(p -> p.removed() == null).count();
      String left = Numbers.count(incident.persistence().size());
      lines.add(new Line("Left ways back", left + ", " + Numbers.count(open) + " open"));
    }
    add(lines, "Altered", incident.tampering().stream().map(Cards::altered).distinct().toList());
    return lines;
  }

  private static String altered(Incident.Tampering act) {
    return act.path() == null ? "records of " + act.host() : act.path() + " on " + act.host();
  }

  private List<String> accounts(AccountHow how) {
    return incident.actors().stream()
        .flatMap(actor -> actor.accounts().stream())
        .filter(account -> account.how() == how)
        .map(account -> account.name() + " on " + account.host())
        .distinct()
        .toList();
  }

  private void add(List<Line> lines, String label, List<String> names) {
    if (!names.isEmpty()) {
      lines.add(new Line(label, few(names, 2)));
    }
  }

  private Card data() {
    String question = "Which data?";
    List<Incident.Data> data = incident.data();
    if (data.isEmpty()) {
      return noData(question);
    }
    long known = 0;
    boolean all = true;
    for (Incident.Data table : data) {
      Incident.Rows rows = table.rows();
      Long counted = rows == null ? null : rows.known();
      known += counted == null ? 0 : counted;
      all &= counted != null;
    }
    String rows = (all ? "" : "at least ") + Numbers.of(known, "row", "rows");
    String lead =
        Numbers.of(data.size(), "table", "tables")
            + (known == 0 && !all ? ", rows unknown" : ", " + rows);
    List<Line> lines = new ArrayList<>();
    List<Incident.Data> sensitiveFirst = new ArrayList<>(data);
    sensitiveFirst.sort(java.util.Comparator.comparing((Incident.Data d) -> d.sensitive() == null));
    int shown = data.size() > 4 ? 3 : data.size();
    for (Incident.Data table : sensitiveFirst.subList(0, shown)) {
      String sensitive = table.sensitive();
      lines.add(
          new Line(
              line(DataSection.name(table)),
              table.rows() == null ? "rows unknown" : DataSection.rows(table.rows()),
              sensitive == null ? null : "sensitive: " + line(sensitive)));
    }
    if (shown < data.size()) {
      lines.add(new Line("", "and " + Numbers.count(data.size() - shown) + " more tables"));
    }
    lines.add(new Line("Left the network", left()));
    return new Card(
        "data",
        question,
        (all ? AnswerStatus.ANSWERED : AnswerStatus.PARTLY).id(),
        lead,
        lines,
        all ? "" : "Not every statement's rows were recorded.",
        List.of(),
        "data");
  }

  private String left() {
    List<Incident.Exfiltration> out = incident.exfiltration();
    if (out.isEmpty()) {
      return "nothing seen to leave";
    }
    long bytes = 0;
    for (Incident.Exfiltration one : out) {
      bytes += one.bytes() == null ? 0 : one.bytes();
    }
    return Numbers.of(out.size(), "transfer", "transfers")
        + (bytes == 0 ? "" : ", " + Numbers.bytes(bytes));
  }

  private Card noData(String question) {
    boolean logged =
        incident.hosts().stream()
            .flatMap(host -> host.sources().stream())
            .map(Incident.Source::format)
            .anyMatch(format -> format != null && DATABASES.stream().anyMatch(format::startsWith));
    String lead = logged ? "No table was seen to be reached." : "Cannot be told.";
    List<Line> lines =
        compromised || !incident.exfiltration().isEmpty()
            ? List.of(new Line("Left the network", left()))
            : List.of();
    return new Card(
        "data",
        question,
        (logged ? AnswerStatus.PARTLY : AnswerStatus.UNKNOWN).id(),
        lead,
        lines,
        logged ? "" : "There is no database log in the evidence.",
        List.of(),
        "data");
  }

  private Card now() {
    List<Line> lines = new ArrayList<>();
    for (ContainmentSection.Todo todo : ContainmentSection.lists(incident.containment())) {
      if (lines.size() < 7) {
        String count = Numbers.count(todo.names().total());
        lines.add(new Line(todo.title(), count, few(todo.names().items(), 2)));
      }
    }
    String lead = "Nothing to contain is known.";
    if (!lines.isEmpty()) {
      lead = compromised ? "Contain, in this order" : "To consider";
    }
    return new Card(
        "now", "What to do now?", "answered", lead, lines, "", List.of(), "containment");
  }

  private Card card(String id, String question, AnswerStatus status, String lead, String section) {
    String reason = "";
    if (status == AnswerStatus.PARTLY) {
      reason = "Records are missing: see what could not be seen.";
    }
    return new Card(id, question, status.id(), lead, List.of(), reason, List.of(), section);
  }

  /** Nobody got in, as far as the records go: sure only where none are missing. */
  private AnswerStatus noAccess() {
    boolean whole = incident.gaps().isEmpty() && incident.tampering().isEmpty();
    return whole && !incident.hosts().isEmpty() ? AnswerStatus.ANSWERED : AnswerStatus.PARTLY;
  }

  private static AnswerStatus status(Confidence confidence) {
    return confidence == Confidence.POSSIBLE ? AnswerStatus.PARTLY : AnswerStatus.ANSWERED;
  }

  private String reason(Confidence confidence, List<String> against) {
    String sure = sentence(confidence.id());
    return against.isEmpty() ? sure : sure + " Against: " + report.brief(against.getFirst(), LEAD);
  }

  private String few(List<String> names, int most) {
    List<String> shown = names.stream().limit(most).map(this::line).toList();
    long more = names.size() - shown.size();
    return String.join(", ", shown) + (more > 0 ? " + " + Numbers.count(more) : "");
  }

  private String line(String text) {
    return report.brief(text, LINE);
  }

  private static String sentence(String text) {
    if (text.isEmpty()) {
      return "";
    }
    String end = text.endsWith(".") ? "" : ".";
    return Character.toUpperCase(text.charAt(0)) + text.substring(1) + end;
  }
}
