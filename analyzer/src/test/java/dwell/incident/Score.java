package dwell.incident;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Holds an incident against the truth, question by question. What the truth does not write down one
 * by one is excused: further connections and statements of a client within a session of the
 * intruder's, system catalogues, and files that one of their commands names.
 */
final class Score {
  private static final Map<String, PhaseName> PHASES =
      Map.ofEntries(
          Map.entry("recon", PhaseName.RECONNAISSANCE),
          Map.entry("credential_attack", PhaseName.RECONNAISSANCE),
          Map.entry("initial_access", PhaseName.INITIAL_ACCESS),
          Map.entry("privilege_escalation", PhaseName.PRIVILEGE_ESCALATION),
          Map.entry("persistence", PhaseName.PERSISTENCE),
          Map.entry("credential_access", PhaseName.CREDENTIAL_ACCESS),
          Map.entry("lateral_movement", PhaseName.LATERAL_MOVEMENT),
          Map.entry("collection", PhaseName.COLLECTION),
          Map.entry("exfiltration", PhaseName.EXFILTRATION),
          Map.entry("defense_evasion", PhaseName.DEFENSE_EVASION),
          Map.entry("detection", PhaseName.DETECTION),
          Map.entry("kick_out", PhaseName.EVICTION),
          Map.entry("reaccess_attempts", PhaseName.RE_ENTRY),
          Map.entry("reaccess_success", PhaseName.RE_ENTRY));
  private static final Map<String, PersistenceKind> DOORS =
      Map.of(
          "authorized_key_added", PersistenceKind.AUTHORIZED_KEY,
          "cron_persistence", PersistenceKind.CRON,
          "web_shell_upload", PersistenceKind.WEB_SHELL,
          "systemd_unit_created", PersistenceKind.UNIT,
          "rc_file_changed", PersistenceKind.RC_FILE);
  private static final Set<String> CLEARED = Set.of("log_cleared", "tracks_covered");
  private static final Set<String> HERE =
      Set.of("", "localhost", "127.0.0.1", "::1", "local", "[local]");
  private static final Pattern SYSTEM_TABLE =
      Pattern.compile("information_schema|performance_schema|pg_catalog|:mysql\\.|\\.pg_|:sys\\.");
  private static final Pattern SPACES = Pattern.compile("\\s+");
  private static final Duration SSH_SLACK = Duration.ofSeconds(3);
  private static final Duration SLACK = Duration.ofSeconds(5);
  private static final Duration RESPONSE_SLACK = Duration.ofMinutes(2);
  private static final Duration PHASE_START = Duration.ofMinutes(10);
  private static final Duration PHASE_TOUCH = Duration.ofMinutes(1);
  private static final Duration PHASE_REACH = Duration.ofHours(1);

  private final Truth truth;
  private final Incident incident;
  private final List<ScoreRow> rows = new ArrayList<>();

  private Score(Truth truth, Incident incident) {
    this.truth = truth;
    this.incident = incident;
  }

  /** A back door of the truth, by what an incident calls it. */
  private record Door(String host, PersistenceKind kind, String name) {}

  /** Two names: of host and account, or host and path. */
  private record At(String host, @Nullable String name) {}

  /** All rows, in the order of the questions. */
  static List<ScoreRow> of(Truth truth, Incident incident) {
    Score score = new Score(truth, incident);
    score.who();
    score.times();
    score.sessions();
    score.data();
    score.leftBehind();
    score.tampering();
    score.returns();
    score.phases();
    return score.rows;
  }

  private void who() {
    boolean compromise = incident.verdict() == Verdict.COMPROMISE;
    rows.add(
        ScoreRow.one("verdict", compromise == truth.attack(), "said " + incident.verdict().id()));
    rows.add(
        ScoreRow.names(
            "addresses",
            Set.copyOf(truth.attackerIps()),
            set(incident.actors().stream().flatMap(a -> a.addresses().stream()).map(a -> a.ip())),
            truth.internalPivotIps()::contains));
    rows.add(
        ScoreRow.names(
            "accounts",
            set(truth.compromisedAccounts().stream().map(a -> new At(a.host(), a.name()))),
            set(
                incident.actors().stream()
                    .flatMap(a -> a.accounts().stream())
                    .map(a -> new At(a.host(), a.name()))),
            none()));
  }

  private void times() {
    Incident.Dwell dwell = incident.dwell();
    time("first access", truth.firstAccess(), dwell.firstAccess(), SLACK);
    time("detection", truth.detected(), dwell.detected(), RESPONSE_SLACK);
    time("eviction", truth.kickedOut(), dwell.evicted(), RESPONSE_SLACK);
  }

  private void time(String name, @Nullable Instant real, @Nullable Stamp said, Duration slack) {
    if (real != null) {
      rows.add(ScoreRow.one(name, near(real, said, slack), "it was " + real + ", said " + said));
    }
  }

  private void sessions() {
    rows.add(
        ScoreRow.paired(
            "ssh sessions",
            truth.sessions().stream().filter(s -> s.acceptedAt() != null).toList(),
            ofKind(SessionKind.SSH),
            (real, told) -> sameLogin(real, told) && real.src().equals(told.sourceIp()),
            // One whose source is not told is known less well, not wrongly.
            told ->
                told.sourceIp() == null
                    && truth.sessions().stream().anyMatch(real -> sameLogin(real, told))));
    rows.add(
        ScoreRow.paired(
            "database sessions",
            truth.dbSessions().stream().filter(Truth.DatabaseLogin::ok).toList(),
            ofKind(SessionKind.DATABASE),
            (real, told) -> sameLogin(real, told) && near(real.start(), told.start(), SLACK),
            told ->
                truth.dbSessions().stream()
                    .anyMatch(real -> sameLogin(real, told) && during(real, told.start()))));
    rows.add(
        ScoreRow.paired(
            "queries",
            truth.queries().stream().filter(Truth.Asked::ok).toList(),
            incident.sessions().stream().flatMap(s -> s.queries().stream()).toList(),
            (real, told) ->
                plain(real.text()).equals(plain(told.text())) && near(real.t(), told.time(), SLACK),
            told -> truth.dbSessions().stream().anyMatch(real -> during(real, told.time()))));
  }

  private List<Incident.ActorSession> ofKind(SessionKind kind) {
    return incident.sessions().stream().filter(s -> s.kind() == kind).toList();
  }

  private static boolean sameLogin(Truth.Login real, Incident.ActorSession told) {
    return real.host().equals(told.host())
        && real.user().equals(told.user())
        && real.acceptedAt() != null
        && near(real.acceptedAt(), told.start(), SSH_SLACK);
  }

  private static boolean sameLogin(Truth.DatabaseLogin real, Incident.ActorSession told) {
    return real.host().equals(told.host())
        && real.user().equals(told.user())
        && (Objects.equals(real.src(), told.sourceIp())
            || here(real.src()) && here(told.sourceIp()));
  }

  private static boolean here(@Nullable String address) {
    return address == null || HERE.contains(address);
  }

  private static boolean during(Truth.DatabaseLogin session, @Nullable Stamp time) {
    return time != null && within(time.instant(), session.start(), session.end(), SLACK);
  }

  private void data() {
    rows.add(
        ScoreRow.names(
            "tables",
            truth.tablesRead().keySet(),
            set(incident.data().stream().map(Score::table)),
            table -> SYSTEM_TABLE.matcher(table).find()));
  }

  /** MariaDB's logs are MySQL's; {@code public} is where PostgreSQL looks without being told. */
  private static String table(Incident.Data data) {
    String table = data.table().startsWith("public.") ? data.table().substring(7) : data.table();
    String system = data.system().equals("mysql") ? "mariadb" : data.system();
    return system + ':' + data.database() + '.' + table;
  }

  private void leftBehind() {
    List<Door> doors = doors();
    Set<String> names =
        set(
            doors.stream()
                .map(Door::name)
                .filter(name -> name.length() > 3 && !name.equals("authorized_keys")));
    rows.add(
        ScoreRow.paired(
            "back doors",
            doors,
            incident.persistence(),
            (real, told) ->
                real.host().equals(told.host())
                    && real.kind() == told.kind()
                    && (told.name() + " " + told.path()).contains(real.name()),
            // More about the same thing: the group of an account, its grant.
            told -> names.stream().anyMatch(told.toString()::contains)));
    String words = words();
    rows.add(
        ScoreRow.names(
            "exposed secrets",
            set(
                truth.keysExposed().stream()
                    .filter(Truth.Secret::logged)
                    .map(s -> new At(s.host(), s.path()))),
            set(incident.exposedSecrets().stream().map(s -> new At(s.host(), s.path()))),
            secret -> secret.name() != null && words.contains(secret.name())));
  }

  private List<Door> doors() {
    List<Door> doors = new ArrayList<>();
    for (JsonNode event : truth.events()) {
      PersistenceKind kind = DOORS.get(event.path("kind").asString());
      if (kind != null) {
        String path = event.path("path").asString(event.path("account").asString(""));
        doors.add(
            new Door(
                event.path("host").asString(), kind, path.substring(path.lastIndexOf('/') + 1)));
      }
    }
    for (Truth.NewAccount account : truth.accountsCreated()) {
      if (account.malicious() != null && account.malicious()) {
        PersistenceKind kind =
            account.ofDatabase() ? PersistenceKind.DATABASE_ACCOUNT : PersistenceKind.ACCOUNT;
        doors.add(new Door(account.host(), kind, account.name()));
      }
    }
    return doors;
  }

  private String words() {
    return Stream.of(
            truth.commands().stream().map(Truth.Typed::cmd),
            truth.queries().stream().map(Truth.Asked::text),
            truth.events().stream().map(JsonNode::toString),
            truth.web().stream().map(Truth.Request::path))
        .flatMap(words -> words)
        .collect(Collectors.joining(" "));
  }

  private void tampering() {
    List<At> cleared = new ArrayList<>();
    for (JsonNode event : truth.events()) {
      if (CLEARED.contains(event.path("kind").asString())) {
        event
            .path("files")
            .forEach(file -> cleared.add(new At(event.path("host").asString(), file.asString())));
      }
    }
    if (cleared.isEmpty() && truth.attack()) {
      return;
    }
    List<Incident.Tampering> told = incident.tampering();
    List<String> missed =
        cleared.stream()
            .filter(file -> told.stream().noneMatch(t -> of(t, file)))
            .map(file -> "missed " + file)
            .toList();
    rows.add(
        new ScoreRow(
            "tampering",
            cleared.size(),
            cleared.size() - missed.size(),
            told.size(),
            truth.attack() ? 0 : told.size(),
            missed));
  }

  private static boolean of(Incident.Tampering told, At file) {
    String path = Objects.requireNonNull(file.name());
    return told.host().equals(file.host())
        && String.valueOf(told.path()).contains(path.substring(path.lastIndexOf('/') + 1));
  }

  private void returns() {
    Instant out = truth.kickedOut();
    if (out == null) {
      return;
    }
    List<Truth.Attempt> again = truth.auth().stream().filter(a -> a.t0().isAfter(out)).toList();
    Set<At> tried = set(again.stream().map(a -> new At(a.host(), a.src())));
    truth.dbSessions().stream()
        .filter(s -> s.start().isAfter(out))
        .forEach(s -> tried.add(new At(s.host(), s.src())));
    rows.add(
        ScoreRow.paired(
            "re-entry",
            again.stream().filter(a -> a.logged() && !a.method().equals("probe")).toList(),
            incident.reentry(),
            (real, told) ->
                real.src().equals(told.ip())
                    && real.host().equals(told.host())
                    && within(told.time().instant(), real.t0(), real.t1(), SLACK),
            told -> tried.contains(new At(told.host(), told.ip()))));
  }

  private void phases() {
    Map<PhaseName, List<Truth.Stage>> real = new EnumMap<>(PhaseName.class);
    for (Truth.Stage stage : truth.phases()) {
      PhaseName name = PHASES.get(stage.kind());
      if (name != null && !discovery(stage)) {
        real.computeIfAbsent(name, k -> new ArrayList<>()).add(stage);
      }
    }
    int found = 0;
    int said = 0;
    List<String> wrong = new ArrayList<>();
    List<String> missed = new ArrayList<>();
    for (Map.Entry<PhaseName, List<Truth.Stage>> entry : real.entrySet()) {
      List<Incident.Phase> told =
          incident.phases().stream().filter(p -> p.phase() == entry.getKey()).toList();
      said += told.size();
      if (told.isEmpty()) {
        missed.add("missed " + entry);
      } else if (agree(entry.getValue(), told)) {
        found++;
      } else {
        wrong.add("false " + entry + ": said " + spans(told));
      }
    }
    missed.addAll(wrong);
    rows.add(new ScoreRow("phases", real.size(), found, said, wrong.size(), missed));
  }

  /** Looking around from inside, which the truth calls by the name of looking from outside. */
  private boolean discovery(Truth.Stage stage) {
    return stage.kind().equals("recon")
        && truth.firstAccess() != null
        && !stage.start().isBefore(truth.firstAccess());
  }

  /** All that is true is touched, the first begins where it should, none reaches far beyond. */
  private static boolean agree(List<Truth.Stage> real, List<Incident.Phase> told) {
    Instant low =
        real.stream().map(Truth.Stage::start).min(Comparator.naturalOrder()).orElseThrow();
    Instant high = real.stream().map(Truth.Stage::end).max(Comparator.naturalOrder()).orElseThrow();
    Stamp first =
        told.stream().map(Incident.Phase::start).min(Comparator.naturalOrder()).orElseThrow();
    return near(low, first, PHASE_START)
        && real.stream()
            .allMatch(stage ->
                told.stream()
                    .anyMatch(t ->
                        !t.start().instant().isAfter(stage.end().plus(PHASE_TOUCH))
                            && !t.end().instant().isBefore(stage.start().minus(PHASE_TOUCH))))
        && told.stream()
            .allMatch(t ->
                within(t.start().instant(), low, high, PHASE_REACH)
                    && within(t.end().instant(), low, high, PHASE_REACH));
  }

  private static String spans(List<Incident.Phase> told) {
    return told.stream().map(p -> p.start() + " to " + p.end()).collect(Collectors.joining(", "));
  }

  private static String plain(String statement) {
    String text = SPACES.matcher(statement).replaceAll(" ").strip();
    while (text.endsWith(";")) {
      text = text.substring(0, text.length() - 1).strip();
    }
    return text.toLowerCase(Locale.ROOT);
  }

  private static boolean near(Instant real, @Nullable Stamp said, Duration slack) {
    return said != null && within(said.instant(), real, real, slack);
  }

  private static boolean within(Instant time, Instant from, Instant to, Duration slack) {
    return !time.isBefore(from.minus(slack)) && !time.isAfter(to.plus(slack));
  }

  private static <T> Set<T> set(Stream<T> stream) {
    return stream.collect(Collectors.toSet());
  }

  private static <T> Predicate<T> none() {
    return one -> false;
  }
}
