package dwell.cli;

import dwell.report.Redaction;
import picocli.CommandLine.Option;

/** Whether passwords are shown. */
final class RedactOption {
  @Option(
      names = "--redact",
      description = "Takes passwords out of commands, statements and URLs that are shown.")
  private boolean redact;

  Redaction redaction() {
    return redact ? Redaction.PASSWORDS : Redaction.NONE;
  }

  /** The text as it may be shown. */
  String apply(String text) {
    return redaction().apply(text);
  }
}
