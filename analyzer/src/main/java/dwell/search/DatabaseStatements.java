package dwell.search;

import dwell.correlate.Correlation;
import dwell.correlate.Session;
import dwell.correlate.Statement;
import dwell.correlate.TableUse;
import dwell.event.EventJson;
import dwell.incident.Incident;
import dwell.incident.SessionKind;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Database statements, session by session. */
public final class DatabaseStatements {
  private DatabaseStatements() {}

  /**
   * One statement, told by one or several logs.
   *
   * @param session the session's id; empty where no record shows it
   * @param time UTC, as exact as the record; empty where unknown
   * @param client the address or name it came from; empty where unknown
   * @param rows that went to the client; {@code ≤ n} where only a bound is known; empty where
   *     nothing is
   * @param tables that it names
   */
  public record Row(
      String session,
      String time,
      String server,
      String account,
      String client,
      String operation,
      String rows,
      String outcome,
      List<String> tables,
      String text,
      String event) {}

  /** All statements of a case, by session, those of no session last. */
  public static List<Row> of(Correlation correlation, Predicate<Row> wanted) {
    List<Row> rows = new ArrayList<>();
    for (Session session : correlation.sessions()) {
      String ip = session.origin().ip();
      String client = ip != null ? ip : or(session.origin().domain());
      for (Statement statement : session.statements()) {
        rows.add(row(session.id(), session.host(), session.user(), client, statement));
      }
    }
    for (Correlation.OrphanStatement orphan : correlation.orphanStatements()) {
      rows.add(
          row(
              "",
              orphan.account().host(),
              orphan.account().name(),
              or(orphan.sourceIp()),
              orphan.statement()));
    }
    rows.removeIf(wanted.negate());
    return rows;
  }

  /** The statements of the incident alone. */
  public static List<Row> of(Incident incident, Predicate<Row> wanted) {
    List<Row> rows = new ArrayList<>();
    for (Incident.ActorSession session : incident.sessions()) {
      if (session.kind() != SessionKind.DATABASE) {
        continue;
      }
      for (Incident.Query query : session.queries()) {
        rows.add(
            new Row(
                session.id(),
                query.time() == null ? "" : query.time().toString(),
                session.host(),
                or(session.user()),
                or(session.sourceIp()),
                or(query.operation()),
                rows(query.rows()),
                query.error() == null ? query.outcome() : query.outcome() + ' ' + query.error(),
                query.tables(),
                query.text(),
                query.event()));
      }
    }
    rows.removeIf(wanted.negate());
    return rows;
  }

  private static String rows(Incident.@Nullable Rows rows) {
    return rows == null ? "" : rows(rows.known(), rows.atMost());
  }

  private static String rows(@Nullable Long known, @Nullable Long atMost) {
    return known != null ? known.toString() : atMost != null ? "≤ " + atMost : "";
  }

  private static Row row(
      String session, String host, String user, String client, Statement statement) {
    String outcome = statement.outcome().id();
    long atMost = statement.rowsAtMost();
    return new Row(
        session,
        statement.time().instant() == null
            ? ""
            : EventJson.stamp(statement.time().instant(), statement.time().digits()),
        host,
        user,
        client,
        statement.keyword(),
        rows(statement.rows() < 0 ? null : statement.rows(), atMost < 0 ? null : atMost),
        statement.error() == null ? outcome : outcome + ' ' + statement.error(),
        statement.analysis().tables().stream().map(TableUse::qualified).distinct().toList(),
        statement.text(),
        statement.event());
  }

  private static String or(@Nullable String text) {
    return text == null ? "" : text;
  }
}
