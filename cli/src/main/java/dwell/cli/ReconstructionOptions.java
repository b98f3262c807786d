package dwell.cli;

import dwell.report.Redaction;
import dwell.search.TimeArgument;
import dwell.sigma.RuleSet;
import java.io.IOException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How the files that tell an incident are made. */
final class ReconstructionOptions {
  @Option(
      names = "--generated",
      paramLabel = "TIME",
      description =
          "The time of making that is written into the files, so that two runs give the same bytes.")
  @Nullable String generated;

  @Option(
      names = "--redact",
      description = "Takes passwords out of commands, statements and records in the report.")
  boolean redact;

  @Mixin private RulesOption rules;

  /**
   * The Sigma rules to run; null where none are asked for.
   *
   * @throws java.io.IOException where a folder of rules cannot be read
   */
  @Nullable RuleSet rules() throws IOException {
    return rules.given() ? rules.read() : null;
  }

  Instant generated() {
    return generated == null ? Instant.now() : TimeArgument.parse(generated).start();
  }

  Redaction redaction() {
    return redact ? Redaction.PASSWORDS : Redaction.NONE;
  }
}
