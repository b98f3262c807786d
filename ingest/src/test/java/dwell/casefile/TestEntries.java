package dwell.casefile;

import dwell.event.ArtifactKey;
import dwell.evidence.ArtifactReport;
import dwell.evidence.Compression;
import dwell.evidence.FileStat;
import java.util.List;

/** Entries of a manifest for tests that make events without reading evidence. */
final class TestEntries {
  private TestEntries() {}

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
