package dwell.cli;

import dwell.casefile.OpenCase;
import dwell.event.Event;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Events by id, whole, with the bytes that they rest on. */
@Command(
    name = "show",
    description = "Shows events by id, whole, with the record's own bytes.",
    mixinStandardHelpOptions = true,
    usageHelpAutoWidth = true)
final class ShowCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(
      arity = "1..*",
      paramLabel = "ID",
      description = "An event's id; - reads ids from standard input, one a line.")
  private List<String> ids;

  @Mixin private CaseOption caseOption;
  @Mixin private OutputOptions output;
  @Mixin private RedactOption redact;

  @Override
  public Integer call() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    boolean missing = false;
    try (OpenCase openCase = caseOption.open()) {
      List<String> wanted = wanted();
      List<Event> found = new ArrayList<>();
      int at = 0;
      for (Event event : openCase.events(wanted)) {
        if (event == null) {
          missing = true;
          spec.commandLine()
              .getErr()
              .println("dwell: the case has no event " + PlainText.of(wanted.get(at)));
        } else if (output.form == OutputOptions.Form.table) {
          whole(event, openCase.record(event), out);
        } else {
          found.add(event);
        }
        at++;
      }
      if (output.form != OutputOptions.Form.table) {
        EventTable.print(found, output, redact.redaction(), out);
      }
    }
    out.flush();
    return missing ? ExitCode.INCOMPLETE : ExitCode.DONE;
  }

  private List<String> wanted() throws IOException {
    List<String> wanted = new ArrayList<>();
    for (String id : ids) {
      if (id.equals("-")) {
        BufferedReader in =
            new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
          if (!line.isBlank()) {
            wanted.add(line.strip());
          }
        }
      } else {
        wanted.add(id);
      }
    }
    return wanted;
  }

  private void whole(Event event, byte[] record, PrintWriter out) {
    Table table = new Table(event.id(), "");
    EventPairs.of(redact.redacted(event)).forEach(table::row);
    table.print(out, 0);
    out.println();
    out.println("record:");
    for (String line : redact.apply(new String(record, StandardCharsets.UTF_8)).split("\n", -1)) {
      out.println("  " + PlainText.of(line));
    }
    out.println();
  }
}
