package dwell.benchmarks.logs;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The kinds of logs that can be made. */
public enum LogKind {
  /** {@code auth.log} in the form of RFC 3164, as rsyslog's traditional file format. */
  AUTH("auth", setting -> SyslogSource.auth(setting, new BsdEnvelope(setting))),
  /** {@code syslog} in rsyslog's file format with ISO 8601 times. */
  SYSLOG("syslog", setting -> SyslogSource.all(setting, new IsoEnvelope(setting))),
  /** The same in the form of RFC 5424. */
  RFC5424("rfc5424", setting -> SyslogSource.all(setting, new Rfc5424Envelope(setting))),
  /** The general log of MySQL 8. */
  MYSQL("mysql", MysqlGeneralSource::new),
  /** The slow log of MySQL 8. */
  MYSQL_SLOW("mysqlslow", MysqlSlowSource::new),
  /** The log of MariaDB's plugin {@code server_audit}. */
  MARIADB_AUDIT("mariadbaudit", ServerAuditSource::new),
  /** PostgreSQL's CSV log, 26 columns as of version 14. */
  PG_CSV("pgcsv", setting -> new PostgresSource(setting, new CsvForm(setting))),
  /** PostgreSQL's text log with the prefix that Debian sets. */
  PG_TEXT("pgstderr", setting -> new PostgresSource(setting, new TextForm(setting))),
  /** PostgreSQL's JSON log, as of version 15. */
  PG_JSON("pgjson", setting -> new PostgresSource(setting, new JsonForm(setting))),
  /** The access log of web servers in the combined form. */
  ACCESS("access", AccessSource::new),
  /** {@code audit.log} of auditd, raw. */
  AUDIT("audit", AuditSource::new),
  /** {@code wtmp} of glibc on x86. */
  WTMP("wtmp", WtmpSource::new);

  private final String id;
  private final Function<Setting, LogSource> maker;

  LogKind(String id, Function<Setting, LogSource> maker) {
    this.id = id;
    this.maker = maker;
  }

  /** Its name on the command line. */
  public String id() {
    return id;
  }

  /** The kind of that name. */
  public static Optional<LogKind> of(String id) {
    return Arrays.stream(values()).filter(kind -> kind.id.equals(id)).findFirst();
  }

  /** All names, for people. */
  static String names() {
    return Arrays.stream(values()).map(LogKind::id).collect(Collectors.joining(" "));
  }

  LogSource source(Setting setting) {
    return maker.apply(setting);
  }
}
