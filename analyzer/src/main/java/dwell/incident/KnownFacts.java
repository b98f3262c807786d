package dwell.incident;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What only people know, each with the id of the fact that said it. A conclusion that rests on one
 * cites {@code fact:ID}.
 *
 * @param codename null where nobody gave one
 * @param marking null where nobody said
 * @param detected when people noticed
 * @param evicted when the actor was put out
 * @param suspects addresses, networks (CIDR) or accounts ({@code name} or {@code name@host})
 * @param knownGood addresses, networks (CIDR) or accounts that are ours
 * @param sensitiveTables {@code table} or {@code database.table}
 * @param zones host name to zone
 */
public record KnownFacts(
    @Nullable String codename,
    @Nullable String marking,
    @Nullable Fact<Instant> detected,
    @Nullable Fact<Instant> evicted,
    List<Fact<String>> suspects,
    List<Fact<String>> knownGood,
    List<Fact<String>> sensitiveTables,
    Map<String, String> zones) {

  /** Nobody said anything. */
  public static final KnownFacts NONE =
      new KnownFacts(null, null, null, null, List.of(), List.of(), List.of(), Map.of());

  /**
   * One thing that a person said.
   *
   * @param id as in the facts file, without {@code fact:}
   * @param text why, in that person's words; empty where they gave none
   */
  public record Fact<T>(String id, T value, String text) {

    /** How it is cited as evidence. */
    public String citation() {
      return "fact:" + id;
    }
  }
}
