package dwell.cli;

import dwell.casefile.CaseFolder;
import dwell.casefile.OpenCase;
import dwell.sigma.RuleSet;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The main job, whole. */
@Command(
    name = "analyze",
    description = {
      "Takes evidence into a case, reconstructs the incident, and writes incident.json and report.html.",
      "",
      "EVIDENCE is a file, a folder (a mounted disk image, a collection, a pile of logs) or an archive. "
          + "It is never written to."
    },
    mixinStandardHelpOptions = true,
    usageHelpAutoWidth = true)
final class AnalyzeCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Mixin private CaseOption caseOption;
  @Mixin private IngestArguments arguments;
  @Mixin private ReconstructionOptions reconstruction;

  @Override
  public Integer call() throws IOException {
    PrintWriter err = spec.commandLine().getErr();
    CaseFolder folder = caseOption.caseFolder();
    // Read first: rules that are not there should not cost a pass over the evidence.
    RuleSet rules = reconstruction.rules();
    boolean whole = new EvidenceIngest(arguments, err).run(folder);
    try (OpenCase openCase = folder.open()) {
      VerdictText.print(
          IncidentFiles.reconstruct(
              openCase, reconstruction.generated(), reconstruction.redaction(), rules, err),
          spec.commandLine().getOut());
    }
    if (!arguments.quiet) {
      err.println("incident " + folder.incident());
      err.println("report   " + folder.report());
      err.flush();
    }
    return whole ? ExitCode.DONE : ExitCode.INCOMPLETE;
  }
}
