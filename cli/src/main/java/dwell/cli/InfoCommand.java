package dwell.cli;

import dwell.casefile.CaseDescription;
import dwell.casefile.CaseFolder;
import dwell.casefile.EventFilter;
import dwell.casefile.Facts;
import dwell.casefile.Manifest;
import dwell.casefile.OpenCase;
import dwell.event.Dataset;
import dwell.evidence.ArtifactReport;
import dwell.evidence.Compression;
import dwell.evidence.Fault;
import dwell.evidence.HostProfile;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What a case holds. */
@Command(
    name = "info",
    description = {
      "Shows what the case holds: hosts with their zone, sources with format, span and counts, "
          + "faults, facts, and the custody ledger's head.",
      "jsonl and csv give the sources alone, json gives all in one document."
    },
    mixinStandardHelpOptions = true,
    usageHelpAutoWidth = true)
final class InfoCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private CaseOption caseOption;
  @Mixin private OutputOptions output;

  @Option(
      names = "--all",
      description = "Also the files that were kept, but are no log: settings, links, archives.")
  private boolean all;

  @Override
  public Integer call() throws IOException {
    CaseFolder folder = caseOption.caseFolder();
    CaseDescription description = CaseDescription.read(folder.description());
    Facts facts = Facts.read(folder.facts());
    String head = Clerk.ledger(folder).head();
    try (OpenCase openCase = folder.open()) {
      PrintWriter out = spec.commandLine().getOut();
      switch (output.form) {
        case table -> print(openCase, description, facts, head, out);
        case csv -> sources(openCase).csv(out);
        case jsonl -> JsonDocument.lines(sourceMaps(openCase), out);
        case json -> JsonDocument.print(document(openCase, description, facts, head), out);
      }
      out.flush();
    }
    return ExitCode.DONE;
  }

  private void print(
      OpenCase openCase, CaseDescription description, Facts facts, String head, PrintWriter out)
      throws IOException {
    int width = output.width();
    out.println("HOSTS");
    hosts(openCase, description).print(out, width);
    out.println();
    out.println("SOURCES");
    sources(openCase).print(out, width);
    Table faults = faults(openCase);
    if (!faults.isEmpty()) {
      out.println();
      out.println("FAULTS");
      faults.print(out, width);
    }
    out.println();
    out.println("EVENTS");
    Table counts = new Table("dataset", "events");
    datasets(openCase).forEach(counts::row);
    counts.row("all", openCase.count(EventFilter.ALL));
    counts.print(out, width);
    if (!facts.all().isEmpty()) {
      out.println();
      out.println("FACTS");
      MarkCommand.table(facts).print(out, width);
    }
    out.println();
    out.println(
        PlainText.of("made by " + description.tool().name() + " " + description.tool().version()));
    out.println("manifest SHA-256  " + openCase.manifest().sha256());
    out.println("ledger head       " + head);
  }

  private static Table hosts(OpenCase openCase, CaseDescription description) throws IOException {
    Table table = new Table("host", "zone", "basis", "told by", "addresses", "system", "events");
    for (HostProfile host : description.hosts().values()) {
      table.row(
          host.name(),
          host.zone() == null ? "UTC" : host.zone(),
          basis(host),
          host.zoneSource() == null ? "" : host.zoneSource(),
          String.join(" ", host.addresses()),
          host.os() == null ? "" : host.os(),
          events(openCase, host.name()));
    }
    long nobodys = events(openCase, "");
    if (nobodys > 0 || description.hosts().isEmpty()) {
      table.row("(not known)", "", "", "", "", "", nobodys);
    }
    return table;
  }

  private static String basis(HostProfile host) {
    return host.zoneBasis() == null ? "assumed" : host.zoneBasis().id();
  }

  /** The events told by the host's files, each once. */
  private static long events(OpenCase openCase, String host) {
    return openCase.manifest().entries().stream()
        .filter(entry -> entry.countedIn() == null && entry.report().host().equals(host))
        .mapToLong(entry -> entry.report().events())
        .sum();
  }

  private Table sources(OpenCase openCase) {
    Table table =
        new Table(
            "host", "path", "format", "first", "last", "records", "events", "unknown", "faults",
            "same as");
    for (Manifest.Entry entry : shown(openCase)) {
      ArtifactReport report = entry.report();
      table.row(
          report.host(),
          report.path(),
          format(report),
          or(report.first()),
          or(report.last()),
          report.records(),
          report.events(),
          report.unknown(),
          report.faults().isEmpty() ? "" : report.faults().size(),
          or(sameAs(openCase, entry)));
    }
    return table;
  }

  private List<Manifest.Entry> shown(OpenCase openCase) {
    return openCase.manifest().entries().stream()
        .filter(
            entry -> all || entry.report().format() != null || !entry.report().faults().isEmpty())
        .toList();
  }

  private static String format(ArtifactReport report) {
    if (report.link() != null) {
      return "link to " + report.link();
    }
    String format = report.format() == null ? "(no log)" : report.format();
    return report.compression() == Compression.NONE
        ? format
        : format + ", " + report.compression().id();
  }

  /** The path of the source that has the same records, or the same bytes. */
  private static @Nullable String sameAs(OpenCase openCase, Manifest.Entry entry) {
    Integer whole = entry.countedIn();
    return whole != null ? openCase.artifact(whole).report().path() : entry.report().copyOf();
  }

  private static Table faults(OpenCase openCase) {
    Table table = new Table("host", "fault");
    for (Manifest.Entry entry : openCase.manifest().entries()) {
      for (Fault fault : entry.report().faults()) {
        table.row(entry.report().host(), FaultText.of(fault));
      }
    }
    return table;
  }

  private static Map<String, Long> datasets(OpenCase openCase) throws IOException {
    Map<String, Long> counts = new LinkedHashMap<>();
    for (Dataset dataset : Dataset.values()) {
      long events = openCase.count(EventFilter.datasets(dataset));
      if (events > 0) {
        counts.put(dataset.id(), events);
      }
    }
    return counts;
  }

  private Map<String, Object> document(
      OpenCase openCase, CaseDescription description, Facts facts, String head) throws IOException {
    Map<String, Object> document = new LinkedHashMap<>();
    List<Map<String, Object>> hosts = new ArrayList<>();
    for (HostProfile host : description.hosts().values()) {
      Map<String, Object> map = new LinkedHashMap<>();
      map.put("name", host.name());
      map.put("zone", host.zone() == null ? "UTC" : host.zone().getId());
      map.put("zoneBasis", basis(host));
      put(map, "zoneSource", host.zoneSource());
      map.put("addresses", host.addresses());
      put(map, "system", host.os());
      map.put("events", events(openCase, host.name()));
      hosts.add(map);
    }
    document.put("hosts", hosts);
    document.put("sources", sourceMaps(openCase));
    document.put("events", datasets(openCase));
    document.put("facts", MarkCommand.maps(facts));
    document.put("manifestSha256", openCase.manifest().sha256());
    document.put("ledgerHead", head);
    return document;
  }

  private List<Map<String, Object>> sourceMaps(OpenCase openCase) {
    List<Map<String, Object>> sources = new ArrayList<>();
    for (Manifest.Entry entry : shown(openCase)) {
      ArtifactReport report = entry.report();
      Map<String, Object> map = new LinkedHashMap<>();
      map.put("host", report.host());
      map.put("path", report.path());
      put(map, "format", report.format());
      put(map, "link", report.link());
      map.put("compression", report.compression().id());
      map.put("size", report.size());
      put(map, "sha256", report.sha256());
      put(map, "first", report.first());
      put(map, "last", report.last());
      map.put("records", report.records());
      map.put("events", report.events());
      map.put("unknown", report.unknown());
      map.put("faults", report.faults().stream().map(FaultText::of).toList());
      put(map, "sameAs", sameAs(openCase, entry));
      sources.add(map);
    }
    return sources;
  }

  private static void put(Map<String, Object> map, String key, @Nullable Object value) {
    if (value != null) {
      map.put(key, value.toString());
    }
  }

  private static String or(@Nullable Object value) {
    return value == null ? "" : value.toString();
  }
}
