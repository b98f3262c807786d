package dwell.cli;

import dwell.search.IncidentTimeline;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The incident, line by line. */
@Command(
    name = "timeline",
    description =
        "Shows the incident's events in time order, as it was last reconstructed: contacts, "
            + "logins, commands, statements, phases, back doors, what left, detection, eviction.",
    mixinStandardHelpOptions = true,
    usageHelpAutoWidth = true)
final class TimelineCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private CaseOption caseOption;
  @Mixin private OutputOptions output;
  @Mixin private RedactOption redact;

  @Override
  public Integer call() throws IOException {
    Table table = new Table("time (UTC)", "host", "who", "what", "text", "id");
    for (IncidentTimeline.Line line :
        IncidentTimeline.of(IncidentFiles.read(caseOption.caseFolder()))) {
      table.row(
          line.time(),
          line.host(),
          line.who(),
          line.what(),
          redact.apply(line.text()),
          line.event());
    }
    output.print(table, spec.commandLine().getOut());
    return ExitCode.DONE;
  }
}
