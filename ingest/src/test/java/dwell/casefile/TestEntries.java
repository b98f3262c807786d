package dwell.casefile;

import dwell.event.ArtifactKey;
import dwell.evidence.ArtifactReport;
import dwell.evidence.Compression;
import dwell.evidence.FileStat;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** Entries of a manifest for tests that make events without reading evidence. */
final class TestEntries {
  static final CaseDescription.Tool TOOL = new CaseDescription.Tool("dwell", "0", "", "", "");

  private TestEntries() {}

  static void commit(CaseWriter writer, List<Manifest.Entry> entries) throws IOException {
    writer.commit(entries, CaseDescription.of(TOOL, Map.of(), Map.of()), manifest -> {});
  }

  static Manifest.Entry entry(int number, int pass, ArtifactKey key, long size, long events) {
    ArtifactReport report =
        new ArtifactReport(
            key.path(),
            key.host(),
            key.hostPath(),
            size,
            null,
            FileStat.UNKNOWN,
            "00",
            null,
            "syslog",
            Compression.NONE,
            key.hostPath(),
            0,
            events,
            events,
            0,
            null,
            null,
            List.of(),
            null);
    return new Manifest.Entry(number, pass, report, key.id(), size, null);
  }
}
