package dwell.incident;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** The stages of an incident, in the order in which they are told. */
public enum PhaseName {
  /** All that the actor tried before the first access, guessing included. */
  RECONNAISSANCE,
  INITIAL_ACCESS,
  EXECUTION,
  PRIVILEGE_ESCALATION,
  PERSISTENCE,
  CREDENTIAL_ACCESS,
  DISCOVERY,
  LATERAL_MOVEMENT,
  COLLECTION,
  EXFILTRATION,
  DEFENSE_EVASION,
  DETECTION,
  EVICTION,
  RE_ENTRY;

  /** The word used in {@code incident.json}. */
  @JsonValue
  public String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
