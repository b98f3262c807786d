package dwell.cli;

import dwell.casefile.OpenCase;
import dwell.report.Audience;
import dwell.report.EmptyPhrases;
import dwell.report.EvidenceNames;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Iterator;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** A report for one kind of reader. */
@Command(
    name = "report",
    description = "Writes the report for one kind of reader, and prints its path.",
    mixinStandardHelpOptions = true,
    usageHelpAutoWidth = true)
final class ReportCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Mixin private CaseOption caseOption;

  @Option(
      names = "--audience",
      paramLabel = "READER",
      description = {
        "ic: the incident commander, everything. internal: an overview without detail.",
        "legal: findings with exhibits, hashes, the ledger. external: a draft of a public statement.",
        "Default: ${DEFAULT-VALUE}"
      },
      completionCandidates = Readers.class)
  private String audience = Audience.IC.id();

  @Option(
      names = {"-o", "--out"},
      paramLabel = "FILE",
      description = "Where to; reports/READER.html of the case otherwise.")
  private @Nullable Path out;

  @Option(
      names = "--redact",
      description = "Takes passwords out of commands, statements and records.")
  private boolean redact;

  @Option(
      names = "--check",
      paramLabel = "FILE",
      description =
          "Writes no report: looks in a finished statement, as text, for names of the evidence and "
              + "for phrases that say nothing. Ends with 1 where it has any.")
  private @Nullable Path statement;

  /** The words of {@code --audience}, for completion. */
  static final class Readers implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return Arrays.stream(Audience.values()).map(Audience::id).iterator();
    }
  }

  @Override
  public Integer call() throws IOException {
    Audience reader = audience();
    Path finished = statement;
    if (finished != null) {
      return check(finished);
    }
    try (OpenCase openCase = caseOption.open()) {
      Path file = out != null ? out : openCase.folder().reports().resolve(reader.id() + ".html");
      IncidentFiles.report(
          openCase,
          IncidentFiles.read(openCase.folder()),
          reader,
          file,
          redact ? dwell.report.Redaction.PASSWORDS : dwell.report.Redaction.NONE);
      spec.commandLine().getOut().println(file);
      spec.commandLine().getOut().flush();
    }
    return ExitCode.DONE;
  }

  private int check(Path finished) throws IOException {
    EvidenceNames names = EvidenceNames.of(IncidentFiles.read(caseOption.caseFolder()));
    String text = Files.readString(finished);
    Table table = new Table("what", "found", "why");
    for (String name : names.in(text)) {
      table.row(names.kinds().getOrDefault(name, "name"), name, "a name of the evidence");
    }
    for (String phrase : EmptyPhrases.in(text)) {
      table.row("phrase", phrase, "says nothing");
    }
    if (table.isEmpty()) {
      return ExitCode.DONE;
    }
    table.print(spec.commandLine().getOut(), 0);
    spec.commandLine().getOut().flush();
    return ExitCode.INCOMPLETE;
  }

  private Audience audience() {
    return Arrays.stream(Audience.values())
        .filter(a -> a.id().equals(audience))
        .findFirst()
        .orElseThrow(() ->
            new ParameterException(
                spec.commandLine(),
                "There is no report for "
                    + audience
                    + "; there is one for "
                    + Arrays.stream(Audience.values())
                        .map(Audience::id)
                        .collect(Collectors.joining(", "))));
  }
}
