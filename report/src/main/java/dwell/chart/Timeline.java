package dwell.chart;

import dwell.incident.Incident;
import dwell.incident.PhaseName;
import dwell.incident.SessionKind;
import dwell.incident.Stamp;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The drawing of an incident over time, laid out: phases, then addresses, then hosts, each a lane.
 * A template writes it as SVG; positions are its units.
 *
 * @param height of the whole
 * @param axis where the axis is
 * @param bottom where the lanes end
 */
public record Timeline(
    double height,
    double axis,
    double bottom,
    List<Lane> lanes,
    List<Mark> marks,
    List<TimeScale.Tick> ticks,
    List<TimeScale.Break> breaks) {

  /** The drawing's width, whatever the incident. */
  public static final double WIDTH = 1200;

  /** Where the lanes begin, after their names. */
  public static final double LEFT = 172;

  private static final double RIGHT = WIDTH - 12;
  private static final double LANE = 20;
  private static final double GROUP = 22;
  private static final double LABEL_UNIT = 7.6;
  private static final double MARK_ROW = 16;
  private static final double LEAST_BAR = 4;
  private static final int MOST_LANES = 12;
  private static final int MOST_BARS = 400;
  private static final int MOST_LABEL = 200;
  private static final int MOST_POINTS = 4000;

  /**
   * A lane.
   *
   * @param group the heading above it where it is the first of its kind, else empty
   * @param name may come from evidence
   */
  public record Lane(String group, String name, double top, List<Bar> bars) {
    private static final int MOST = 24;

    /** The name as far as there is room. */
    public String shortName() {
      return cut(name, MOST);
    }
  }

  /**
   * A stretch in a lane.
   *
   * @param kind the word that decides its look: {@code phase-…}, {@code session-ssh}, {@code seen},
   *     {@code gap}, {@code tampering}
   * @param label what a pointer over it tells; may come from evidence
   */
  public record Bar(String kind, double x, double width, String label) {
    /** How much lower than its lane it is, above and below: a thin line for what was only seen. */
    public double inset() {
      return kind.equals("seen") ? 7.5 : kind.equals("gap") ? 1 : 3.5;
    }
  }

  /** A moment, as a line over all lanes. {@code row}: 0 is nearest to the axis. */
  public record Mark(String kind, String label, double x, int row, boolean leftOfLine) {
    /** Where the label starts, or ends where it is left of its line. */
    public double labelX() {
      return leftOfLine ? x - 5 : x + 5;
    }
  }

  /** A position as SVG writes it, to two digits. */
  public String at(double position) {
    return Drawing.number(position);
  }

  /** How low the labels of the breaks are. */
  public double pauseLabel() {
    return (axis + bottom) / 2;
  }

  /** Where the line of a mark begins. */
  public double markTop(Mark mark) {
    return axis - 38 - (mark.row() + 1) * MARK_ROW;
  }

  /** Lays an incident out; null where nothing in it has a time. */
  public static @Nullable Timeline of(Incident incident) {
    NavigableSet<Long> times = times(incident);
    if (times.isEmpty()) {
      return null;
    }
    return new Layout(TimeScale.of(times, LEFT, RIGHT)).timeline(incident);
  }

  private static NavigableSet<Long> times(Incident incident) {
    NavigableSet<Long> out = new TreeSet<>();
    Incident.Dwell dwell = incident.dwell();
    add(out, dwell.firstContact());
    add(out, dwell.firstAccess());
    add(out, dwell.lastActivity());
    add(out, dwell.detected());
    add(out, dwell.evicted());
    for (Incident.Phase phase : incident.phases()) {
      add(out, phase.start());
      add(out, phase.end());
    }
    for (Incident.Reentry reentry : incident.reentry()) {
      add(out, reentry.time());
    }
    for (Incident.ActorSession session : incident.sessions()) {
      add(out, session.start());
      add(out, session.end());
      session.commands().forEach(command -> add(out, command.time()));
      session.queries().forEach(query -> add(out, query.time()));
      if (out.size() > MOST_POINTS) {
        break;
      }
    }
    gaps(incident, out);
    return out;
  }

  /** Absences within the incident have their place too; those around it do not stretch it. */
  private static void gaps(Incident incident, NavigableSet<Long> out) {
    if (out.isEmpty()) {
      return;
    }
    long first = out.first();
    long last = out.last();
    for (Incident.Gap gap : incident.gaps().stream().limit(MOST_LANES).toList()) {
      for (Stamp edge : new Stamp[] {gap.from(), gap.to()}) {
        if (edge != null && seconds(edge) > first && seconds(edge) < last) {
          out.add(seconds(edge));
        }
      }
    }
  }

  private static void add(NavigableSet<Long> times, @Nullable Stamp stamp) {
    if (stamp != null) {
      times.add(seconds(stamp));
    }
  }

  private static long seconds(Stamp stamp) {
    return stamp.instant().getEpochSecond();
  }

  /** One layout at work. */
  private static final class Layout {
    private final TimeScale scale;
    private final List<Lane> lanes = new ArrayList<>();
    private double y;

    Layout(TimeScale scale) {
      this.scale = scale;
    }

    Timeline timeline(Incident incident) {
      List<Mark> marks = marks(incident);
      int rows = marks.stream().mapToInt(Mark::row).max().orElse(-1) + 1;
      double axis = 8 + rows * MARK_ROW + 38;
      y = axis + 8;
      phases(incident);
      addresses(incident);
      hosts(incident);
      return new Timeline(
          y + 12, axis, y + 4, List.copyOf(lanes), marks, scale.ticks(), scale.breaks());
    }

    private void phases(Incident incident) {
      Map<PhaseName, List<Bar>> rows = new LinkedHashMap<>();
      incident.phases().stream()
          .sorted(Comparator.comparing(Incident.Phase::phase))
          .forEach(phase ->
              rows.computeIfAbsent(phase.phase(), name -> new ArrayList<>())
                  .add(
                      bar(
                          "phase-" + stage(phase.phase()),
                          phase.start(),
                          phase.end(),
                          words(phase.phase().id())
                              + ", "
                              + phase.start()
                              + " to "
                              + phase.end())));
      lanes("Phases", rows, phase -> phase == PhaseName.RE_ENTRY ? phase.id() : words(phase.id()));
    }

    private void addresses(Incident incident) {
      Map<String, List<Bar>> rows = new LinkedHashMap<>();
      for (Incident.Actor actor : incident.actors()) {
        for (Incident.ActorAddress address : actor.addresses()) {
          Stamp first = address.first();
          if (first != null) {
            rows.computeIfAbsent(address.ip(), ip -> new ArrayList<>())
                .add(bar("seen", first, address.last(), "seen from " + address.ip()));
          }
        }
      }
      for (Incident.ActorSession session : incident.sessions()) {
        List<Bar> row = rows.get(String.valueOf(session.sourceIp()));
        Bar bar = bar(session);
        if (row != null && bar != null && row.size() < MOST_BARS) {
          row.add(bar);
        }
      }
      lanes("From", rows, ip -> ip);
    }

    private void hosts(Incident incident) {
      Map<String, List<Bar>> rows = new LinkedHashMap<>();
      for (Incident.ActorSession session : incident.sessions()) {
        Bar bar = bar(session);
        List<Bar> row = rows.computeIfAbsent(session.host(), host -> new ArrayList<>());
        if (bar != null && row.size() < MOST_BARS) {
          row.add(bar);
        }
      }
      for (Incident.Gap gap : incident.gaps()) {
        String what = "no records" + (gap.path() == null ? "" : " in " + gap.path());
        rows.computeIfAbsent(gap.host(), host -> new ArrayList<>())
            .add(bar("gap", gap.from(), gap.to(), what));
      }
      for (Incident.Tampering act : incident.tampering()) {
        if (act.from() != null || act.to() != null) {
          rows.computeIfAbsent(act.host(), host -> new ArrayList<>())
              .add(bar("tampering", act.from(), act.to(), "tampering: " + words(act.kind())));
        }
      }
      lanes("Hosts", rows, host -> host);
    }

    private <K> void lanes(
        String group, Map<K, List<Bar>> rows, java.util.function.Function<K, String> name) {
      String heading = group;
      int left = rows.size();
      int shown = 0;
      for (Map.Entry<K, List<Bar>> row : rows.entrySet()) {
        if (shown == MOST_LANES + 2) {
          lanes.add(new Lane("", "and " + left + " more", y, List.of()));
          y += LANE;
          return;
        }
        if (!heading.isEmpty()) {
          y += GROUP;
        }
        lanes.add(
            new Lane(
                heading,
                cut(name.apply(row.getKey()), MOST_LABEL),
                y,
                List.copyOf(row.getValue())));
        y += LANE;
        heading = "";
        left--;
        shown++;
      }
    }

    private @Nullable Bar bar(Incident.ActorSession session) {
      Stamp start = session.start();
      if (start == null) {
        return null;
      }
      String label =
          session.kind().id()
              + " session"
              + (session.user() == null ? "" : " of " + session.user())
              + " on "
              + session.host();
      Stamp end = session.end() == null ? start : session.end();
      String kind =
          "session-" + (session.kind() == SessionKind.LOCAL ? "ssh" : session.kind().id());
      return bar(kind, start, end, label);
    }

    /** A missing end is the edge of the drawing. */
    private Bar bar(String kind, @Nullable Stamp from, @Nullable Stamp to, String label) {
      double left = from == null ? LEFT : scale.x(seconds(from));
      double right = to == null ? RIGHT : scale.x(seconds(to));
      double width = Math.max(LEAST_BAR, right - left);
      return new Bar(kind, Math.min(left, RIGHT - LEAST_BAR), width, cut(label, MOST_LABEL));
    }

    private List<Mark> marks(Incident incident) {
      Incident.Dwell dwell = incident.dwell();
      List<Mark> raw = new ArrayList<>();
      mark(raw, "contact", "First contact", dwell.firstContact());
      mark(raw, "access", "First access", dwell.firstAccess());
      mark(raw, "detected", "Detected", dwell.detected());
      mark(raw, "evicted", "Evicted", dwell.evicted());
      List<Incident.Reentry> back =
          incident.reentry().stream().filter(r -> r.outcome().equals("success")).toList();
      if (!back.isEmpty()) {
        mark(raw, "reentry", "Came back", back.getFirst().time());
      } else if (!incident.reentry().isEmpty()) {
        mark(raw, "reentry", "Tried again", incident.reentry().getFirst().time());
      }
      raw.sort(Comparator.comparingDouble(Mark::x));
      return stacked(raw);
    }

    private void mark(List<Mark> out, String kind, String what, @Nullable Stamp stamp) {
      if (stamp != null) {
        String clock = stamp.toString().substring(11, 16);
        out.add(new Mark(kind, what + " " + clock, scale.x(seconds(stamp)), 0, false));
      }
    }

    /** Labels that would run into each other go into rows above. */
    private static List<Mark> stacked(List<Mark> marks) {
      List<Double> ends = new ArrayList<>();
      List<Mark> out = new ArrayList<>();
      for (Mark mark : marks) {
        double length = mark.label().length() * LABEL_UNIT + 12;
        boolean left = mark.x() + length > WIDTH;
        double from = left ? mark.x() - length : mark.x();
        int row = 0;
        while (row < ends.size() && ends.get(row) > from) {
          row++;
        }
        if (row == ends.size()) {
          ends.add(0.0);
        }
        ends.set(row, from + length);
        out.add(new Mark(mark.kind(), mark.label(), mark.x(), row, left));
      }
      return List.copyOf(out);
    }
  }

  /** The four colours of phases: coming in, being there, taking, being put out. */
  private static String stage(PhaseName phase) {
    return switch (phase) {
      case RECONNAISSANCE -> "before";
      case INITIAL_ACCESS,
          EXECUTION,
          PRIVILEGE_ESCALATION,
          PERSISTENCE,
          DISCOVERY,
          LATERAL_MOVEMENT,
          DEFENSE_EVASION,
          RE_ENTRY ->
          "inside";
      case CREDENTIAL_ACCESS, COLLECTION, EXFILTRATION -> "taking";
      case DETECTION, EVICTION -> "response";
    };
  }

  private static String cut(String text, int most) {
    if (text.length() <= most) {
      return text;
    }
    int end = Character.isHighSurrogate(text.charAt(most - 2)) ? most - 2 : most - 1;
    return text.substring(0, end) + "…";
  }

  private static String words(String id) {
    return id.replace('-', ' ');
  }
}
