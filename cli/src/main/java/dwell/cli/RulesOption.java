package dwell.cli;

import dwell.sigma.RuleFiles;
import dwell.sigma.RuleRefusal;
import dwell.sigma.RuleSet;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine.Option;

/** Which Sigma rules are run beside dwell's own detections. */
final class RulesOption {
  /** So many rules that cannot be run are told; {@code dwell detections} tells all of them. */
  private static final int TOLD = 20;

  @Option(
      names = "--rules",
      paramLabel = "DIR",
      description =
          "A folder of Sigma rules (or one file) to run too; may be repeated. "
              + "'shipped' stands for the rules that come with dwell.")
  List<String> folders = List.of();

  boolean given() {
    return !folders.isEmpty();
  }

  RuleSet read() throws IOException {
    return RuleFiles.read(folders);
  }

  /** Tells which of them cannot be run, and why. */
  static void tell(RuleSet rules, PrintWriter err) {
    List<RuleRefusal> refusals = rules.refusals();
    refusals.stream()
        .limit(TOLD)
        .forEach(refusal ->
            err.println(
                "dwell: rule "
                    + PlainText.of(refusal.file())
                    + " cannot be run: "
                    + PlainText.of(refusal.reason())));
    if (refusals.size() > TOLD) {
      err.println(
          "dwell: "
              + (refusals.size() - TOLD)
              + " more rules cannot be run; dwell detections --rules tells why");
    }
    count(rules, err);
  }

  /** Tells how many of them can be run. */
  static void count(RuleSet rules, PrintWriter err) {
    err.println(
        "dwell: "
            + rules.runnable().size()
            + " Sigma rules can be run, "
            + rules.refusals().size()
            + " cannot");
    err.flush();
  }
}
