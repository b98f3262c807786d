package dwell.event;

import org.jspecify.annotations.Nullable;

/** How what happened ended: the values of {@code event.outcome}. */
public enum Outcome {
  SUCCESS("success"),
  FAILURE("failure"),
  /** The record does not say. */
  UNKNOWN("unknown");

  private final String id;

  Outcome(String id) {
    this.id = id;
  }

  /** The word used in events, queries and catalogue files. */
  public String id() {
    return id;
  }

  /** The outcome of that word, or null where there is none. */
  public static @Nullable Outcome of(String id) {
    for (Outcome outcome : values()) {
      if (outcome.id.equals(id)) {
        return outcome;
      }
    }
    return null;
  }
}
