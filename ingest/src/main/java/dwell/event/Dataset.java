package dwell.event;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which kind of source told the event: the values of {@code event.dataset}. */
public enum Dataset {
  SSH("ssh"),
  SUDO("sudo"),
  SU("su"),
  /** Any {@code pam_…(…)} message, whichever program wrote it. */
  PAM("pam"),
  LOGIND("logind"),
  ACCOUNT("account"),
  CRON("cron"),
  SYSTEMD("systemd"),
  KERNEL("kernel"),
  FIREWALL("firewall"),
  AUDIT("audit"),
  UTMP("utmp"),
  SHELL("shell"),
  PACKAGE("package"),
  WEB_ACCESS("web.access"),
  WEB_ERROR("web.error"),
  MYSQL_GENERAL("mysql.general"),
  MYSQL_SLOW("mysql.slow"),
  MYSQL_ERROR("mysql.error"),
  MYSQL_AUDIT("mysql.audit"),
  POSTGRESQL("postgresql"),
  MONGODB("mongodb"),
  /** None of the others. */
  SYSLOG("syslog");

  private static final Map<String, Dataset> BY_ID = new HashMap<>();

  static {
    for (Dataset dataset : values()) {
      BY_ID.put(dataset.id, dataset);
    }
  }

  private final String id;

  Dataset(String id) {
    this.id = id;
  }

  /** The word used in events, queries and catalogue files. */
  public String id() {
    return id;
  }

  /** The dataset of that word, or null where there is none. */
  public static @Nullable Dataset of(String id) {
    return BY_ID.get(id);
  }
}
