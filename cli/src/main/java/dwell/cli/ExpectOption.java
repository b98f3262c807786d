package dwell.cli;

import dwell.casefile.CaseFolder;
import dwell.casefile.OpenCase;
import dwell.casefile.Verification;
import dwell.casefile.Verification.Finding;
import dwell.casefile.Verification.Verdict;
import dwell.evidence.ExpectedHashes;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Hashes that the collector wrote down. */
final class ExpectOption {
  @Option(
      names = "--expect",
      paramLabel = "FILE",
      description =
          "Hashes that the collector wrote down (SHA256SUMS, or a table with paths and SHA-256); "
              + "held against what was read.")
  @Nullable Path list;

  /** What the collector wrote down; null where nothing was given. */
  @Nullable ExpectedHashes read() throws IOException {
    Path file = list;
    return file == null ? null : ExpectedHashes.read(file);
  }

  /**
   * Holds what a case was made of against the list, tells loudly what differs, and notes the result
   * in the ledger.
   *
   * @return whether everything that the list names was met and is as it says
   */
  boolean check(CaseFolder folder, ExpectedHashes expected, PrintWriter err) throws IOException {
    List<Finding> findings;
    try (OpenCase openCase = folder.open()) {
      Verification verification = new Verification(openCase);
      verification.expected(expected);
      findings = verification.findings();
    }
    Map<String, Object> details = new LinkedHashMap<>();
    details.put("list", String.valueOf(list));
    for (Verdict verdict : Verdict.values()) {
      details.put(
          verdict.name().toLowerCase(java.util.Locale.ROOT),
          findings.stream().filter(finding -> finding.verdict() == verdict).count());
    }
    Clerk.ledger(folder).append("expect", details);
    boolean good = true;
    for (Finding finding : findings) {
      if (finding.verdict() != Verdict.GOOD) {
        good = false;
        String loud = finding.verdict() == Verdict.WRONG ? "HASH MISMATCH: " : "";
        err.println("dwell: " + loud + PlainText.of(finding.subject()) + ": " + finding.text());
      }
    }
    if (good) {
      err.println("all " + findings.size() + " hashes that the collector wrote down are right");
    }
    err.flush();
    return good;
  }
}
