package dwell.casefile;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * What only people know of a case: {@code facts.yaml}. Immutable.
 *
 * <p>The file may be edited by hand: a fact needs {@code kind} and {@code value}; {@code author},
 * {@code time} and {@code note} may be left out. An id is made from kind and value, so that the
 * same fact has the same id whoever writes it, and in whatever order.
 */
public record Facts(List<Fact> all) {
  public static final Facts NONE = new Facts(List.of());

  private static final YAMLMapper YAML = YAMLMapper.builder().build();
  private static final String BY_HAND = "by hand";

  public Facts {
    all = List.copyOf(all);
  }

  /** What a fact says. */
  public enum Kind {
    /** What the incident is called. */
    CODENAME,
    /** Who may see the case: {@code TLP:AMBER}. */
    MARKING,
    /** When the intrusion was noticed: an instant. */
    DETECTED,
    /** When the intruder was put out: an instant. */
    EVICTED,
    /** An address or network that belongs to the intruder. */
    SUSPECT_ADDRESS,
    /** An account that the intruder used: {@code name} or {@code host/name}. */
    SUSPECT_ACCOUNT,
    /** An address or network that is the organisation's own. */
    KNOWN_GOOD_ADDRESS,
    /** An account whose doings are expected: {@code name} or {@code host/name}. */
    KNOWN_GOOD_ACCOUNT,
    /** A host's zone, {@code host=Asia/Kolkata}; a service's, {@code mysql@host=UTC}. */
    ZONE,
    /** A table whose content must not leave: {@code table} or {@code database.table}. */
    SENSITIVE_TABLE;

    /** The word in the file: {@code known-good-address}. */
    public String id() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The kind of that word, or null where there is none. */
    public static @Nullable Kind of(String id) {
      for (Kind kind : values()) {
        if (kind.id().equals(id)) {
          return kind;
        }
      }
      return null;
    }

    /** Whether a case has at most one of it. */
    boolean single() {
      return switch (this) {
        case CODENAME, MARKING, DETECTED, EVICTED -> true;
        case SUSPECT_ADDRESS,
            SUSPECT_ACCOUNT,
            KNOWN_GOOD_ADDRESS,
            KNOWN_GOOD_ACCOUNT,
            ZONE,
            SENSITIVE_TABLE ->
            false;
      };
    }

    private String check(String value) {
      boolean good =
          switch (this) {
            case DETECTED, EVICTED -> instant(value) != null;
            case SUSPECT_ADDRESS, KNOWN_GOOD_ADDRESS -> Network.parse(value) != null;
            case ZONE -> zone(value);
            case CODENAME, MARKING, SUSPECT_ACCOUNT, KNOWN_GOOD_ACCOUNT, SENSITIVE_TABLE ->
                !value.isBlank();
          };
      if (!good) {
        throw new IllegalArgumentException(
            switch (this) {
              case DETECTED, EVICTED -> id() + " must be a time as 2026-09-14T08:00:00Z: " + value;
              case SUSPECT_ADDRESS, KNOWN_GOOD_ADDRESS ->
                  id() + " must be an address or a network as 192.0.2.0/24: " + value;
              case ZONE ->
                  "zone must be as host=Asia/Kolkata, with a zone of the tz database: " + value;
              case CODENAME, MARKING, SUSPECT_ACCOUNT, KNOWN_GOOD_ACCOUNT, SENSITIVE_TABLE ->
                  id() + " must not be empty";
            });
      }
      return value;
    }

    private static boolean zone(String value) {
      int equals = value.indexOf('=');
      try {
        java.time.ZoneId.of(value.substring(equals + 1));
        return equals > 0;
      } catch (DateTimeException e) {
        return false;
      }
    }
  }

  /**
   * One fact.
   *
   * @param id {@code fact:} and what follows from kind and value
   * @param author who said so
   * @param time when it was said; null where the file does not tell
   * @param note why, for people; null where nothing was said
   */
  public record Fact(
      String id,
      Kind kind,
      String value,
      String author,
      @Nullable Instant time,
      @Nullable String note) {

    /**
     * A fact.
     *
     * @throws IllegalArgumentException where the value is not of its kind; its message is for
     *     people
     */
    public static Fact of(
        Kind kind, String value, String author, @Nullable Instant time, @Nullable String note) {
      String checked = kind.check(value.strip());
      String hash = Manifest.sha256((kind.id() + '\0' + checked).getBytes(StandardCharsets.UTF_8));
      return new Fact(
          "fact:" + kind.id() + '-' + hash.substring(0, 8), kind, checked, author, time, note);
    }
  }

  /** The facts of a kind, in order of the file. */
  public List<Fact> of(Kind kind) {
    return all.stream().filter(fact -> fact.kind == kind).toList();
  }

  /** The value of a kind that a case has one of. */
  public Optional<Fact> one(Kind kind) {
    return of(kind).stream().findFirst();
  }

  /** The instant of {@link Kind#DETECTED} or {@link Kind#EVICTED}. */
  public Optional<Instant> when(Kind kind) {
    return one(kind).map(fact -> instant(fact.value));
  }

  /** These facts and another; one that says the same, or that there can be one of, is replaced. */
  public Facts with(Fact fact) {
    List<Fact> changed = new ArrayList<>(all);
    changed.removeIf(old -> old.id.equals(fact.id) || old.kind == fact.kind && fact.kind.single());
    changed.add(fact);
    return new Facts(changed);
  }

  /** These facts without one. */
  public Facts without(String id) {
    return new Facts(all.stream().filter(fact -> !fact.id.equals(id)).toList());
  }

  /**
   * Reads the file; {@link #NONE} where there is none.
   *
   * @throws CaseException where it is not what it should be; says what and, where known, the line
   */
  public static Facts read(Path file) throws IOException {
    if (!Files.exists(file)) {
      return NONE;
    }
    Facts facts = NONE;
    try {
      JsonNode root = YAML.readTree(Files.readAllBytes(file));
      int number = 0;
      for (JsonNode node : root.path("facts")) {
        number++;
        facts = facts.with(fact(node, number));
      }
      return facts;
    } catch (JacksonException e) {
      int line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
      throw new CaseException(
          "facts.yaml" + (line > 0 ? ", line " + line : "") + ": " + e.getOriginalMessage(), e);
    }
  }

  private static Fact fact(JsonNode node, int number) throws CaseException {
    String where = "facts.yaml, fact " + number + ": ";
    String word = node.path("kind").asString("");
    Kind kind = Kind.of(word);
    if (kind == null) {
      throw new CaseException(where + "no such kind: '" + word + "'");
    }
    try {
      return Fact.of(
          kind,
          node.path("value").asString(""),
          node.path("author").asString(BY_HAND),
          instant(node.path("time").asString("")),
          node.has("note") ? node.get("note").asString("") : null);
    } catch (IllegalArgumentException e) {
      throw new CaseException(where + e.getMessage(), e);
    }
  }

  /** Writes the file, atomically. */
  public void write(Path file) throws IOException {
    List<Map<String, String>> facts = new ArrayList<>();
    for (Fact fact : all) {
      Map<String, String> entry = new LinkedHashMap<>();
      entry.put("id", fact.id);
      entry.put("kind", fact.kind.id());
      entry.put("value", fact.value);
      entry.put("author", fact.author);
      if (fact.time != null) {
        entry.put("time", fact.time.truncatedTo(ChronoUnit.SECONDS).toString());
      }
      if (fact.note != null) {
        entry.put("note", fact.note);
      }
      facts.add(entry);
    }
    AtomicFile.write(file, YAML.writeValueAsBytes(Map.of("facts", facts)));
  }

  private static @Nullable Instant instant(String text) {
    try {
      return java.time.OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException e) {
      return null;
    }
  }
}
