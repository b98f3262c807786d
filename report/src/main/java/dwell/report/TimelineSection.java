package dwell.report;

import dwell.chart.Timeline;
import dwell.incident.Incident;
import dwell.incident.Stamp;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The incident over time: drawn, and as a table that says the same. */
public final class TimelineSection implements ReportSection {
  /** The least of these weigh most: they are kept when the table is cut. */
  private static final int MILESTONE = 0;

  private static final int DEED = 1;
  private static final int SESSION = 2;
  private static final int STEP = 3;

  /** What the template shows; {@code drawing} is null where nothing has a time. */
  public record View(@Nullable Timeline drawing, Shown<Entry> entries) implements SectionView {
    @Override
    public long count() {
      return entries.total();
    }
  }

  /**
   * A row of the table.
   *
   * @param kind in words
   * @param who the account, or the address; may be empty
   * @param text may come from evidence
   * @param code the text is as it stands in a record
   */
  public record Entry(
      Stamp time,
      int weight,
      String kind,
      String host,
      String who,
      String text,
      boolean code,
      List<String> evidence) {

    /** One of many steps within a session. */
    public boolean step() {
      return weight == STEP;
    }

    /** A row that stands out. */
    public boolean milestone() {
      return weight == MILESTONE;
    }
  }

  @Override
  public SectionView view(ReportContext report) {
    Incident incident = report.incident();
    List<Entry> all = new ArrayList<>();
    milestones(incident, all);
    deeds(incident, all);
    sessions(incident, all);
    all.sort(Comparator.comparing(Entry::time).thenComparingInt(Entry::weight));
    int total = all.size();
    if (total > Limits.TIMELINE) {
      // The sort is stable: within a weight the earlier ones stay.
      all.sort(Comparator.comparingInt(Entry::weight));
      all = new ArrayList<>(all.subList(0, Limits.TIMELINE));
      all.sort(Comparator.comparing(Entry::time).thenComparingInt(Entry::weight));
    }
    return new View(Timeline.of(incident), new Shown<>(all, total));
  }

  private static void milestones(Incident incident, List<Entry> out) {
    Incident.Dwell dwell = incident.dwell();
    Incident.Vector vector = incident.vector();
    List<String> way = vector == null ? List.of() : vector.evidence();
    String text = vector == null ? "" : vector.text();
    String host = vector == null || vector.host() == null ? "" : vector.host();
    milestone(out, "First contact", dwell.firstContact(), "", "", List.of());
    milestone(out, "First access", dwell.firstAccess(), host, text, way);
    milestone(out, "Detected", dwell.detected(), "", "", List.of());
    milestone(out, "Evicted", dwell.evicted(), "", "", List.of());
    for (Incident.Reentry back : incident.reentry()) {
      boolean in = back.outcome().equals("success");
      String who = back.user() == null ? "" : back.user();
      String from = back.ip() == null ? "" : "from " + back.ip() + ": ";
      out.add(
          new Entry(
              back.time(),
              in ? MILESTONE : DEED,
              in ? "Came back" : "Tried to come back",
              back.host(),
              who,
              from + back.why(),
              false,
              back.evidence()));
    }
  }

  private static void milestone(
      List<Entry> out,
      String kind,
      @Nullable Stamp time,
      String host,
      String text,
      List<String> evidence) {
    if (time != null) {
      out.add(new Entry(time, MILESTONE, kind, host, "", text, false, evidence));
    }
  }

  private static void deeds(Incident incident, List<Entry> out) {
    for (Incident.Phase phase : incident.phases()) {
      String what =
          Words.phase(phase.phase()) + " begins, " + Numbers.of(phase.events(), "event", "events");
      String techniques =
          phase.techniques().isEmpty() ? "" : "; " + String.join(", ", phase.techniques());
      out.add(entry(phase.start(), DEED, "Phase", "", what + techniques, phase.evidence()));
    }
    for (Incident.Persistence door : incident.persistence()) {
      String what = door.path() != null ? door.path() : String.valueOf(door.name());
      if (door.time() != null) {
        String kind = "Way back: " + door.kind().id().replace('-', ' ');
        out.add(entry(door.time(), DEED, kind, door.host(), what, door.evidence()));
      }
    }
    for (Incident.Exfiltration left : incident.exfiltration()) {
      if (left.time() != null) {
        String to = left.to() == null ? "" : " to " + left.to();
        String what = left.what() + to + ", by " + left.method();
        out.add(entry(left.time(), DEED, "Data left", left.host(), what, left.evidence()));
      }
    }
    for (Incident.Tampering act : incident.tampering()) {
      if (act.from() != null) {
        String path = act.path() == null ? "" : act.path() + ": ";
        out.add(entry(act.from(), DEED, "Tampering", act.host(), path + act.why(), act.evidence()));
      }
    }
  }

  private static Entry entry(
      Stamp time, int weight, String kind, String host, String text, List<String> evidence) {
    return new Entry(time, weight, kind, host, "", text, false, evidence);
  }

  private static void sessions(Incident incident, List<Entry> out) {
    for (Incident.ActorSession session : incident.sessions()) {
      String kind = session.kind().id();
      String who = session.user() == null ? "" : session.user();
      if (session.start() != null) {
        String from = session.sourceIp() == null ? "" : "from " + session.sourceIp();
        String what = (kind + " session opened " + from).strip();
        out.add(
            new Entry(
                session.start(),
                SESSION,
                "Session",
                session.host(),
                who,
                what,
                false,
                session.evidence()));
      }
      for (Incident.Command command : session.commands()) {
        if (command.time() != null) {
          String as = command.as() == null ? who : command.as();
          out.add(
              new Entry(
                  command.time(),
                  STEP,
                  "Command",
                  session.host(),
                  as,
                  command.text(),
                  true,
                  List.of(command.event())));
        }
      }
      for (Incident.Query query : session.queries()) {
        if (query.time() != null) {
          out.add(
              new Entry(
                  query.time(),
                  STEP,
                  "Statement",
                  session.host(),
                  who,
                  query.text(),
                  true,
                  List.of(query.event())));
        }
      }
    }
  }

  @Override
  public String id() {
    return "timeline";
  }

  @Override
  public String title() {
    return "Timeline";
  }
}
