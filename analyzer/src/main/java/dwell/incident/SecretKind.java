package dwell.incident;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What kind of secret lay open to the actor. */
public enum SecretKind {
  PRIVATE_KEY,
  PASSWORD_FILE,
  CONFIGURATION,
  HISTORY,
  DATABASE_ACCOUNT,
  OTHER;

  /** The word used in {@code incident.json}. */
  @JsonValue
  public String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
