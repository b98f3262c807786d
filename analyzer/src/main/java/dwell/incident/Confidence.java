package dwell.incident;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How sure a conclusion is. */
public enum Confidence {
  /** Records say it outright. */
  PROVEN,
  /** Records say it, and another reading is possible but strained. */
  LIKELY,
  /** Records allow it, and no better reading is known. */
  POSSIBLE;

  /** The word used in {@code incident.json}. */
  @JsonValue
  public String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
