package dwell.correlate;

import dwell.event.Outcome;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A database statement while its witnesses are gathered. Mutable. */
final class StatementDraft {
  String text;
  String keyword;
  @Nullable String namespace;
  Outcome outcome = Outcome.UNKNOWN;
  @Nullable String error;
  long rows = -1;
  long count = 1;
  final Stamp start = new Stamp();

  /** Nanoseconds since the epoch of the last witness. */
  long last;

  /** Which logs tell it: a log tells each statement once. */
  final Set<String> tellers = new HashSet<>();

  final Evidence evidence = new Evidence();

  StatementDraft(String text, String keyword) {
    this.text = text;
    this.keyword = keyword;
  }

  Statement build(SqlAnalyzer sql, String system, @Nullable String sessionNamespace) {
    String database = namespace == null ? sessionNamespace : namespace;
    return new Statement(
        start.moment(),
        text,
        keyword,
        database,
        outcome,
        error,
        rows,
        sql.analyze(text, system, database),
        count,
        evidence.ids());
  }
}
