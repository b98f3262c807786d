package dwell.cli;

import dwell.casefile.CaseFolder;
import dwell.casefile.OpenCase;
import dwell.casefile.Verification;
import dwell.casefile.Verification.Finding;
import dwell.casefile.Verification.Verdict;
import dwell.evidence.EvidenceSource;
import dwell.evidence.ExpectedHashes;
import dwell.search.CitedRecords;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Whether the case, and the evidence, still are what they were. */
@Command(
    name = "verify",
    description = {
      "Checks the custody ledger's chain, reads the kept bytes and every cited record again, and, "
          + "given the evidence, hashes it again and compares.",
      "Shows what is not good; --all shows every check. Ends with 1 where anything is not good."
    },
    mixinStandardHelpOptions = true,
    usageHelpAutoWidth = true)
final class VerifyCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(
      arity = "0..*",
      paramLabel = "EVIDENCE",
      description = "The evidence that the case was made of.")
  private List<Path> evidence = List.of();

  @Mixin private CaseOption caseOption;
  @Mixin private OutputOptions output;

  @Option(
      names = "--expect",
      paramLabel = "FILE",
      description =
          "Hashes that the collector wrote down (SHA256SUMS, or a table with paths and SHA-256); "
              + "held against the evidence, or, without it, against the case's manifest.")
  private @Nullable Path expect;

  @Option(names = "--all", description = "Also what is good.")
  private boolean all;

  @Override
  public Integer call() throws IOException {
    CaseFolder folder = caseOption.caseFolder();
    Path list = expect;
    ExpectedHashes expected = list == null ? ExpectedHashes.none() : ExpectedHashes.read(list);
    List<EvidenceSource> sources = new ArrayList<>();
    for (Path path : evidence) {
      sources.add(EvidenceSource.of(path));
    }
    List<Finding> findings;
    try (OpenCase openCase = folder.open()) {
      Verification verification = new Verification(openCase);
      verification.custody(Clerk.ledger(folder));
      verification.kept();
      if (!sources.isEmpty()) {
        verification.evidence(sources, expected);
      } else if (list != null) {
        verification.expected(expected);
      }
      CitedRecords.check(openCase).forEach(verification::add);
      findings = verification.findings();
    }
    print(findings);
    boolean good = findings.stream().allMatch(this::good);
    tell(findings, good);
    return good ? ExitCode.DONE : ExitCode.INCOMPLETE;
  }

  /** A case that was only ingested cites nothing: that alone is no reason to warn. */
  private boolean good(Finding finding) {
    return finding.verdict() == Verdict.GOOD
        || finding.verdict() == Verdict.UNCHECKED && finding.check().equals("cited");
  }

  private void print(List<Finding> findings) {
    Table table = new Table("check", "verdict", "subject", "what");
    for (Finding finding : findings) {
      // A check of the case as a whole is shown in any case; the many of single files are not.
      if (all || finding.subject().isEmpty() || finding.verdict() != Verdict.GOOD) {
        table.row(finding.check(), finding.verdict().id(), finding.subject(), finding.text());
      }
    }
    Map<String, Integer> good = new LinkedHashMap<>();
    for (Finding finding : findings) {
      if (!finding.subject().isEmpty() && finding.verdict() == Verdict.GOOD) {
        good.merge(finding.check(), 1, Integer::sum);
      }
    }
    if (!all) {
      good.forEach((check, files) -> table.row(check, Verdict.GOOD.id(), "", files + " files"));
    }
    output.print(table, spec.commandLine().getOut());
  }

  private void tell(List<Finding> findings, boolean good) {
    PrintWriter err = spec.commandLine().getErr();
    long wrong = findings.stream().filter(f -> f.verdict() == Verdict.WRONG).count();
    if (wrong > 0) {
      err.println("dwell: VERIFICATION FAILED: " + wrong + " checks are wrong");
    } else if (!good) {
      err.println("dwell: not everything could be checked");
    }
    err.flush();
  }
}
