package dwell.sigma;

import dwell.event.Action;
import dwell.event.Dataset;
import dwell.event.Field;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Which events a rule's {@code logsource} means (Sigma taxonomy appendix, Log Sources): the one
 * place where Sigma's names of logs meet dwell's.
 */
final class LogSources {
  private static final Set<String> PRODUCTS =
      Set.of("linux", "nginx", "apache", "mysql", "mariadb", "postgresql", "mongodb", "sql");

  private LogSources() {}

  /**
   * The events of a log source.
   *
   * @param family says which fields they have
   * @param datasets of which one they are
   * @param fits what else they must be
   */
  record Binding(Family family, Set<Dataset> datasets, Predicate<EventView> fits) {
    /** Whether the event is of the log source, its dataset aside. */
    boolean holds(EventView view) {
      return fits.test(view);
    }
  }

  /** The events of a log source: what rules are asked of. {@code reads} says it for people. */
  record Entry(String logsource, String reads) {}

  /** The table, for the documentation. */
  static List<Entry> table() {
    List<Entry> table = new ArrayList<>();
    for (Source source : Source.values()) {
      table.add(new Entry(source.logsource, source.reads));
    }
    return table;
  }

  /**
   * What the log source means here.
   *
   * @throws RuleException where dwell reads no such log
   */
  static Binding bind(LogSource wanted) {
    if ("database".equals(wanted.category()) && wanted.product() != null) {
      return bind(new LogSource(null, wanted.product(), null));
    }
    if (wanted.product() != null && wanted.product().equals("dwell")) {
      return own(wanted);
    }
    for (Source source : Source.values()) {
      if (source.is(wanted)) {
        return source.binding;
      }
    }
    throw new RuleException("dwell has no events of the logsource " + wanted);
  }

  /** dwell's events by their dataset: {@code product: dwell}, {@code service: ssh}. */
  private static Binding own(LogSource wanted) {
    String service = wanted.service();
    Dataset dataset = service == null ? null : Dataset.of(service);
    if (wanted.category() != null || service != null && dataset == null) {
      throw new RuleException("dwell has no events of the logsource " + wanted);
    }
    Set<Dataset> datasets = dataset == null ? EnumSet.allOf(Dataset.class) : EnumSet.of(dataset);
    return new Binding(Family.LOG, datasets, view -> true);
  }

  private static boolean program(EventView view, String prefix) {
    String process = view.text(Field.PROCESS);
    return process != null && process.toLowerCase(Locale.ROOT).startsWith(prefix);
  }

  /** An event of the dataset, or what PAM says in a program of that name. */
  private static Predicate<EventView> byProgram(String prefix) {
    return view -> view.cursor().dataset() != Dataset.PAM || program(view, prefix);
  }

  private static Set<Dataset> with(Dataset first, Dataset... more) {
    return EnumSet.of(first, more);
  }

  /** The table's lines; the first that fits is taken. */
  private enum Source {
    PROCESS_CREATION(
        "process_creation",
        "linux",
        null,
        Family.PROCESS,
        LogDatasets.STARTED,
        view -> view.cursor().action() == Action.COMMAND && !view.rows(Family.PROCESS).isEmpty(),
        "commands of the audit log (execve, USER_CMD), sudo, cron, shell histories, package tools; "
            + "a shell line is each of its programs"),
    FILE_EVENT(
        "file_event",
        "linux",
        null,
        Family.FILE,
        with(Dataset.AUDIT),
        view -> !view.rows(Family.FILE).isEmpty(),
        "audit events that made a file (PATH with nametype=CREATE)"),
    NETWORK_CONNECTION(
        "network_connection",
        "linux",
        null,
        Family.NETWORK,
        with(Dataset.AUDIT),
        view -> !view.rows(Family.NETWORK).isEmpty(),
        "audit events of connect(2) with an IP address"),
    AUDITD(null, "linux", "auditd", Family.AUDIT, with(Dataset.AUDIT), "the audit log"),
    SSHD(
        null,
        "linux",
        "sshd",
        Family.LOG,
        with(Dataset.SSH, Dataset.PAM),
        byProgram("sshd"),
        "sshd, and PAM in it"),
    SUDO(
        null,
        "linux",
        "sudo",
        Family.LOG,
        with(Dataset.SUDO, Dataset.PAM),
        byProgram("sudo"),
        "sudo, and PAM in it"),
    SU(
        null,
        "linux",
        "su",
        Family.LOG,
        with(Dataset.SU, Dataset.PAM),
        view -> view.cursor().dataset() != Dataset.PAM || "su".equals(view.text(Field.PROCESS)),
        "su, and PAM in it"),
    CRON(null, "linux", "cron", Family.LOG, with(Dataset.CRON), "cron"),
    AUTH_LOG(
        null,
        "linux",
        "auth",
        Family.LOG,
        LogDatasets.AUTH,
        "sshd, sudo, su, PAM, logind, account tools"),
    SYSLOG(
        null,
        "linux",
        "syslog",
        Family.LOG,
        LogDatasets.TEXT,
        "all text logs of the system, and the journal"),
    CLAMAV(
        null,
        "linux",
        "clamav",
        Family.LOG,
        with(Dataset.SYSLOG),
        view -> program(view, "clam") || program(view, "freshclam"),
        "what ClamAV's programs wrote to syslog or the journal"),
    VSFTPD(
        null,
        "linux",
        "vsftpd",
        Family.LOG,
        with(Dataset.SYSLOG, Dataset.PAM),
        view -> program(view, "vsftpd"),
        "what vsftpd wrote to syslog or the journal"),
    GUACAMOLE(
        null,
        "linux",
        "guacamole",
        Family.LOG,
        with(Dataset.SYSLOG),
        view -> program(view, "guacd"),
        "what guacd wrote to syslog or the journal"),
    LINUX(
        null,
        "linux",
        null,
        Family.LOG,
        LogDatasets.SYSTEM,
        view -> true,
        "all events of the system, without web servers and databases"),
    WEBSERVER("webserver", null, null, Family.WEB, with(Dataset.WEB_ACCESS), "access logs"),
    PROXY("proxy", null, null, Family.WEB, with(Dataset.WEB_ACCESS), "access logs"),
    NGINX(null, "nginx", null, Family.WEB, LogDatasets.WEB, "access and error logs of web servers"),
    APACHE_ACCESS(null, "apache", "access", Family.WEB, with(Dataset.WEB_ACCESS), "access logs"),
    APACHE_ERROR(
        null, "apache", "error", Family.WEB, with(Dataset.WEB_ERROR), "error logs of web servers"),
    APACHE(
        null, "apache", null, Family.WEB, LogDatasets.WEB, "access and error logs of web servers"),
    APACHE_SERVICE(
        null, null, "apache", Family.WEB, with(Dataset.WEB_ERROR), "error logs of web servers"),
    NGINX_SERVICE(
        null, null, "nginx", Family.WEB, with(Dataset.WEB_ERROR), "error logs of web servers"),
    MODSECURITY(
        null,
        "modsecurity",
        null,
        Family.WEB,
        with(Dataset.WEB_ERROR),
        "error logs of web servers"),
    MYSQL_SERVERS(
        null, "mysql", null, Family.DATABASE, LogDatasets.MYSQL, "all logs of MySQL and MariaDB"),
    MARIADB(
        null, "mariadb", null, Family.DATABASE, LogDatasets.MYSQL, "all logs of MySQL and MariaDB"),
    POSTGRESQL(
        null, "postgresql", null, Family.DATABASE, with(Dataset.POSTGRESQL), "PostgreSQL's log"),
    MONGODB(null, "mongodb", null, Family.DATABASE, with(Dataset.MONGODB), "MongoDB's log"),
    SQL(
        "application",
        "sql",
        null,
        Family.DATABASE,
        LogDatasets.DATABASES,
        "all logs of databases"),
    DATABASE(
        "database", null, null, Family.DATABASE, LogDatasets.DATABASES, "all logs of databases"),
    FIREWALL(
        "firewall", null, null, Family.FIREWALL, with(Dataset.FIREWALL), "netfilter's log, ufw");

    private final @Nullable String category;
    private final @Nullable String product;
    private final @Nullable String service;
    private final Binding binding;
    private final String logsource;
    private final String reads;

    Source(
        @Nullable String category,
        @Nullable String product,
        @Nullable String service,
        Family family,
        Set<Dataset> datasets,
        String reads) {
      this(category, product, service, family, datasets, view -> true, reads);
    }

    Source(
        @Nullable String category,
        @Nullable String product,
        @Nullable String service,
        Family family,
        Set<Dataset> datasets,
        Predicate<EventView> fits,
        String reads) {
      this.category = category;
      this.product = product;
      this.service = service;
      this.reads = reads;
      binding = new Binding(family, datasets, fits);
      logsource = new LogSource(category, product, service).toString();
    }

    /**
     * Whether the log source is this one. A category of its own says by itself what is meant,
     * whatever service is named; the product of a service may be left out.
     */
    boolean is(LogSource wanted) {
      if (category != null && !category.equals("application")) {
        return category.equals(wanted.category())
            && (product == null ? known(wanted) : own(wanted));
      }
      return Objects.equals(category, wanted.category())
          && Objects.equals(service, wanted.service())
          && (Objects.equals(product, wanted.product()) || service != null && own(wanted));
    }

    private boolean own(LogSource wanted) {
      return wanted.product() == null || wanted.product().equals(product);
    }

    /** Whether the product, where there is one, is read by dwell. */
    private static boolean known(LogSource wanted) {
      return wanted.product() == null || PRODUCTS.contains(wanted.product());
    }
  }
}
