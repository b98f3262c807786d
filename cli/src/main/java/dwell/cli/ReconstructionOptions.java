package dwell.cli;

import dwell.report.Redaction;
import dwell.search.TimeArgument;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
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

  Instant generated() {
    return generated == null ? Instant.now() : TimeArgument.parse(generated).start();
  }

  Redaction redaction() {
    return redact ? Redaction.PASSWORDS : Redaction.NONE;
  }
}
