package dwell.cli;

import dwell.casefile.OpenCase;
import dwell.incident.CaseReconstruction;
import dwell.search.DatabaseStatements;
import dwell.search.DatabaseStatements.Row;
import dwell.search.Search;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Database statements. */
@Command(
    name = "queries",
    description =
        "Shows database statements by session, each once, also where several logs tell it.",
    mixinStandardHelpOptions = true,
    usageHelpAutoWidth = true)
final class QueriesCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private CaseOption caseOption;
  @Mixin private QuestionOptions narrowed;
  @Mixin private OutputOptions output;
  @Mixin private RedactOption redact;

  @Option(
      names = "--attacker",
      description = "Only the statements of the incident, as it was last reconstructed.")
  private boolean attacker;

  @Override
  public Integer call() throws IOException {
    List<Row> rows;
    Predicate<Row> wanted = wanted(narrowed.question(""));
    if (attacker) {
      rows = DatabaseStatements.of(IncidentFiles.read(caseOption.caseFolder()), wanted);
    } else {
      try (OpenCase openCase = caseOption.open()) {
        rows = DatabaseStatements.of(CaseReconstruction.correlation(openCase), wanted);
      }
    }
    PrintWriter out = spec.commandLine().getOut();
    switch (output.form) {
      case table -> sessions(rows, out);
      case csv -> table(rows).csv(out);
      case json -> JsonDocument.print(maps(rows), out);
      case jsonl -> JsonDocument.lines(maps(rows), out);
    }
    out.flush();
    return ExitCode.DONE;
  }

  private static Predicate<Row> wanted(Search.Question question) {
    Instant since = question.since();
    Instant until = question.until();
    return row -> {
      if (!question.hosts().isEmpty() && !question.hosts().contains(row.server())) {
        return false;
      }
      if (row.time().isEmpty()) {
        return since == null && until == null;
      }
      Instant time = Instant.parse(row.time());
      return (since == null || !time.isBefore(since)) && (until == null || time.isBefore(until));
    };
  }

  private void sessions(List<Row> rows, PrintWriter out) {
    List<Row> session = new ArrayList<>();
    for (Row row : rows) {
      if (!session.isEmpty() && !session.getFirst().session().equals(row.session())) {
        session(session, out);
        session.clear();
      }
      session.add(row);
    }
    if (!session.isEmpty()) {
      session(session, out);
    }
  }

  private void session(List<Row> rows, PrintWriter out) {
    String id = rows.getFirst().session();
    out.println(id.isEmpty() ? "no session" : "session " + id);
    table(rows).print(out, output.width());
    out.println();
  }

  private Table table(List<Row> rows) {
    Table table =
        new Table(
            "time (UTC)",
            "server",
            "account",
            "client",
            "operation",
            "rows",
            "outcome",
            "text",
            "session",
            "id");
    for (Row row : rows) {
      table.row(
          row.time(),
          row.server(),
          row.account(),
          row.client(),
          row.operation(),
          row.rows(),
          row.outcome(),
          redact.apply(row.text()),
          row.session(),
          row.event());
    }
    return table;
  }

  private List<Map<String, Object>> maps(List<Row> rows) {
    List<Map<String, Object>> maps = new ArrayList<>();
    for (Row row : rows) {
      Map<String, Object> map = new LinkedHashMap<>();
      put(map, "session", row.session());
      put(map, "time", row.time());
      put(map, "server", row.server());
      put(map, "account", row.account());
      put(map, "client", row.client());
      put(map, "operation", row.operation());
      put(map, "rows", row.rows());
      put(map, "outcome", row.outcome());
      map.put("tables", row.tables());
      map.put("text", redact.apply(row.text()));
      map.put("event", row.event());
      maps.add(map);
    }
    return maps;
  }

  private static void put(Map<String, Object> map, String key, String value) {
    if (!value.isEmpty()) {
      map.put(key, value);
    }
  }
}
