package dwell.incident;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How a session was opened. */
public enum SessionKind {
  SSH,
  LOCAL,
  DATABASE,
  WEB;

  /** The word used in {@code incident.json}. */
  @JsonValue
  public String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
