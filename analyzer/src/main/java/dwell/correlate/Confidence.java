package dwell.correlate;

import com.fasterxml.jackson.annotation.JsonValue;

/** How sure a conclusion is. */
public enum Confidence {
  /** The records leave no other reading. */
  PROVEN("proven"),
  /** Another reading would need something that the records do not show. */
  LIKELY("likely"),
  /** It fits, and so does something else. */
  POSSIBLE("possible");

  private final String id;

  Confidence(String id) {
    this.id = id;
  }

  /** The word used in {@code incident.json}. */
  @JsonValue
  public String id() {
    return id;
  }

  /** The weaker of the two. */
  public Confidence and(Confidence other) {
    return compareTo(other) >= 0 ? this : other;
  }
}
