package dwell.cli;

import dwell.evidence.Artifact;
import dwell.evidence.ArtifactVisitor;
import dwell.evidence.Compression;
import dwell.evidence.EvidenceSource;
import dwell.evidence.Fault;
import dwell.evidence.HostSurvey;
import dwell.format.FileExplanation;
import dwell.format.LogFormat;
import dwell.format.LogFormats;
import dwell.format.ReadSettings;
import dwell.pattern.Catalogue;
import dwell.record.RecordLimits;
import dwell.time.YearInference;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What can be read, and how one file is understood. */
@Command(
    name = "formats",
    description = {
      "Lists what can be read and how it is recognised: by its content, whatever its name.",
      "With --explain, tells how one file is understood: its format and how surely it is of every "
          + "other, the message shapes met, zone and year, and the rule that decided."
    },
    mixinStandardHelpOptions = true,
    usageHelpAutoWidth = true)
final class FormatsCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = "--explain",
      paramLabel = "FILE",
      description = "A file, or all files of a folder or an archive.")
  private @Nullable Path file;

  @Option(
      names = "--shapes",
      paramLabel = "N",
      description = "So many message shapes of a file; 0 for all. Default: ${DEFAULT-VALUE}")
  private int most = 20;

  @Mixin private EvidenceOptions evidence;
  @Mixin private OutputOptions output;

  private boolean faulty;

  @Override
  public Integer call() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    Path explained = file;
    if (explained == null) {
      Table table = new Table("format", "what it is", "recognised by");
      for (LogFormat format : LogFormats.all()) {
        table.row(format.id(), format.title(), format.recognisedBy());
      }
      output.print(table, out);
      return ExitCode.DONE;
    }
    List<Map<String, Object>> documents = new ArrayList<>();
    for (FileExplanation explanation : explanations(explained)) {
      switch (output.form) {
        case table -> print(explanation, out);
        case json, jsonl, csv -> documents.add(document(explanation));
      }
      faulty |= !explanation.faults().isEmpty();
    }
    switch (output.form) {
      case table -> {}
      case json -> JsonDocument.print(documents, out);
      case jsonl -> JsonDocument.lines(documents, out);
      case csv -> csv(documents, out);
    }
    out.flush();
    return faulty ? ExitCode.INCOMPLETE : ExitCode.DONE;
  }

  private List<FileExplanation> explanations(Path path) throws IOException {
    EvidenceSource source = EvidenceSource.of(path);
    HostSurvey survey = source.survey(evidence.hostOptions());
    survey.faults().forEach(this::tell);
    Catalogue catalogue = Catalogue.load(evidence.catalogues);
    ReadSettings settings =
        new ReadSettings(
            survey,
            survey.clocks(),
            catalogue::matcher,
            evidence.givenPrefix(),
            evidence.givenYear(),
            Instant.now(),
            RecordLimits.DEFAULT);
    List<FileExplanation> explanations = new ArrayList<>();
    source.forEach(
        survey,
        new ArtifactVisitor() {
          @Override
          public void artifact(Artifact artifact) throws IOException {
            explanations.add(FileExplanation.of(artifact, settings));
          }

          @Override
          public void fault(Fault fault) {
            tell(fault);
          }
        });
    return explanations;
  }

  private void tell(Fault fault) {
    faulty = true;
    PrintWriter err = spec.commandLine().getErr();
    err.println("dwell: " + FaultText.of(fault));
    err.flush();
  }

  private void print(FileExplanation file, PrintWriter out) {
    Table facts = new Table(file.path(), "");
    facts.row("format", format(file));
    if (file.compression() != Compression.NONE) {
      facts.row("compression", file.compression().id());
    }
    if (!file.certainties().isEmpty()) {
      facts.row("certainty", certainty(file));
    }
    if (file.format() != null) {
      facts.row("host", file.host().isEmpty() ? "not known" : file.host());
      facts.row(
          "records", file.counts().records() + ", giving " + file.counts().events() + " events");
      facts.row("not understood", file.counts().unknown());
      facts.row("span", span(file));
      facts.row("zone", zone(file));
      facts.row("year", year(file.years()));
      if (file.prefix() != null) {
        facts.row("log_line_prefix", '\'' + file.prefix() + "' (as the lines show it)");
      }
    }
    file.faults().forEach(fault -> facts.row("fault", FaultText.of(fault)));
    facts.print(out, 0);
    if (!file.shapes().isEmpty()) {
      out.println();
      Table shapes = new Table("events", "shape");
      shapes(file).forEach(shape -> shapes.row(shape.events(), shape.shape()));
      shapes.print(out, output.width());
      int left = file.shapes().size() - shapes(file).size();
      if (left > 0) {
        out.println("and " + left + " more shapes; --shapes 0 shows all");
      }
    }
    if (!file.unknown().isEmpty()) {
      out.println();
      Table unknown = new Table("first records that were not understood");
      file.unknown().forEach(unknown::row);
      unknown.print(out, output.width());
    }
    out.println();
  }

  private List<FileExplanation.ShapeCount> shapes(FileExplanation file) {
    return most <= 0 ? file.shapes() : file.shapes().stream().limit(most).toList();
  }

  private static String format(FileExplanation file) {
    LogFormat format = file.format();
    if (format != null) {
      return format.id() + ": " + format.title();
    }
    return switch (file.role()) {
      case LOG -> "none: kept and hashed, not read as a log";
      case SYSTEM -> "none: by its place a part of the system, hashed and not read as a log";
      case OTHER -> "none that is sure enough for a file of that place";
    };
  }

  private static String certainty(FileExplanation file) {
    return file.certainties().stream()
        .map(one -> one.format().id() + " " + one.percent() + " %")
        .collect(Collectors.joining(", "));
  }

  private static String span(FileExplanation file) {
    return file.first() == null ? "no times" : file.first() + " to " + file.last();
  }

  private static String zone(FileExplanation file) {
    String zone = file.clock().zone().getId();
    return switch (file.clock().basis()) {
      case ASSUMED -> zone + ", assumed: no file of the host tells it; --zone gives it";
      case GIVEN -> zone + ", given";
      case HOST -> zone + ", from the host's own files";
      case RECORDED -> zone + ", from the records";
    };
  }

  private static String year(@Nullable YearInference years) {
    return years == null
        ? "stands in the records"
        : years.startYear() + " for the first record, " + years.basis().id() + ": " + years.rule();
  }

  private Map<String, Object> document(FileExplanation file) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("path", file.path());
    map.put("host", file.host());
    LogFormat format = file.format();
    if (format != null) {
      map.put("format", format.id());
    }
    map.put("compression", file.compression().id());
    Map<String, Integer> certainties = new LinkedHashMap<>();
    file.certainties().forEach(one -> certainties.put(one.format().id(), one.percent()));
    map.put("certainty", certainties);
    map.put("records", file.counts().records());
    map.put("events", file.counts().events());
    map.put("unknown", file.counts().unknown());
    put(map, "first", file.first());
    put(map, "last", file.last());
    map.put("zone", file.clock().zone().getId());
    map.put("zoneBasis", file.clock().basis().id());
    YearInference years = file.years();
    if (years != null) {
      map.put("year", years.startYear());
      map.put("yearBasis", years.basis().id());
      map.put("yearRule", years.rule());
    }
    put(map, "prefix", file.prefix());
    Map<String, Long> shapes = new LinkedHashMap<>();
    shapes(file).forEach(shape -> shapes.put(shape.shape(), shape.events()));
    map.put("shapes", shapes);
    map.put("notUnderstood", file.unknown());
    map.put("faults", file.faults().stream().map(FaultText::of).toList());
    return map;
  }

  private static void put(Map<String, Object> map, String key, @Nullable Object value) {
    if (value != null) {
      map.put(key, value.toString());
    }
  }

  private static void csv(List<Map<String, Object>> documents, PrintWriter out) {
    String[] keys = {
      "path",
      "host",
      "format",
      "records",
      "events",
      "unknown",
      "first",
      "last",
      "zone",
      "zoneBasis",
      "year",
      "yearRule"
    };
    Table table = new Table(keys);
    for (Map<String, Object> document : documents) {
      Object[] cells = new Object[keys.length];
      for (int i = 0; i < keys.length; i++) {
        cells[i] = document.getOrDefault(keys[i], "");
      }
      table.row(cells);
    }
    table.csv(out);
  }
}
