package dwell.casefile;

import dwell.evidence.ArchiveSeal;
import dwell.evidence.Artifact;
import dwell.evidence.ArtifactInput;
import dwell.evidence.ArtifactReport;
import dwell.evidence.ArtifactVisitor;
import dwell.evidence.Compression;
import dwell.evidence.EvidenceLink;
import dwell.evidence.EvidenceSource;
import dwell.evidence.ExpectedHashes;
import dwell.evidence.Fault;
import dwell.evidence.HostOptions;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Checks that a case is what its ledger says, that the kept bytes are what the manifest says, and
 * that the evidence still is what the case was made of. Changes nothing. Used by one thread.
 */
public final class Verification {
  private static final int STEP = 1 << 18;

  private final OpenCase openCase;
  private final List<Finding> findings = new ArrayList<>();

  /** What became of one check. */
  public enum Verdict {
    /** It is as it should be. */
    GOOD("good"),
    /** It is not. */
    WRONG("WRONG"),
    /** It could not be checked in full. */
    UNCHECKED("unchecked");

    private final String id;

    Verdict(String id) {
      this.id = id;
    }

    /** The word for people. */
    public String id() {
      return id;
    }
  }

  /**
   * One check.
   *
   * @param check {@code ledger}, {@code manifest}, {@code kept}, {@code evidence}, {@code expected}
   *     or {@code cited}
   * @param subject what was checked: a path of the evidence, an event's id; empty for the whole
   * @param text one sentence for people
   */
  public record Finding(String check, String subject, Verdict verdict, String text) {}

  public Verification(OpenCase openCase) {
    this.openCase = openCase;
  }

  /** What was found so far, in order. */
  public List<Finding> findings() {
    return List.copyOf(findings);
  }

  /** Adds what another check found. */
  public void add(Finding finding) {
    findings.add(finding);
  }

  /** Checks the ledger's chain, and that its last pass over evidence left this manifest. */
  public void custody(Ledger ledger) throws IOException {
    List<String> wrong = ledger.verify();
    wrong.forEach(text -> add("ledger", "", Verdict.WRONG, text));
    if (!wrong.isEmpty()) {
      return;
    }
    List<Ledger.Entry> entries = ledger.entries();
    add(
        "ledger",
        "",
        Verdict.GOOD,
        "each entry follows the one before it; number of entries: " + entries.size());
    String recorded = null;
    for (Ledger.Entry entry : entries) {
      JsonNode hash = entry.details().get("manifestSha256");
      if (hash != null && entry.action().equals("ingest")) {
        recorded = hash.asString("");
      }
    }
    String is = openCase.manifest().sha256();
    if (recorded == null) {
      add("manifest", "", Verdict.UNCHECKED, "the ledger tells of no pass over evidence");
    } else if (recorded.equals(is)) {
      add("manifest", "", Verdict.GOOD, "as the ledger's last pass over evidence left it");
    } else {
      add(
          "manifest",
          "",
          Verdict.WRONG,
          "the ledger's last pass over evidence left " + recorded + ", and it is " + is);
    }
  }

  /** Reads all kept bytes again. */
  public void kept() {
    for (Manifest.Entry entry : openCase.manifest().entries()) {
      if (entry.kept() > 0) {
        kept(entry);
      }
    }
  }

  private void kept(Manifest.Entry entry) {
    ArtifactReport report = entry.report();
    MessageDigest digest = sha256();
    try {
      for (long at = 0; at < entry.kept(); at += STEP) {
        digest.update(openCase.read(entry.number(), at, (int) Math.min(STEP, entry.kept() - at)));
      }
    } catch (IOException e) {
      add("kept", report.path(), Verdict.WRONG, String.valueOf(e.getMessage()));
      return;
    }
    String hash = HexFormat.of().formatHex(digest.digest());
    if (report.sha256() == null || report.compression() != Compression.NONE) {
      // The manifest has the hash of the compressed file alone; each block has a checksum.
      add("kept", report.path(), Verdict.GOOD, "readable to its end, every block's checksum right");
    } else if (hash.equals(report.sha256())) {
      add("kept", report.path(), Verdict.GOOD, "the bytes that the manifest names");
    } else {
      add("kept", report.path(), Verdict.WRONG, "not the bytes that the manifest names: " + hash);
    }
  }

  /**
   * Reads evidence again, and holds its hashes against the manifest and the list, and its bytes
   * against those that were kept. Files are found by their path within the evidence.
   */
  public void evidence(List<EvidenceSource> evidence, ExpectedHashes expected) throws IOException {
    Again again = new Again(expected);
    for (EvidenceSource source : evidence) {
      source.forEach(source.survey(HostOptions.NONE), again);
    }
    for (Manifest.Entry entry : openCase.manifest().entries()) {
      if (!again.met.contains(entry.number())) {
        add("evidence", entry.report().path(), Verdict.UNCHECKED, "not in the evidence given");
      }
    }
    missing(expected);
  }

  /**
   * Holds the manifest's hashes against the list, without the evidence. A file that was collected
   * twice under one path is good where either is the one that the list names.
   */
  public void expected(ExpectedHashes expected) {
    Map<String, List<ArtifactReport>> byPath = new LinkedHashMap<>();
    for (Manifest.Entry entry : openCase.manifest().entries()) {
      if (entry.report().link() == null) {
        byPath.computeIfAbsent(entry.report().path(), p -> new ArrayList<>()).add(entry.report());
      }
    }
    byPath.forEach((path, reports) -> {
      String hash = reports.getLast().sha256();
      for (ArtifactReport report : reports) {
        if (expected.check(path, report.sha256()) == ExpectedHashes.Verdict.MATCH) {
          hash = report.sha256();
        }
      }
      expected(expected, path, hash);
    });
    missing(expected);
  }

  private void expected(ExpectedHashes expected, String path, @Nullable String sha256) {
    switch (expected.check(path, sha256)) {
      case MATCH -> add("expected", path, Verdict.GOOD, "the hash that the collector wrote down");
      case MISMATCH ->
          add(
              "expected",
              path,
              Verdict.WRONG,
              sha256 == null
                  ? "could not be read to its end, so that its hash is not known"
                  : "another hash than the collector wrote down: " + sha256);
      case NOT_LISTED -> {}
    }
  }

  private void missing(ExpectedHashes expected) {
    expected.faults().forEach(f -> add("expected", f.path(), Verdict.UNCHECKED, f.cause()));
    expected
        .missing()
        .forEach(path ->
            add("expected", path, Verdict.UNCHECKED, "the collector's list names it; not met"));
  }

  /** A second reading of the evidence. */
  private final class Again implements ArtifactVisitor {
    private final ExpectedHashes expected;
    private final Map<String, List<Manifest.Entry>> byPath = new HashMap<>();
    private final Set<Integer> met = new HashSet<>();

    Again(ExpectedHashes expected) {
      this.expected = expected;
      for (Manifest.Entry entry : openCase.manifest().entries()) {
        byPath.computeIfAbsent(entry.report().path(), p -> new ArrayList<>()).add(entry);
      }
    }

    @Override
    public void artifact(Artifact artifact) throws IOException {
      String path = artifact.key().path();
      List<Manifest.Entry> entries = byPath.getOrDefault(path, List.of());
      boolean[] same = new boolean[entries.size()];
      String hash;
      try (ArtifactInput input = new ArtifactInput(artifact)) {
        compare(input, entries, same);
        hash = input.seal().sha256();
      }
      Manifest.Entry found = null;
      boolean bytes = false;
      for (int i = 0; i < same.length; i++) {
        if (hash != null && hash.equals(entries.get(i).report().sha256())) {
          found = entries.get(i);
          bytes = same[i];
          met.add(found.number());
        }
      }
      if (entries.isEmpty()) {
        add("evidence", path, Verdict.UNCHECKED, "the case does not have it");
      } else if (hash == null) {
        entries.forEach(entry -> met.add(entry.number()));
        add("evidence", path, Verdict.UNCHECKED, "cannot be read to its end");
      } else if (found == null) {
        entries.forEach(entry -> met.add(entry.number()));
        add(
            "evidence",
            path,
            Verdict.WRONG,
            "not what it was: its hash is "
                + hash
                + ", the case was made of "
                + entries.getFirst().report().sha256());
      } else if (!bytes) {
        add("evidence", path, Verdict.WRONG, "its hash is right, but other bytes were kept of it");
      } else {
        add("evidence", path, Verdict.GOOD, "the same hash, the same bytes");
      }
      expected(expected, path, hash);
    }

    /** Reads to the end; tells which entries kept the same bytes. */
    private void compare(ArtifactInput input, List<Manifest.Entry> entries, boolean[] same)
        throws IOException {
      Arrays.fill(same, true);
      boolean any = entries.stream().anyMatch(entry -> entry.kept() > 0);
      byte[] buffer = new byte[STEP];
      long at = 0;
      while (any) {
        int n = input.fill(buffer, 0, buffer.length);
        for (int i = 0; i < same.length; i++) {
          Manifest.Entry entry = entries.get(i);
          if (same[i] && entry.kept() > 0) {
            same[i] = sameAt(entry, at, buffer, n);
          }
        }
        at += n;
        if (n < buffer.length) {
          break;
        }
      }
    }

    private boolean sameAt(Manifest.Entry entry, long at, byte[] bytes, int n) throws IOException {
      boolean ends = n < bytes.length;
      if (at + n > entry.kept() || ends && at + n != entry.kept()) {
        return false;
      }
      return Arrays.equals(openCase.read(entry.number(), at, n), 0, n, bytes, 0, n);
    }

    @Override
    public void link(EvidenceLink link) {
      for (Manifest.Entry entry : byPath.getOrDefault(link.key().path(), List.of())) {
        met.add(entry.number());
        boolean same = link.target().equals(entry.report().link());
        add(
            "evidence",
            link.key().path(),
            same ? Verdict.GOOD : Verdict.WRONG,
            same ? "the same link" : "the link leads elsewhere than it did");
      }
    }

    @Override
    public void archive(ArchiveSeal archive) {
      for (Manifest.Entry entry : byPath.getOrDefault(archive.path(), List.of())) {
        met.add(entry.number());
        boolean same = archive.sha256() != null && archive.sha256().equals(entry.report().sha256());
        add(
            "evidence",
            archive.path(),
            same ? Verdict.GOOD : Verdict.WRONG,
            same ? "the same hash" : "not what it was: its hash is " + archive.sha256());
      }
      expected(expected, archive.path(), archive.sha256());
    }

    @Override
    public void fault(Fault fault) {
      add("evidence", fault.path(), Verdict.UNCHECKED, fault.cause());
    }
  }

  private void add(String check, String subject, Verdict verdict, String text) {
    findings.add(new Finding(check, subject, verdict, text));
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
