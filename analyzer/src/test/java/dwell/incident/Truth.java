package dwell.incident;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/**
 * What was done on the hosts of a known incident, as whoever staged it wrote it down. The lists of
 * deeds hold the intruders' alone; an absent list is empty, an absent time was never.
 *
 * @param internalPivotIps addresses of our own hosts that the intruder went on from; naming them is
 *     no mistake
 * @param tablesRead {@code system:database.table} to what was read of it
 * @param events back doors, cleared logs, and what else has no list of its own
 */
record Truth(
    String title,
    boolean attack,
    List<String> attackerIps,
    List<String> internalPivotIps,
    List<Account> compromisedAccounts,
    @Nullable Instant firstAccess,
    @Nullable Instant detected,
    @Nullable Instant kickedOut,
    Map<String, JsonNode> tablesRead,
    List<Stage> phases,
    List<Login> sessions,
    List<Typed> commands,
    List<DatabaseLogin> dbSessions,
    List<Asked> queries,
    List<Attempt> auth,
    List<Request> web,
    List<NewAccount> accountsCreated,
    List<Secret> keysExposed,
    List<JsonNode> events) {
  private static final JsonMapper MAPPER =
      JsonMapper.builder().propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE).build();

  Truth {
    attackerIps = some(attackerIps);
    internalPivotIps = some(internalPivotIps);
    compromisedAccounts = some(compromisedAccounts);
    tablesRead = tablesRead == null ? Map.of() : Map.copyOf(tablesRead);
    phases = some(phases);
    sessions = some(sessions);
    commands = some(commands);
    dbSessions = some(dbSessions);
    queries = some(queries);
    auth = some(auth);
    web = some(web);
    accountsCreated = some(accountsCreated);
    keysExposed = some(keysExposed);
    events = some(events);
  }

  /** An account that the intruder acted as; of a database, its system stands in brackets. */
  record Account(String host, String user) {
    String name() {
      return bare(user);
    }
  }

  /** A stage by the stager's own name; {@code category} where that is none of the usual ones. */
  record Stage(String phase, @Nullable String category, Instant start, Instant end) {
    String kind() {
      return category == null ? phase : category;
    }
  }

  /** An ssh session; {@code acceptedAt} is null where no log can show it. */
  record Login(String host, String user, String src, @Nullable Instant acceptedAt) {}

  record Typed(Instant t, String host, String cmd) {}

  /** A database session; {@code ok} is whether it was let in. */
  record DatabaseLogin(
      String host, String user, @Nullable String src, Instant start, Instant end, boolean ok) {}

  /** A statement; {@code ok} is whether it was accepted. */
  record Asked(Instant t, String text, boolean ok) {}

  /**
   * A connection to sshd from {@code t0} to {@code t1}; not {@code visible} where a firewall
   * dropped it, and {@code method} is {@code probe} where nobody tried to log in.
   */
  record Attempt(
      Instant t0, Instant t1, String src, String host, String method, @Nullable Boolean visible) {
    boolean logged() {
      return visible == null || visible;
    }
  }

  record Request(Instant t, String src, String path) {}

  record NewAccount(String host, String account, @Nullable Boolean malicious) {
    boolean ofDatabase() {
      return account.contains("(");
    }

    String name() {
      return bare(account).split("@", 2)[0];
    }
  }

  /**
   * A file with a secret that the intruder read; not {@code visible} where no record of the
   * evidence tells it.
   */
  record Secret(String host, String path, @Nullable Boolean visible) {
    boolean logged() {
      return visible == null || visible;
    }
  }

  static Truth read(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return MAPPER.readValue(in, Truth.class);
    }
  }

  /** A name without the remark in brackets behind it. */
  private static String bare(String name) {
    return name.split(" ", 2)[0];
  }

  private static <T> List<T> some(@Nullable List<T> list) {
    return list == null ? List.of() : List.copyOf(list);
  }
}
