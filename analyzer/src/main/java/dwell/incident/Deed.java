package dwell.incident;

import dwell.correlate.Command;
import dwell.correlate.Statement;
import dwell.detect.Act;
import dwell.detect.ActKind;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An act with who did it where and the record that tells.
 *
 * @param session the id of its session
 * @param user the account whose rights it used
 * @param time null where no record tells; then {@code notBefore} and {@code notAfter} may bound it
 * @param failed whether a record says that it did not succeed
 */
record Deed(
    Act act,
    String session,
    String host,
    String user,
    @Nullable Stamp time,
    @Nullable Instant notBefore,
    @Nullable Instant notAfter,
    boolean failed,
    List<String> evidence) {

  static Deed of(Act act, String session, String host, Command command) {
    return new Deed(
        act,
        session,
        host,
        command.as(),
        Times.stamp(command.time()),
        command.time().notBefore(),
        command.time().notAfter(),
        command.outcome() == dwell.event.Outcome.FAILURE,
        command.evidence());
  }

  static Deed of(Act act, String session, String host, String user, Statement statement) {
    return new Deed(
        act,
        session,
        host,
        user,
        Times.stamp(statement.time()),
        statement.time().notBefore(),
        statement.time().notAfter(),
        statement.outcome() == dwell.event.Outcome.FAILURE,
        statement.evidence());
  }

  ActKind kind() {
    return act.kind();
  }

  /** The time, or the earliest it can have been; null where nothing is known. */
  @Nullable Instant earliest() {
    return time != null ? time.instant() : notBefore;
  }

  /** The id of the record that tells it first. */
  String event() {
    return evidence.getFirst();
  }
}
