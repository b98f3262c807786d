package dwell.detect;

/**
 * What an act is for: the tactics of ATT&amp;CK for Enterprise as far as logs of a Unix host show
 * them. What ATT&amp;CK 19 splits into Stealth (TA0005) and Defense Impairment (TA0112) is one
 * here, as reports know it.
 */
public enum Tactic {
  EXECUTION,
  PRIVILEGE_ESCALATION,
  PERSISTENCE,
  CREDENTIAL_ACCESS,
  DISCOVERY,
  LATERAL_MOVEMENT,
  COLLECTION,
  EXFILTRATION,
  DEFENSE_EVASION
}
