package dwell.cli;

import dwell.casefile.CaseFolder;
import dwell.casefile.Facts;
import dwell.casefile.Ingest;
import dwell.casefile.IngestOptions;
import dwell.casefile.IngestSummary;
import dwell.event.Dataset;
import dwell.evidence.EvidenceSource;
import dwell.evidence.ExpectedHashes;
import dwell.evidence.HostOptions;
import dwell.pattern.Catalogue;
import dwell.record.RecordLimits;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Takes evidence into a case and tells on standard error what came of it. */
final class EvidenceIngest {
  private final EvidenceOptions options;
  private final ExpectOption expect;
  private final List<String> paths;
  private final PrintWriter err;
  private final boolean quiet;

  EvidenceIngest(IngestArguments arguments, PrintWriter err) {
    options = arguments.options;
    expect = arguments.expect;
    paths = arguments.evidence;
    quiet = arguments.quiet;
    this.err = err;
  }

  /** Whether all of it could be read, and is what the collector wrote down. */
  boolean run(CaseFolder folder) throws IOException {
    // Read first: a list that is none should not cost a pass over the evidence.
    ExpectedHashes expected = expect.read();
    Catalogue catalogue = Catalogue.load(options.catalogues);
    List<EvidenceSource> evidence = new ArrayList<>();
    for (String path : paths) {
      evidence.add(
          path.equals("-") ? EvidenceSource.of("-", System.in) : EvidenceSource.of(Path.of(path)));
    }
    IngestOptions ingest =
        new IngestOptions(
            hosts(folder),
            catalogue::matcher,
            options.givenPrefix(),
            options.givenYear(),
            RecordLimits.DEFAULT,
            Runtime.getRuntime().availableProcessors(),
            Clock.systemUTC(),
            Clerk.user(),
            ToolIdentity.of(catalogue),
            given());
    boolean terminal = !quiet && System.console() != null && System.console().isTerminal();
    IngestSummary summary;
    try (ProgressLine progress = new ProgressLine(err, terminal, total(paths))) {
      summary = Ingest.run(folder, evidence, ingest, progress);
    }
    tell(summary);
    boolean right = expected == null || expect.check(folder, expected, err);
    return right && summary.faults().isEmpty();
  }

  /** What the analyst says of the hosts: now, else in the case's facts. */
  private HostOptions hosts(CaseFolder folder) throws IOException {
    HostOptions given = options.hostOptions();
    Map<String, ZoneId> zones = new HashMap<>();
    for (Facts.Fact fact : Facts.read(folder.facts()).of(Facts.Kind.ZONE)) {
      int equals = fact.value().indexOf('=');
      zones.put(fact.value().substring(0, equals), ZoneId.of(fact.value().substring(equals + 1)));
    }
    zones.putAll(given.zones());
    return new HostOptions(given.hosts(), zones, given.zone());
  }

  /** Bytes of the evidence as stored, or -1 where a part of it is no file of its own. */
  static long total(List<String> paths) throws IOException {
    long total = 0;
    for (String path : paths) {
      if (path.equals("-") || !Files.isRegularFile(Path.of(path))) {
        return -1;
      }
      total += Files.size(Path.of(path));
    }
    return total;
  }

  private Map<String, String> given() {
    Map<String, String> given = new TreeMap<>();
    given.put("evidence", String.join(" ", paths));
    if (!options.zones.isEmpty()) {
      given.put("zone", String.join(" ", options.zones));
    }
    if (expect.list != null) {
      given.put("expect", expect.list.toString());
    }
    if (!options.hosts.isEmpty()) {
      given.put("host", String.join(" ", options.hosts));
    }
    options.givenYear().ifPresent(year -> given.put("year", Integer.toString(year)));
    options.givenPrefix().ifPresent(prefix -> given.put("prefix", prefix));
    return given;
  }

  private void tell(IngestSummary summary) {
    FaultText.print(summary.faults(), err);
    for (String path : summary.already()) {
      err.println("dwell: " + PlainText.of(path) + ": the case has it already; not counted again");
    }
    summary
        .counted()
        .forEach((path, by) ->
            err.println(
                "dwell: "
                    + PlainText.of(path)
                    + ": its records are those of "
                    + PlainText.of(by)
                    + "; counted once"));
    if (!quiet) {
      double seconds = Math.max(0.001, summary.duration().toMillis() / 1000.0);
      err.printf(
          Locale.ROOT,
          "%,d files, %,d of them logs, %s in %.1f s: %,d events, %,d not understood%n",
          summary.artifacts(),
          summary.logs(),
          ProgressLine.size(summary.bytes()),
          seconds,
          summary.events(),
          summary.unknown());
      err.println("  " + datasets(summary.datasets()));
      err.println("custody ledger head " + summary.ledgerHead());
    }
    err.flush();
  }

  private static String datasets(Map<Dataset, Long> datasets) {
    return datasets.entrySet().stream()
        .filter(entry -> entry.getValue() > 0)
        .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
        .map(entry -> String.format(Locale.ROOT, "%s %,d", entry.getKey().id(), entry.getValue()))
        .collect(Collectors.joining(" · "));
  }
}
