package dwell.incident;

import dwell.correlate.EventSource.Selection;
import dwell.correlate.Session;
import dwell.detect.Act;
import dwell.detect.ActKind;
import dwell.event.Action;
import dwell.event.Dataset;
import dwell.event.EventBatch;
import dwell.event.EventTime;
import dwell.event.Field;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Tables of jobs that crontab(1) itself says were replaced: {@code (who) REPLACE (whose)} in cron's
 * log. The deed is the one session's whose account it was at that time; where several were open it
 * stays nobody's.
 */
final class Crontabs {
  /** Stamps of whole seconds, and records that are flushed late. */
  private static final Duration SLACK = Duration.ofSeconds(1);

  private Crontabs() {}

  /** Adds the deeds to those of their sessions, by session id. */
  static void add(CaseInput input, List<Session> sessions, Map<String, List<Deed>> deeds) {
    input
        .events()
        .timed(
            Selection.of(Set.of(Dataset.CRON), Set.of(Action.COMMAND)),
            row -> {
              String message = row.text(Field.MESSAGE);
              String who = row.text(Field.USER);
              String whose = row.text(Field.TARGET_USER);
              if (message == null
                  || who == null
                  || whose == null
                  || !message.contains(" REPLACE ")
                  || row.time() == EventBatch.ABSENT) {
                return;
              }
              Instant time = EventTime.instant(row.time());
              Session session = only(sessions, row.host(), who, time);
              if (session != null) {
                Act act =
                    new Act(ActKind.CRON_WRITTEN, "/var/spool/cron/crontabs/" + whose, whose, null);
                Stamp stamp = new Stamp(time, row.digits());
                Deed deed =
                    new Deed(
                        act,
                        session.id(),
                        session.host(),
                        who,
                        stamp,
                        null,
                        null,
                        false,
                        List.of(row.id()));
                List<Deed> all = new ArrayList<>(deeds.getOrDefault(session.id(), List.of()));
                if (all.stream().noneMatch(known -> same(known, deed))) {
                  all.add(deed);
                  deeds.put(session.id(), List.copyOf(all));
                }
              }
            });
  }

  private static @Nullable Session only(
      List<Session> sessions, String host, String who, Instant time) {
    Session found = null;
    for (Session session : sessions) {
      boolean open =
          (session.kind() == Session.Kind.SSH || session.kind() == Session.Kind.LOCAL)
              && session.host().equals(host)
              && near(session, time);
      boolean theirs = session.user().equals(who) || session.became().contains(who);
      if (open && theirs) {
        if (found != null) {
          return null;
        }
        found = session;
      }
    }
    return found;
  }

  private static boolean near(Session session, Instant time) {
    return session.covers(time)
        || session.covers(time.minus(SLACK))
        || session.covers(time.plus(SLACK));
  }

  /** Whether both tell of one table: its command and its record, or the records of two logs. */
  private static boolean same(Deed a, Deed b) {
    return a.kind() == b.kind()
        && (Objects.equals(a.act().path(), b.act().path())
            || Objects.equals(a.act().name(), b.act().name()));
  }
}
