package dwell.cli;

import dwell.casefile.OpenCase;
import dwell.report.Audience;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** A report for one kind of reader. */
@Command(
    name = "report",
    description = "Writes the report for one kind of reader, and prints its path.",
    mixinStandardHelpOptions = true,
    usageHelpAutoWidth = true)
final class ReportCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Mixin private CaseOption caseOption;

  @Option(
      names = "--audience",
      paramLabel = "READER",
      description = "ic: the incident commander. Default: ${DEFAULT-VALUE}")
  private String audience = Audience.IC.id();

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "Where to; reports/READER.html of the case otherwise.")
  private @Nullable Path out;

  @Option(
      names = "--redact",
      description = "Takes passwords out of commands, statements and records.")
  private boolean redact;

  @Override
  public Integer call() throws IOException {
    Audience reader = audience();
    try (OpenCase openCase = caseOption.open()) {
      Path file = out != null ? out : openCase.folder().reports().resolve(reader.id() + ".html");
      IncidentFiles.report(
          openCase,
          IncidentFiles.read(openCase.folder()),
          reader,
          file,
          redact ? dwell.report.Redaction.PASSWORDS : dwell.report.Redaction.NONE);
      spec.commandLine().getOut().println(file);
      spec.commandLine().getOut().flush();
    }
    return ExitCode.DONE;
  }

  private Audience audience() {
    return Arrays.stream(Audience.values())
        .filter(a -> a.id().equals(audience))
        .findFirst()
        .orElseThrow(() ->
            new ParameterException(
                spec.commandLine(),
                "There is no report for "
                    + audience
                    + "; there is one for "
                    + Arrays.stream(Audience.values())
                        .map(Audience::id)
                        .collect(Collectors.joining(", "))));
  }
}
