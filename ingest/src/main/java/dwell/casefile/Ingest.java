package dwell.casefile;

import dwell.casefile.Manifest.Entry;
import dwell.event.ArtifactKey;
import dwell.event.Dataset;
import dwell.evidence.ArchiveSeal;
import dwell.evidence.Artifact;
import dwell.evidence.ArtifactInput;
import dwell.evidence.ArtifactReport;
import dwell.evidence.ArtifactVisitor;
import dwell.evidence.Compression;
import dwell.evidence.EvidenceLink;
import dwell.evidence.EvidenceSource;
import dwell.evidence.Fault;
import dwell.evidence.FileStat;
import dwell.evidence.HostProfile;
import dwell.evidence.HostSurvey;
import dwell.format.ArtifactReader;
import dwell.format.BufferPool;
import dwell.format.ReadSettings;
import dwell.time.HostClocks;
import dwell.time.YearInference;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Takes evidence into a case: reads each artifact once, and on the way hashes, keeps, parses and
 * indexes it. One thread reads; {@link ParseWorkers} do the rest. Nothing is part of the case
 * before all of it is.
 */
public final class Ingest {
  private final CaseFolder folder;
  private final IngestOptions options;
  private final Progress progress;
  private final Ledger ledger;
  private final List<Fault> faults = new ArrayList<>();
  private final List<String> already = new ArrayList<>();
  private final Map<String, HostProfile> hosts = new TreeMap<>();
  private final List<Entry> entries = new ArrayList<>();

  /** What the case holds, by {@link #name}. */
  private final Set<String> known = new HashSet<>();

  /** What it might hold, by {@link #size}. */
  private final Set<String> sizes = new HashSet<>();

  private final long[] datasets = new long[Dataset.values().length];
  private long bytes;

  /** Told now and then how far the reading is. */
  @FunctionalInterface
  public interface Progress {
    /**
     * @param path of the artifact that is being read; text from the evidence
     * @param stored bytes of evidence read so far, as stored, whole artifacts only
     * @param parsed bytes parsed so far, decompressed
     * @param events made so far
     */
    void at(String path, long stored, long parsed, long events);
  }

  private Ingest(CaseFolder folder, IngestOptions options, Progress progress) {
    this.folder = folder;
    this.options = options;
    this.progress = progress;
    ledger = new Ledger(folder.ledger(), options.clock(), options.user());
  }

  /**
   * Adds evidence to a case, which is made where there is none.
   *
   * @throws CaseException where the case cannot be used
   * @throws IOException where it cannot be written; it is then as it was before. Troubles of the
   *     evidence are faults of the summary
   */
  public static IngestSummary run(
      CaseFolder folder, List<EvidenceSource> evidence, IngestOptions options, Progress progress)
      throws IOException {
    return new Ingest(folder, options, progress).run(evidence, EventIndex.SEGMENT_ROWS, step -> {});
  }

  static IngestSummary run(
      CaseFolder folder,
      List<EvidenceSource> evidence,
      IngestOptions options,
      CaseWriter.StepListener listener)
      throws IOException {
    return new Ingest(folder, options, (path, stored, parsed, events) -> {})
        .run(evidence, EventIndex.SEGMENT_ROWS, listener);
  }

  private IngestSummary run(
      List<EvidenceSource> evidence, int segmentRows, CaseWriter.StepListener listener)
      throws IOException {
    Instant begun = options.clock().instant();
    try (CaseWriter writer = CaseWriter.open(folder, segmentRows, listener)) {
      recover(writer.before());
      if (Files.exists(folder.description())) {
        hosts.putAll(CaseDescription.read(folder.description()).hosts());
      }
      writer.before().entries().forEach(this::know);
      int before = entries.size();
      int chunk = options.limits().chunkBytes();
      BufferPool pool = new BufferPool(2 * options.workers() + 2, chunk);
      try (ParseWorkers workers = new ParseWorkers(writer, pool, options.workers())) {
        for (EvidenceSource source : evidence) {
          read(source, writer, workers, pool);
        }
      }
      List<Entry> all = finish(writer, before);
      CaseDescription.Tool tool = options.tool().get();
      writer.commit(
          all,
          CaseDescription.of(tool, options.given(), hosts),
          manifest -> ledger.append("ingest", details(evidence, manifest, all, before, tool)));
      return summary(all, before, begun);
    }
  }

  /** A crash may have come between the manifest and the ledger: the next command tells it. */
  private void recover(Manifest before) throws IOException {
    if (before.entries().isEmpty()) {
      return;
    }
    String told = "";
    for (Ledger.Entry entry : ledger.entries()) {
      told = entry.details().path("manifestSha256").asString(told);
    }
    String standing = before.sha256();
    if (!told.equals(standing)) {
      ledger.append(
          "recover",
          Map.of("manifestSha256", standing, "why", "an ingest ended before it was told here"));
    }
  }

  private void read(EvidenceSource source, CaseWriter writer, ParseWorkers workers, BufferPool pool)
      throws IOException {
    HostSurvey survey = source.survey(options.hosts());
    faults.addAll(survey.faults());
    survey.hosts().forEach(host -> hosts.put(host.name(), host));
    ReadSettings settings =
        new ReadSettings(
            survey,
            survey.clocks(),
            options.messages(),
            options.prefix(),
            options.year(),
            options.clock().instant(),
            options.limits());
    Visit visit = new Visit(writer, workers, new ArtifactReader(settings, pool), survey.clocks());
    source.forEach(survey, visit);
    visit.settle();
  }

  private void know(Entry entry) {
    ArtifactReport report = entry.report();
    entries.add(entry);
    known.add(name(report));
    sizes.add(size(report.host(), report.hostPath(), report.size()));
  }

  /** What names an artifact in a case: host, path and bytes. */
  private static String name(ArtifactReport report) {
    String bytes = report.link() == null ? report.sha256() : report.link();
    return name(report.host(), report.hostPath(), bytes);
  }

  private static String name(String host, String hostPath, @Nullable String bytes) {
    return host + '\0' + hostPath + '\0' + bytes;
  }

  private static String size(String host, String hostPath, long size) {
    return host + '\0' + hostPath + '\0' + size;
  }

  /** Reads the artifacts of one source. */
  private final class Visit implements ArtifactVisitor {
    private final CaseWriter writer;
    private final ParseWorkers workers;
    private final ArtifactReader reader;
    private final HostClocks clocks;
    private final List<ArtifactPass> open = new ArrayList<>();

    Visit(CaseWriter writer, ParseWorkers workers, ArtifactReader reader, HostClocks clocks) {
      this.clocks = clocks;
      this.writer = writer;
      this.workers = workers;
      this.reader = reader;
    }

    @Override
    public void artifact(Artifact artifact) throws IOException {
      progress.at(artifact.key().path(), bytes, workers.bytes(), workers.events());
      if (knownBefore(artifact)) {
        return;
      }
      ArtifactPass pass = new ArtifactPass(artifact, writer.nextNumber(), true);
      pass.read(reader.read(artifact, null, new PassSink(pass, workers, () -> tell(artifact))));
      bytes += pass.reading().seal().size();
      open.add(pass);
      workers.check();
    }

    private void tell(Artifact artifact) {
      progress.at(artifact.key().path(), bytes, workers.bytes(), workers.events());
    }

    /**
     * Whether the case has it, told by a hash alone: of a file that has the size of one that the
     * case knows under its path, that is cheaper than to read it and discard it.
     */
    private boolean knownBefore(Artifact artifact) {
      ArtifactKey key = artifact.key();
      if (!artifact.reopens()
          || artifact.size() <= 0
          || !sizes.contains(size(key.host(), key.hostPath(), artifact.size()))) {
        return false;
      }
      String hash = hash(artifact);
      if (hash == null || !known.contains(name(key.host(), key.hostPath(), hash))) {
        return false;
      }
      already.add(key.path());
      return true;
    }

    private static @Nullable String hash(Artifact artifact) {
      try (ArtifactInput input = new ArtifactInput(artifact)) {
        return input.seal().sha256();
      }
    }

    @Override
    public void link(EvidenceLink link) {
      ArtifactKey key = link.key();
      add(unread(key, -1, link.modified(), link.stat(), null, link.target()));
    }

    @Override
    public void archive(ArchiveSeal archive) {
      ArtifactKey key = ArtifactKey.of("", archive.path(), archive.path());
      add(
          unread(
              key, archive.size(), archive.modified(), FileStat.UNKNOWN, archive.sha256(), null));
    }

    @Override
    public void fault(Fault fault) {
      faults.add(fault);
    }

    private ArtifactReport unread(
        ArtifactKey key,
        long size,
        @Nullable Instant modified,
        FileStat stat,
        @Nullable String sha256,
        @Nullable String link) {
      return new ArtifactReport(
          key.path(),
          key.host(),
          key.hostPath(),
          size,
          modified,
          stat,
          sha256,
          link,
          null,
          Compression.NONE,
          key.hostPath(),
          0,
          0,
          0,
          0,
          null,
          null,
          List.of(),
          null);
    }

    private void add(ArtifactReport report) {
      if (known.contains(name(report))) {
        already.add(report.path());
      } else {
        add(writer.nextNumber(), report, 0);
      }
    }

    private void add(int number, ArtifactReport report, long kept) {
      Entry entry =
          new Entry(number, writer.records().pass(), report, report.key().id(), kept, null);
      know(entry);
      faults.addAll(report.faults());
    }

    /**
     * Waits for the workers, reads again where years were wrong, and settles what the artifacts
     * are.
     */
    void settle() throws IOException {
      workers.await();
      List<ArtifactPass> settled = new ArrayList<>();
      DatedRecords dated = new DatedRecords(open);
      for (ArtifactPass pass : open) {
        settled.add(again(pass, dated.years(pass, clocks)));
      }
      workers.await();
      for (int i = 0; i < open.size(); i++) {
        settle(open.get(i), settled.get(i));
      }
      open.clear();
    }

    /** Another pass, over the kept bytes, where the years of the first were wrong. */
    private ArtifactPass again(ArtifactPass pass, @Nullable YearInference corrected)
        throws IOException {
      if (corrected == null) {
        return pass;
      }
      ArtifactPass second = new ArtifactPass(pass.artifact, writer.nextNumber(), false);
      writer.index().delete(pass.number);
      writer.records().renumber(pass.number, second.number);
      try (KeptRecords kept = writer.keptSoFar()) {
        Artifact artifact = new KeptArtifact(pass.artifact, kept, second.number);
        second.read(reader.read(artifact, corrected, new PassSink(second, workers, () -> {})));
        return second;
      }
    }

    private void settle(ArtifactPass first, ArtifactPass last) throws IOException {
      ArtifactReport report = first.reading().report(last.counts());
      if (known.contains(name(report)) && report.sha256() != null) {
        already.add(report.path());
        writer.discard(last.number);
        return;
      }
      long[] counted = last.datasets();
      for (int i = 0; i < datasets.length; i++) {
        datasets[i] += counted[i];
      }
      add(last.number, report, report.format() == null ? 0 : first.reading().seal().bytes());
    }
  }

  /** Names copies and overlaps, and gives different bytes of one path different ids. */
  private List<Entry> finish(CaseWriter writer, int before) throws IOException {
    if (entries.size() == before) {
      return entries;
    }
    List<Entry> marked;
    try (KeptRecords kept = writer.keptSoFar()) {
      marked = new Overlaps(kept).mark(entries);
    }
    Map<Integer, Entry> byNumber = new Manifest(marked).byNumber();
    Set<Integer> old = writer.before().byNumber().keySet();
    Map<String, Integer> owners = new HashMap<>();
    List<Entry> named = new ArrayList<>(marked.size());
    for (Entry entry : marked) {
      int root = root(entry, byNumber);
      boolean foreign =
          entry.report().events() > 0
              && owners.getOrDefault(entry.id(), root) != root
              && !old.contains(entry.number());
      Entry own = foreign ? entry.with(entry.report(), otherId(entry), entry.countedIn()) : entry;
      if (entry.report().events() > 0) {
        owners.putIfAbsent(own.id(), root);
      }
      named.add(own);
    }
    return named;
  }

  /** The artifact that tells an entry's events in the end. */
  private static int root(Entry entry, Map<Integer, Entry> byNumber) {
    Entry root = entry;
    while (root.countedIn() != null) {
      Entry next = byNumber.get(root.countedIn());
      if (next == null) {
        break;
      }
      root = next;
    }
    return root.number();
  }

  private static String otherId(Entry entry) {
    ArtifactReport report = entry.report();
    String hash = report.sha256() == null ? Integer.toString(entry.number()) : report.sha256();
    return ArtifactKey.of(report.host(), report.hostPath() + '\0' + hash, report.path()).id();
  }

  private Map<String, Object> details(
      List<EvidenceSource> evidence,
      Manifest manifest,
      List<Entry> all,
      int before,
      CaseDescription.Tool tool) {
    Map<String, Object> details = new LinkedHashMap<>();
    details.put("evidence", evidence.stream().map(EvidenceSource::name).toList());
    details.put("options", new TreeMap<>(options.given()));
    details.put("tool", tool);
    details.put("artifacts", all.size() - before);
    details.put("bytes", bytes);
    details.put(
        "events", all.stream().skip(before).mapToLong(entry -> entry.report().events()).sum());
    details.put("faults", faults.size());
    details.put("already", already.size());
    details.put("manifestSha256", manifest.sha256());
    return details;
  }

  private IngestSummary summary(List<Entry> all, int before, Instant begun) throws IOException {
    Map<Dataset, Long> byDataset = new EnumMap<>(Dataset.class);
    for (Dataset dataset : Dataset.values()) {
      if (datasets[dataset.ordinal()] > 0) {
        byDataset.put(dataset, datasets[dataset.ordinal()]);
      }
    }
    Map<Integer, Entry> byNumber = new Manifest(all).byNumber();
    Map<String, String> counted = new TreeMap<>();
    for (Entry entry : all) {
      Entry whole = entry.countedIn() == null ? null : byNumber.get(entry.countedIn());
      if (whole != null) {
        counted.put(entry.report().path(), whole.report().path());
      }
    }
    List<Entry> added = all.subList(before, all.size());
    return new IngestSummary(
        added.size(),
        (int) added.stream().filter(entry -> entry.report().format() != null).count(),
        bytes,
        added.stream().mapToLong(entry -> entry.report().events()).sum(),
        added.stream().mapToLong(entry -> entry.report().unknown()).sum(),
        byDataset,
        already,
        counted,
        faults,
        Duration.between(begun, options.clock().instant()),
        ledger.head());
  }
}
