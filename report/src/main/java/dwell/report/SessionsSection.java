package dwell.report;

import dwell.incident.Incident;
import dwell.incident.Stamp;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The actor's sessions with their commands. */
public final class SessionsSection implements ReportSection {
  /** Where there are no more than these, all stand open. */
  private static final int OPEN = 6;

  /** What the template shows. {@code commands} is how many there are in all. */
  public record View(Shown<Entry> sessions, long commands) implements SectionView {
    @Override
    public long count() {
      return sessions.total();
    }
  }

  /** One session. {@code open}: shown without a click. */
  public record Entry(
      Incident.ActorSession session, Shown<Incident.Command> commands, boolean open) {

    /** How long it lasted; null where a record of its start or end is missing. */
    public @Nullable String duration() {
      Stamp start = session.start();
      Stamp end = session.end();
      return start == null || end == null
          ? null
          : Numbers.duration((end.nanos() - start.nanos()) / 1e9);
    }
  }

  @Override
  public SectionView view(ReportContext report) {
    List<Incident.ActorSession> all = report.incident().sessions();
    int left = Limits.COMMANDS;
    long commands = 0;
    for (Incident.ActorSession session : all) {
      commands += session.commands().size();
    }
    List<Entry> entries = new ArrayList<>();
    List<Incident.ActorSession> chosen = chosen(all);
    for (Incident.ActorSession session : chosen) {
      Shown<Incident.Command> shown = Shown.first(session.commands(), left);
      left -= shown.items().size();
      entries.add(new Entry(session, shown, chosen.size() <= OPEN));
    }
    return new View(new Shown<>(entries, all.size()), commands);
  }

  /** Where not all have room, those in which something was done go first; the order stays. */
  private static List<Incident.ActorSession> chosen(List<Incident.ActorSession> all) {
    if (all.size() <= Limits.SESSIONS) {
      return all;
    }
    long busy = all.stream().filter(SessionsSection::busy).count();
    long idle = Math.max(0, Limits.SESSIONS - busy);
    List<Incident.ActorSession> chosen = new ArrayList<>();
    for (Incident.ActorSession session : all) {
      if (chosen.size() < Limits.SESSIONS && (busy(session) || idle-- > 0)) {
        chosen.add(session);
      }
    }
    return chosen;
  }

  private static boolean busy(Incident.ActorSession session) {
    return !session.commands().isEmpty() || !session.queries().isEmpty();
  }

  @Override
  public String id() {
    return "sessions";
  }

  @Override
  public String title() {
    return "Sessions and commands";
  }
}
