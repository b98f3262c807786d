package dwell.casefile;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The custody ledger, {@code ledger.jsonl}: who did what to the case, when. One JSON object a line;
 * each carries the SHA-256 of the line before it (without its line feed), so that no entry can be
 * changed, left out or put in without changing all that follow, and the {@link #head} with them.
 * Whoever rewrites the whole ledger gets another head than the one that was handed out.
 *
 * <p>User and time are what the machine said of itself: assertions, not proofs.
 */
public final class Ledger {
  /** What the first entry carries in place of a hash. */
  public static final String NONE = "0".repeat(64);

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Path file;
  private final Clock clock;
  private final String user;

  /**
   * @param user who runs the command, as the environment says
   */
  public Ledger(Path file, Clock clock, String user) {
    this.file = file;
    this.clock = clock;
    this.user = user;
  }

  /**
   * One entry.
   *
   * @param number from 1
   * @param action the command
   * @param details what it was given and what came of it
   * @param previous SHA-256 of the entry before, or {@link #NONE}
   */
  public record Entry(
      long number, Instant time, String user, String action, JsonNode details, String previous) {}

  /** Adds an entry, durably, and gives the new head. */
  public String append(String action, Map<String, ?> details) throws IOException {
    byte[] before = bytes();
    List<String> lines = lines(before);
    ObjectNode node = JSON.createObjectNode();
    node.put("number", lines.size() + 1L);
    node.put("time", clock.instant().truncatedTo(ChronoUnit.MILLIS).toString());
    node.put("user", user);
    node.put("action", action);
    node.set("details", JSON.valueToTree(details));
    node.put("previous", lines.isEmpty() ? NONE : hash(lines.getLast()));
    String line = JSON.writeValueAsString(node);
    byte[] added = (line + '\n').getBytes(StandardCharsets.UTF_8);
    byte[] all = java.util.Arrays.copyOf(before, before.length + added.length);
    System.arraycopy(added, 0, all, before.length, added.length);
    AtomicFile.write(file, all);
    return hash(line);
  }

  /** The hash of the last entry, or {@link #NONE}. */
  public String head() throws IOException {
    return head(file);
  }

  /** The hash of the last entry of a ledger, or {@link #NONE}. */
  public static String head(Path file) throws IOException {
    List<String> lines = lines(bytes(file));
    return lines.isEmpty() ? NONE : hash(lines.getLast());
  }

  /**
   * All entries.
   *
   * @throws CaseException where a line is no entry
   */
  public List<Entry> entries() throws IOException {
    List<Entry> entries = new ArrayList<>();
    for (String line : lines(bytes())) {
      try {
        entries.add(entry(line));
      } catch (JacksonException | IllegalArgumentException e) {
        throw new CaseException("ledger.jsonl, line " + (entries.size() + 1) + ": no entry", e);
      }
    }
    return entries;
  }

  /**
   * Checks that every entry carries the hash of the one before it, and its own number.
   *
   * @return what is wrong, in words for people; empty where the ledger is whole
   */
  public List<String> verify() throws IOException {
    List<String> wrong = new ArrayList<>();
    byte[] bytes = bytes();
    if (bytes.length > 0 && bytes[bytes.length - 1] != '\n') {
      wrong.add("the last entry is cut off");
    }
    String previous = NONE;
    int number = 0;
    for (String line : lines(bytes)) {
      number++;
      try {
        Entry entry = entry(line);
        if (!entry.previous.equals(previous)) {
          wrong.add("entry " + number + " does not follow the entry before it");
        }
        if (entry.number != number) {
          wrong.add("entry " + number + " calls itself " + entry.number);
        }
      } catch (JacksonException | java.time.DateTimeException e) {
        wrong.add("entry " + number + " cannot be read");
      }
      previous = hash(line);
    }
    return wrong;
  }

  private static Entry entry(String line) {
    JsonNode node = JSON.readTree(line);
    return new Entry(
        node.required("number").longValue(),
        Instant.parse(node.required("time").stringValue()),
        node.required("user").stringValue(),
        node.required("action").stringValue(),
        node.required("details"),
        node.required("previous").stringValue());
  }

  private byte[] bytes() throws IOException {
    return bytes(file);
  }

  private static byte[] bytes(Path file) throws IOException {
    return Files.exists(file) ? Files.readAllBytes(file) : new byte[0];
  }

  private static List<String> lines(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8).lines().toList();
  }

  private static String hash(String line) {
    return Manifest.sha256(line.getBytes(StandardCharsets.UTF_8));
  }
}
