package dwell.incident;

import dwell.correlate.EventSource;
import dwell.correlate.EventSource.Selection;
import dwell.event.Action;
import dwell.event.EventBatch;
import dwell.event.EventTime;
import dwell.event.Field;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What daemons and tools themselves logged of accounts, logs and services, each fact once. */
final class Changes {
  private static final Set<Action> ACTIONS =
      Set.of(
          Action.ACCOUNT_CREATE,
          Action.ACCOUNT_CHANGE,
          Action.ACCOUNT_DELETE,
          Action.PASSWORD_CHANGE,
          Action.GROUP_CHANGE,
          Action.KEY_ADD,
          Action.LOG_CLEAR,
          Action.SERVICE_STOP);

  /** Witnesses of one act stand this close: syslog's whole seconds, and a flush in between. */
  private static final Duration ONE_FACT = Duration.ofSeconds(2);

  private final List<Change> changes = new ArrayList<>();

  /**
   * One change.
   *
   * @param target the account; null where the record names none
   * @param group null where none
   */
  record Change(
      Action action,
      String host,
      @Nullable String target,
      @Nullable String group,
      String message,
      Stamp time,
      List<String> evidence) {}

  Changes(EventSource events) {
    events.timed(
        Selection.of(Set.of(), ACTIONS),
        row -> {
          String target = row.text(Field.TARGET_USER);
          String group = row.text(Field.GROUP);
          String message = row.text(Field.MESSAGE);
          Instant instant = EventTime.instant(row.time());
          Change known = find(row.action(), row.host(), target, group, instant);
          if (known != null) {
            known.evidence().add(row.id());
          } else if (row.time() != EventBatch.ABSENT) {
            List<String> evidence = new ArrayList<>();
            evidence.add(row.id());
            changes.add(
                new Change(
                    row.action(),
                    row.host(),
                    target,
                    group,
                    message == null ? "" : message,
                    new Stamp(instant, row.digits()),
                    evidence));
          }
        });
  }

  private @Nullable Change find(
      Action action, String host, @Nullable String target, @Nullable String group, Instant time) {
    for (int i = changes.size() - 1; i >= 0; i--) {
      Change change = changes.get(i);
      if (Duration.between(change.time().instant(), time).compareTo(ONE_FACT) > 0) {
        return null;
      }
      if (change.action() == action
          && change.host().equals(host)
          && java.util.Objects.equals(change.target(), target)
          && (group == null || change.group() == null || group.equals(change.group()))) {
        return change;
      }
    }
    return null;
  }

  /** All, by time. */
  List<Change> all() {
    return changes;
  }
}
