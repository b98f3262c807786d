package dwell.incident;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Where the actor came from. */
public enum Origin {
  EXTERNAL,
  INTERNAL,
  BOTH,
  UNKNOWN;

  /** The word used in {@code incident.json}. */
  @JsonValue
  public String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
