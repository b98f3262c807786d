package dwell.cli;

import dwell.casefile.EventCursor;
import dwell.casefile.OpenCase;
import dwell.event.Event;
import dwell.export.EventExporter;
import dwell.export.EventStream;
import dwell.export.EventTags;
import dwell.export.ExportTally;
import dwell.export.Exporter;
import dwell.export.Exporters;
import dwell.export.IncidentExporter;
import dwell.incident.Incident;
import dwell.pattern.Catalogue;
import dwell.search.Search;
import dwell.search.ShapeWords;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Events or findings for another tool. */
@Command(
    name = "export",
    description = {
      "Writes events or findings in the form of another tool, to standard output or a file.",
      "",
      "Without a QUERY, every event of the case. How many records were written and left out, and why, "
          + "is told on standard error. --list shows the forms."
    },
    mixinStandardHelpOptions = true,
    usageHelpAutoWidth = true)
final class ExportCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(
      arity = "0..*",
      paramLabel = "QUERY",
      description = "Which events, as dwell search has it.")
  private List<String> query = List.of();

  @Option(
      names = {"-c", "--case"},
      paramLabel = "DIR",
      description = "The folder of the case.")
  private @Nullable Path folder;

  @Option(
      names = "--to",
      paramLabel = "FORM",
      description = "The form; --list shows them all.",
      completionCandidates = Forms.class)
  private @Nullable String form;

  @Option(
      names = {"-o", "--out"},
      paramLabel = "FILE",
      description = "Where to; standard output otherwise. The file is replaced as a whole.")
  private @Nullable Path out;

  @Option(
      names = "--incident",
      description = "Only events that the incident cites: what was done, and what shows it.")
  private boolean incidentOnly;

  @Option(names = "--list", description = "Lists the forms.")
  private boolean list;

  @Option(
      names = {"-q", "--quiet"},
      description = "No count on standard error.")
  private boolean quiet;

  @Mixin private QuestionOptions narrowed;
  @Mixin private RedactOption redact;

  /** The words of {@code --to}, for completion. */
  static final class Forms implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return Exporters.all().stream().map(Exporter::id).iterator();
    }
  }

  @Override
  public Integer call() throws IOException {
    if (list) {
      Table table = new Table("form", "what");
      Exporters.all().forEach(exporter -> table.row(exporter.id(), exporter.description()));
      table.print(spec.commandLine().getOut(), 0);
      spec.commandLine().getOut().flush();
      return ExitCode.DONE;
    }
    Exporter exporter = exporter();
    CaseOption caseOption = new CaseOption();
    caseOption.folder = given(folder, "--case");
    try (OpenCase openCase = caseOption.open()) {
      PrintWriter standard = spec.commandLine().getOut();
      Path file = out;
      ExportTally tally =
          file == null
              ? write(exporter, openCase, standard)
              : WholeFile.write(file, writer -> write(exporter, openCase, writer));
      standard.flush();
      if (!quiet) {
        tell(exporter, tally);
      }
    }
    return ExitCode.DONE;
  }

  private Exporter exporter() {
    String word = given(form, "--to");
    Exporter exporter = Exporters.of(word);
    if (exporter == null) {
      String all = Exporters.all().stream().map(Exporter::id).collect(Collectors.joining(", "));
      throw new ParameterException(
          spec.commandLine(), "There is no form " + word + "; there are " + all);
    }
    boolean asked =
        !query.isEmpty()
            || incidentOnly
            || narrowed.since != null
            || narrowed.until != null
            || !narrowed.hosts.isEmpty();
    if (asked && exporter instanceof IncidentExporter) {
      throw new ParameterException(
          spec.commandLine(),
          word
              + " is made of the incident: it takes no QUERY, --since, --until, --host, --incident");
    }
    return exporter;
  }

  private <T> T given(@Nullable T value, String option) {
    if (value == null) {
      throw new ParameterException(spec.commandLine(), "Missing required option: " + option);
    }
    return value;
  }

  private ExportTally write(Exporter exporter, OpenCase openCase, Writer writer)
      throws IOException {
    return switch (exporter) {
      case IncidentExporter findings ->
          findings.write(IncidentFiles.read(openCase.folder()), redact.redaction()::apply, writer);
      case EventExporter events -> {
        boolean known = Files.exists(openCase.folder().incident());
        EventTags tags =
            known || incidentOnly
                ? EventTags.of(IncidentFiles.read(openCase.folder()))
                : EventTags.NONE;
        yield events.write(stream(openCase), tags, writer);
      }
    };
  }

  private EventStream stream(OpenCase openCase) throws IOException {
    Search search = new Search(openCase, new ShapeWords(Catalogue.builtIn().shapes()));
    EventCursor cursor = search.events(narrowed.question(String.join(" ", query)));
    Set<String> cited =
        incidentOnly ? cited(IncidentFiles.read(openCase.folder())) : new LinkedHashSet<>();
    return () -> {
      while (cursor.advance()) {
        if (!incidentOnly || cited.contains(cursor.id())) {
          Event event = cursor.event();
          return redact.redacted(event);
        }
      }
      return null;
    };
  }

  private static Set<String> cited(Incident incident) {
    return CitedIds.of(incident);
  }

  private void tell(Exporter exporter, ExportTally tally) {
    PrintWriter err = spec.commandLine().getErr();
    err.println(exporter.id() + ": " + tally.written() + " records written");
    tally.leftOut().forEach((why, number) -> err.println("  " + number + " left out " + why));
    err.flush();
  }
}
