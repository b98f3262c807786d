package dwell.cli;

import dwell.export.ContainmentCommands;
import dwell.incident.Incident;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What would contain the incident, as commands to review. */
@Command(
    name = "containment",
    description = {
      "Writes the commands that would contain the incident: block, end, lock, move aside, isolate, rotate.",
      "",
      "They are for review. dwell runs none of them, and what is written refuses to run as a whole."
    },
    mixinStandardHelpOptions = true,
    usageHelpAutoWidth = true)
final class ContainmentCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Mixin private CaseOption caseOption;

  @Option(
      names = {"-o", "--out"},
      paramLabel = "FILE",
      description = "Where to; standard output otherwise.")
  private @Nullable Path out;

  @Override
  public Integer call() throws IOException {
    Incident incident = IncidentFiles.read(caseOption.caseFolder());
    Path file = out;
    if (file == null) {
      ContainmentCommands.write(incident, spec.commandLine().getOut());
    } else {
      WholeFile.write(
          file,
          writer -> {
            ContainmentCommands.write(incident, writer);
            return file;
          });
    }
    return ExitCode.DONE;
  }
}
