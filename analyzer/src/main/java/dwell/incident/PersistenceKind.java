package dwell.incident;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What kind of way back was left. */
public enum PersistenceKind {
  ACCOUNT,
  GROUP,
  AUTHORIZED_KEY,
  CRON,
  UNIT,
  SUDOERS,
  PAM,
  RC_FILE,
  PRELOAD,
  WEB_SHELL,
  DATABASE_ACCOUNT,
  DATABASE_GRANT,
  OTHER;

  /** The word used in {@code incident.json}. */
  @JsonValue
  public String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
