package dwell.incident;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What the records add up to. */
public enum Verdict {
  /** Somebody got in who should not have. */
  COMPROMISE,
  /** Somebody tried, and nothing shows that they got in. */
  ATTEMPT,
  /** Neither. */
  NONE;

  /** The word used in {@code incident.json}. */
  @JsonValue
  public String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
