package dwell.cli;

import dwell.casefile.OpenCase;
import dwell.sigma.RuleSet;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The incident again, after new evidence or new facts. */
@Command(
    name = "reconstruct",
    description = "Reconstructs the incident again, after mark or new evidence.",
    mixinStandardHelpOptions = true,
    usageHelpAutoWidth = true)
final class ReconstructCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Mixin private CaseOption caseOption;
  @Mixin private ReconstructionOptions options;

  @Override
  public Integer call() throws IOException {
    RuleSet rules = options.rules();
    try (OpenCase openCase = caseOption.open()) {
      VerdictText.print(
          IncidentFiles.reconstruct(
              openCase,
              options.generated(),
              options.redaction(),
              rules,
              spec.commandLine().getErr()),
          spec.commandLine().getOut());
    }
    return ExitCode.DONE;
  }
}
