package dwell.cli;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Evidence into a case. */
@Command(
    name = "ingest",
    description = "Takes evidence into a case; may be repeated to add evidence.",
    mixinStandardHelpOptions = true,
    usageHelpAutoWidth = true)
final class IngestCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(
      arity = "1..*",
      paramLabel = "EVIDENCE",
      description = "A file, a folder or an archive of logs; - for standard input.")
  private List<String> evidence;

  @Mixin private CaseOption caseOption;
  @Mixin private EvidenceOptions options;
  @Mixin private ExpectOption expect;

  @Option(
      names = {"-q", "--quiet"},
      description = "No progress and no summary.")
  private boolean quiet;

  @Override
  public Integer call() throws IOException {
    boolean whole =
        new EvidenceIngest(options, expect, spec.commandLine().getErr(), quiet)
            .run(caseOption.caseFolder(), evidence);
    return whole ? ExitCode.DONE : ExitCode.INCOMPLETE;
  }
}
