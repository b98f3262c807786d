package dwell.sigma;

import dwell.event.Dataset;
import java.util.EnumSet;
import java.util.Set;

/** Datasets that log sources of Sigma are made of. Not to be changed. */
final class LogDatasets {
  static final Set<Dataset> DATABASES =
      EnumSet.of(
          Dataset.MYSQL_GENERAL,
          Dataset.MYSQL_SLOW,
          Dataset.MYSQL_ERROR,
          Dataset.MYSQL_AUDIT,
          Dataset.POSTGRESQL,
          Dataset.MONGODB);
  static final Set<Dataset> MYSQL =
      EnumSet.of(
          Dataset.MYSQL_GENERAL, Dataset.MYSQL_SLOW, Dataset.MYSQL_ERROR, Dataset.MYSQL_AUDIT);
  static final Set<Dataset> WEB = EnumSet.of(Dataset.WEB_ACCESS, Dataset.WEB_ERROR);

  /** What a system writes as lines of text, to files and to the journal. */
  static final Set<Dataset> TEXT =
      EnumSet.of(
          Dataset.SSH,
          Dataset.SUDO,
          Dataset.SU,
          Dataset.PAM,
          Dataset.LOGIND,
          Dataset.ACCOUNT,
          Dataset.CRON,
          Dataset.SYSTEMD,
          Dataset.KERNEL,
          Dataset.FIREWALL,
          Dataset.SYSLOG);

  static final Set<Dataset> AUTH =
      EnumSet.of(
          Dataset.SSH, Dataset.SUDO, Dataset.SU, Dataset.PAM, Dataset.LOGIND, Dataset.ACCOUNT);

  /** Where commands stand. */
  static final Set<Dataset> STARTED =
      EnumSet.of(
          Dataset.AUDIT, Dataset.SUDO, Dataset.SU, Dataset.CRON, Dataset.SHELL, Dataset.PACKAGE);

  /** All of a system's own. */
  static final Set<Dataset> SYSTEM = without(DATABASES, WEB);

  private LogDatasets() {}

  private static Set<Dataset> without(Set<Dataset> a, Set<Dataset> b) {
    Set<Dataset> rest = EnumSet.allOf(Dataset.class);
    rest.removeAll(a);
    rest.removeAll(b);
    return rest;
  }
}
