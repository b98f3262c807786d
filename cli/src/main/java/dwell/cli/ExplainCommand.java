package dwell.cli;

import dwell.casefile.OpenCase;
import dwell.event.Event;
import dwell.incident.Incident;
import dwell.search.Explanation;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Why something is in the incident. */
@Command(
    name = "explain",
    description =
        "Tells why an address, account, session, command or statement is in the incident: the "
            + "reason, how sure it is, what speaks against it, and the records it rests on.",
    mixinStandardHelpOptions = true,
    usageHelpAutoWidth = true)
final class ExplainCommand implements Callable<Integer> {
  private static final int RECORDS = 20;

  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "ID",
      description =
          "An address; an account as NAME, NAME@HOST or HOST/NAME; the id of an actor, a session, "
              + "an event or a detection.")
  private String id;

  @Mixin private CaseOption caseOption;
  @Mixin private OutputOptions output;
  @Mixin private RedactOption redact;

  @Override
  public Integer call() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    Incident incident = IncidentFiles.read(caseOption.caseFolder());
    List<Explanation> explanations = Explanation.of(incident, id);
    if (explanations.isEmpty()) {
      err.println("dwell: nothing of the incident is called " + PlainText.of(id));
      incident.background().top().stream()
          .filter(address -> address.ip().equals(id))
          .forEach(address ->
              err.println(
                  "dwell: "
                      + PlainText.of(id)
                      + " made "
                      + address.attempts()
                      + " attempts that came to nothing, and nothing ties it to the incident"));
      err.flush();
      return ExitCode.INCOMPLETE;
    }
    switch (output.form) {
      case json -> JsonDocument.print(maps(explanations), out);
      case jsonl -> JsonDocument.lines(maps(explanations), out);
      case csv -> table(explanations).csv(out);
      case table -> print(explanations, out);
    }
    out.flush();
    return ExitCode.DONE;
  }

  private void print(List<Explanation> explanations, PrintWriter out) throws IOException {
    try (OpenCase openCase = caseOption.open()) {
      for (Explanation explanation : explanations) {
        out.println(PlainText.of(redact.apply(explanation.subject())));
        String confidence =
            explanation.confidence() == null ? "" : " (" + explanation.confidence().id() + ")";
        out.println("  because " + PlainText.of(redact.apply(explanation.why())) + confidence);
        for (String against : explanation.against()) {
          out.println("  against " + PlainText.of(redact.apply(against)));
        }
        List<String> facts =
            explanation.evidence().stream().filter(one -> one.startsWith("fact:")).toList();
        facts.forEach(fact -> out.println("  said    " + PlainText.of(fact)));
        records(openCase, Explanation.events(List.of(explanation)), out);
        out.println();
      }
    }
  }

  private void records(OpenCase openCase, List<String> events, PrintWriter out) throws IOException {
    int left = events.size() - RECORDS;
    List<String> shown = left > 0 ? events.subList(0, RECORDS) : events;
    int at = 0;
    for (Event event : openCase.events(shown)) {
      String cited = shown.get(at++);
      if (event == null) {
        out.println("  record  " + PlainText.of(cited) + ": not in the case");
        continue;
      }
      String record =
          new String(openCase.record(event), java.nio.charset.StandardCharsets.UTF_8)
              .stripTrailing();
      out.println(
          "  record  "
              + cited
              + "  "
              + PlainText.of(event.place().path())
              + ": "
              + PlainText.cut(PlainText.of(redact.apply(record)), 400));
    }
    if (left > 0) {
      out.println("  and " + left + " more; --output json has the ids of all");
    }
  }

  private Table table(List<Explanation> explanations) {
    Table table = new Table("subject", "why", "confidence", "against", "evidence");
    for (Explanation explanation : explanations) {
      table.row(
          redact.apply(explanation.subject()),
          redact.apply(explanation.why()),
          explanation.confidence() == null ? "" : explanation.confidence().id(),
          String.join("; ", explanation.against()),
          String.join(" ", explanation.evidence()));
    }
    return table;
  }

  private List<Map<String, Object>> maps(List<Explanation> explanations) {
    List<Map<String, Object>> maps = new ArrayList<>();
    for (Explanation explanation : explanations) {
      Map<String, Object> map = new LinkedHashMap<>();
      map.put("subject", redact.apply(explanation.subject()));
      map.put("why", redact.apply(explanation.why()));
      if (explanation.confidence() != null) {
        map.put("confidence", explanation.confidence().id());
      }
      map.put("against", explanation.against());
      map.put("evidence", explanation.evidence());
      maps.add(map);
    }
    return maps;
  }
}
