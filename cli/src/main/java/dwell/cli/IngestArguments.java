package dwell.cli;

import java.util.List;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What every command that takes evidence into a case is given. */
final class IngestArguments {
  @Parameters(
      arity = "1..*",
      paramLabel = "EVIDENCE",
      description = "A file, a folder or an archive of logs; - for standard input.")
  List<String> evidence = List.of();

  @Mixin EvidenceOptions options = new EvidenceOptions();
  @Mixin ExpectOption expect = new ExpectOption();

  @Option(
      names = {"-q", "--quiet"},
      description = "No progress and no summary.")
  boolean quiet;
}
