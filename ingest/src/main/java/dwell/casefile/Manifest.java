package dwell.casefile;

import dwell.event.ArtifactKey;
import dwell.evidence.ArtifactReport;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a case holds, one entry per artifact: {@code evidence.jsonl}. Immutable. Its SHA-256 names
 * the state of the index that belongs to it.
 */
public record Manifest(List<Entry> entries) {
  static final Manifest EMPTY = new Manifest(List.of());

  private static final JsonMapper JSON = JsonMapper.builder().build();

  public Manifest {
    entries = List.copyOf(entries);
  }

  /**
   * One artifact.
   *
   * @param number its number in this case, from 0; never given twice, and without meaning beyond it
   * @param pass the pass over evidence in which it was read
   * @param report what reading it told
   * @param id the part of its events' ids that stands for the artifact: that of its key, or another
   *     where the case holds different bytes under the same host and path
   * @param kept bytes in the record store, decompressed
   * @param countedIn number of the artifact whose events stand for this one's, because all of its
   *     bytes are the beginning of that one's; null where its own events count
   */
  public record Entry(
      int number,
      int pass,
      ArtifactReport report,
      String id,
      long kept,
      @Nullable Integer countedIn) {

    /** The key that its events' ids are made from. */
    public ArtifactKey key() {
      return new ArtifactKey(report.host(), report.hostPath(), report.path(), id);
    }

    Entry with(ArtifactReport changed, String newId, @Nullable Integer newCountedIn) {
      return new Entry(number, pass, changed, newId, kept, newCountedIn);
    }
  }

  /** The entries by number. */
  public Map<Integer, Entry> byNumber() {
    Map<Integer, Entry> all = new HashMap<>();
    entries.forEach(entry -> all.put(entry.number(), entry));
    return all;
  }

  /** The passes that the entries were read in. */
  SortedSet<Integer> passes() {
    SortedSet<Integer> passes = new TreeSet<>();
    entries.forEach(entry -> passes.add(entry.pass()));
    return passes;
  }

  /** The greatest number of an entry. */
  OptionalInt lastNumber() {
    return entries.stream().mapToInt(Entry::number).max();
  }

  /** One JSON object a line. */
  byte[] toBytes() {
    StringBuilder out = new StringBuilder();
    for (Entry entry : entries) {
      ObjectNode node = JSON.createObjectNode();
      node.put("number", entry.number).put("pass", entry.pass).put("id", entry.id);
      JsonNode report = JSON.valueToTree(entry.report);
      report
          .properties()
          .forEach(property -> {
            if (!property.getValue().isNull()) {
              node.set(property.getKey(), property.getValue());
            }
          });
      node.put("kept", entry.kept);
      if (entry.countedIn != null) {
        node.put("countedIn", entry.countedIn);
      }
      out.append(JSON.writeValueAsString(node)).append('\n');
    }
    return out.toString().getBytes(StandardCharsets.UTF_8);
  }

  /** Lower-case hex. */
  public String sha256() {
    return sha256(toBytes());
  }

  /**
   * Reads {@code evidence.jsonl}.
   *
   * @return null where the case has none yet
   * @throws IOException where it cannot be read; says which line
   */
  static @Nullable Manifest read(Path file) throws IOException {
    if (!Files.exists(file)) {
      return null;
    }
    List<Entry> entries = new ArrayList<>();
    int line = 0;
    for (String text : Files.readAllLines(file, StandardCharsets.UTF_8)) {
      line++;
      try {
        entries.add(entry(JSON.readTree(text)));
      } catch (JacksonException | IllegalStateException e) {
        throw new CaseException("evidence.jsonl, line " + line + ": not an entry of a manifest", e);
      }
    }
    return new Manifest(entries);
  }

  private static Entry entry(JsonNode node) {
    JsonNode countedIn = node.get("countedIn");
    return new Entry(
        node.required("number").intValue(),
        node.required("pass").intValue(),
        JSON.treeToValue(node, ArtifactReport.class),
        node.required("id").stringValue(),
        node.required("kept").longValue(),
        countedIn == null ? null : countedIn.intValue());
  }

  static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
