package dwell.detect;

import org.jspecify.annotations.Nullable;

/**
 * What a command or statement does that an investigation cares about, with its technique in
 * ATT&amp;CK 19 and the id it had before where that differs.
 */
public enum ActKind {
  SYSTEM_DISCOVERY(Tactic.DISCOVERY, "T1082", 0),
  USER_DISCOVERY(Tactic.DISCOVERY, "T1033", 0),
  ACCOUNT_DISCOVERY(Tactic.DISCOVERY, "T1087.001", 0),
  NETWORK_DISCOVERY(Tactic.DISCOVERY, "T1016", 0),
  PROCESS_DISCOVERY(Tactic.DISCOVERY, "T1057", 0),
  FILE_DISCOVERY(Tactic.DISCOVERY, "T1083", 0),
  LOG_READING(Tactic.DISCOVERY, "T1654", 0),
  SCANNING(Tactic.DISCOVERY, "T1046", 2),

  RIGHTS_LISTED(Tactic.PRIVILEGE_ESCALATION, "T1548.003", 0),
  ROOT_SHELL(Tactic.PRIVILEGE_ESCALATION, "T1548.003", 0),
  ACCOUNT_SWITCHED(Tactic.PRIVILEGE_ESCALATION, "T1078.003", 0),
  SETUID_SEARCH(Tactic.PRIVILEGE_ESCALATION, "T1548.001", 2),
  SETUID_SET(Tactic.PRIVILEGE_ESCALATION, "T1548.001", 3),

  ACCOUNT_CREATED(Tactic.PERSISTENCE, "T1136.001", 1),
  GROUP_GIVEN(Tactic.PERSISTENCE, "T1098.007", 1),
  PASSWORD_SET(Tactic.PERSISTENCE, "T1098", 0),
  KEY_ADDED(Tactic.PERSISTENCE, "T1098.004", 1),
  CRON_WRITTEN(Tactic.PERSISTENCE, "T1053.003", 1),
  JOB_QUEUED(Tactic.PERSISTENCE, "T1053.002", 1),
  UNIT_WRITTEN(Tactic.PERSISTENCE, "T1543.002", 1),
  RC_FILE_WRITTEN(Tactic.PERSISTENCE, "T1546.004", 1),
  PRELOAD_WRITTEN(Tactic.PERSISTENCE, "T1574.006", 3),
  SUDOERS_WRITTEN(Tactic.PERSISTENCE, "T1548.003", 1),
  PAM_WRITTEN(Tactic.PERSISTENCE, "T1556.003", 2),
  WEB_SHELL_WRITTEN(Tactic.PERSISTENCE, "T1505.003", 3),
  DATABASE_ACCOUNT_CREATED(Tactic.PERSISTENCE, "T1136", 1),
  DATABASE_RIGHTS_GIVEN(Tactic.PERSISTENCE, "T1098", 0),

  PASSWORD_FILE_READ(Tactic.CREDENTIAL_ACCESS, "T1003.008", 2),
  PRIVATE_KEY_READ(Tactic.CREDENTIAL_ACCESS, "T1552.004", 2),
  KEY_SEARCH(Tactic.CREDENTIAL_ACCESS, "T1552.004", 3),
  PASSWORD_SEARCH(Tactic.CREDENTIAL_ACCESS, "T1552.001", 2),
  STORED_PASSWORD_READ(Tactic.CREDENTIAL_ACCESS, "T1552.001", 1),
  HISTORY_READ(Tactic.CREDENTIAL_ACCESS, "T1552.003", 2),
  DATABASE_HASHES_READ(Tactic.CREDENTIAL_ACCESS, "T1003", 1),

  SSH_ONWARD(Tactic.LATERAL_MOVEMENT, "T1021.004", 0),
  KEY_USED_ONWARD(Tactic.LATERAL_MOVEMENT, "T1021.004", 0),

  DATABASE_CLIENT(Tactic.COLLECTION, "T1213.006", 0),
  DATABASE_DUMPED(Tactic.COLLECTION, "T1213.006", 1),
  DATA_READ(Tactic.COLLECTION, "T1213.006", 0),
  STAGED(Tactic.COLLECTION, "T1074.001", 1),
  ARCHIVED(Tactic.COLLECTION, "T1560.001", 0),

  FILE_SENT(Tactic.EXFILTRATION, "T1048", 1),
  FILE_PRINTED(Tactic.EXFILTRATION, "T1048", 1),

  DOWNLOADED(Tactic.EXECUTION, "T1105", 0),
  DOWNLOAD_RUN(Tactic.EXECUTION, "T1059.004", 3),
  REVERSE_SHELL(Tactic.EXECUTION, "T1059.004", 5),
  DECODED_RUN(Tactic.EXECUTION, "T1140", 3),
  HIDDEN_PROGRAM_RUN(Tactic.EXECUTION, "T1059.004", 2),
  DATABASE_PROGRAM_RUN(Tactic.EXECUTION, "T1059", 4),

  LOG_CLEARED(Tactic.DEFENSE_EVASION, "T1685.006", "T1070.002", 3),
  HISTORY_CLEARED(Tactic.DEFENSE_EVASION, "T1070.003", 3),
  TIMES_FORGED(Tactic.DEFENSE_EVASION, "T1070.006", 2),
  LOGGING_STOPPED(Tactic.DEFENSE_EVASION, "T1685", "T1562.001", 2),
  FIREWALL_OPENED(Tactic.DEFENSE_EVASION, "T1686", "T1562.004", 1),
  HIDDEN_FILE(Tactic.DEFENSE_EVASION, "T1564.001", 1),
  TRACE_REMOVED(Tactic.DEFENSE_EVASION, "T1070.004", 0);

  private final Tactic tactic;
  private final String technique;
  private final @Nullable String formerTechnique;
  private final int weight;

  ActKind(Tactic tactic, String technique, int weight) {
    this(tactic, technique, null, weight);
  }

  ActKind(Tactic tactic, String technique, @Nullable String formerTechnique, int weight) {
    this.tactic = tactic;
    this.technique = technique;
    this.formerTechnique = formerTechnique;
    this.weight = weight;
  }

  public Tactic tactic() {
    return tactic;
  }

  /** The id in ATT&amp;CK 19. */
  public String technique() {
    return technique;
  }

  /** The id before version 19, where it was another; null else. */
  public @Nullable String formerTechnique() {
    return formerTechnique;
  }

  /**
   * How much it speaks for an attacker by itself: 0 what everybody does, 1 what administrators do
   * now and then, 2 what they rarely need, 3 and more what honest work hardly explains.
   */
  public int weight() {
    return weight;
  }
}
