package dwell.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Evidence into a case. */
@Command(
    name = "ingest",
    description = "Takes evidence into a case; may be repeated to add evidence.",
    mixinStandardHelpOptions = true,
    usageHelpAutoWidth = true)
final class IngestCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Mixin private CaseOption caseOption;
  @Mixin private IngestArguments arguments;

  @Override
  public Integer call() throws IOException {
    boolean whole =
        new EvidenceIngest(arguments, spec.commandLine().getErr()).run(caseOption.caseFolder());
    return whole ? ExitCode.DONE : ExitCode.INCOMPLETE;
  }
}
