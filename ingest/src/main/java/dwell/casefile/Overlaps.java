package dwell.casefile;

import dwell.casefile.Manifest.Entry;
import dwell.evidence.ArtifactReport;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds artifacts whose every byte is the beginning of another's, so that their records would count
 * twice: a log that was collected, grew, and was collected again; what had been {@code auth.log}
 * and is {@code auth.log.1} now, or {@code auth.log.1.gz}; a copy that someone made.
 *
 * <p>Equal bytes alone do not make a copy: two users may have typed the same. So the artifacts must
 * be of one host, and either have one path, or be of records with times and stand in one rotation
 * chain or be equal to the last byte.
 */
final class Overlaps {
  private static final int HEAD = 4096;
  private static final int STEP = 1 << 20;

  private final KeptRecords records;

  Overlaps(KeptRecords records) {
    this.records = records;
  }

  /** The entries, those that another one tells in full marked so, and copies named. */
  List<Entry> mark(List<Entry> entries) throws IOException {
    Map<Integer, Integer> countedIn = new HashMap<>();
    for (List<Entry> alike : alike(entries)) {
      alike.sort(Comparator.comparingLong(Entry::kept).reversed().thenComparing(Entry::number));
      for (int i = 1; i < alike.size(); i++) {
        Integer whole = whole(alike.get(i), alike.subList(0, i), countedIn);
        if (whole != null) {
          countedIn.put(alike.get(i).number(), whole);
        }
      }
    }
    Map<String, String> originals = new HashMap<>();
    List<Entry> marked = new ArrayList<>(entries.size());
    for (Entry entry : entries) {
      ArtifactReport report = entry.report();
      String hash = report.sha256();
      if (hash != null && report.size() > 0 && report.link() == null) {
        String original = originals.putIfAbsent(hash, report.path());
        if (original != null && !original.equals(report.path()) && report.copyOf() == null) {
          report = report.asCopyOf(original);
        }
      }
      marked.add(entry.with(report, entry.id(), countedIn.get(entry.number())));
    }
    return marked;
  }

  /** Groups of entries with events of one host that begin with the same bytes. */
  private List<List<Entry>> alike(List<Entry> entries) throws IOException {
    Map<String, List<Entry>> byPlace = new HashMap<>();
    for (Entry entry : entries) {
      if (entry.report().events() > 0 && entry.kept() > 0) {
        byPlace.computeIfAbsent(entry.report().host(), host -> new ArrayList<>()).add(entry);
      }
    }
    List<List<Entry>> groups = new ArrayList<>();
    for (List<Entry> host : byPlace.values()) {
      if (host.size() > 1) {
        byHead(host, groups);
      }
    }
    return groups;
  }

  private void byHead(List<Entry> entries, List<List<Entry>> groups) throws IOException {
    // The head of the shortest that has one decides the group; the comparison itself decides the
    // rest.
    Map<String, List<Entry>> byHead = new HashMap<>();
    for (Entry entry : entries) {
      byte[] head = records.read(entry.number(), 0, (int) Math.min(64, entry.kept()));
      byHead.computeIfAbsent(Arrays.toString(head), h -> new ArrayList<>()).add(entry);
    }
    for (List<Entry> group : byHead.values()) {
      if (group.size() > 1) {
        groups.add(group);
      }
    }
  }

  /** The number of the longer artifact that tells all of {@code entry}; null where none does. */
  private @Nullable Integer whole(Entry entry, List<Entry> longer, Map<Integer, Integer> countedIn)
      throws IOException {
    for (Entry other : longer) {
      if (!countedIn.containsKey(other.number()) && related(entry, other) && begins(entry, other)) {
        return other.number();
      }
    }
    return null;
  }

  private static boolean related(Entry entry, Entry other) {
    ArtifactReport a = entry.report();
    ArtifactReport b = other.report();
    if (a.hostPath().equals(b.hostPath())) {
      return true;
    }
    return a.first() != null && (a.chain().equals(b.chain()) || entry.kept() == other.kept());
  }

  /** Whether the longer artifact begins with all bytes of the shorter. */
  private boolean begins(Entry shorter, Entry longer) throws IOException {
    int step = HEAD;
    for (long at = 0; at < shorter.kept(); at += step) {
      step = at == 0 ? HEAD : STEP;
      int length = (int) Math.min(step, shorter.kept() - at);
      if (!Arrays.equals(
          records.read(shorter.number(), at, length), records.read(longer.number(), at, length))) {
        return false;
      }
    }
    return true;
  }
}
