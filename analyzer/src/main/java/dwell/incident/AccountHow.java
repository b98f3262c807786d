package dwell.incident;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How an account came into the actor's hands. */
public enum AccountHow {
  GUESSED,
  STOLEN,
  CREATED,
  INSIDER,
  /** Become from another account: sudo, su, a web server's own account. */
  REACHED;

  /** The word used in {@code incident.json}. */
  @JsonValue
  public String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
