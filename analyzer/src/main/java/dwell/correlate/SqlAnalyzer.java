package dwell.correlate;

import dwell.correlate.SqlGrammar.Reading;
import dwell.correlate.SqlTables.Named;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Says what database statements do. The words of a statement decide its operation and tables,
 * whatever it is; a grammar adds columns where it accepts the statement. Not for several threads.
 */
public final class SqlAnalyzer {
  /** Readings of the grammar that are kept, the least used dropped first. */
  private static final int CACHED = 4_096;

  private static final Set<String> MYSQL_CATALOGUE =
      Set.of("information_schema", "performance_schema", "mysql", "sys");

  private static final Set<String> POSTGRESQL_CATALOGUE =
      Set.of("information_schema", "pg_catalog", "pg_toast");

  /** Tables that hold accounts and rights: who writes them grants. */
  private static final Set<String> RIGHTS =
      Set.of(
          "user",
          "global_priv",
          "db",
          "tables_priv",
          "columns_priv",
          "procs_priv",
          "proxies_priv",
          "roles_mapping",
          "role_edges",
          "default_roles",
          "pg_authid",
          "pg_auth_members",
          "pg_shadow",
          "pg_user");

  private final Map<String, Optional<Reading>> readings =
      new LinkedHashMap<>(256, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Optional<Reading>> eldest) {
          return size() > CACHED;
        }
      };

  /**
   * Analyses a statement, or several parted by semicolons.
   *
   * @param system as in {@code db.system.name}; {@code postgresql} has rules of its own, all else
   *     is read as MySQL
   * @param namespace the database that the session is in; null where unknown
   */
  public SqlAnalysis analyze(String sql, String system, @Nullable String namespace) {
    boolean mysql = !system.equals("postgresql");
    List<SqlToken> tokens = SqlLexer.tokens(sql, mysql);
    boolean dump =
        mysql ? sql.contains("/*!40001 SQL_NO_CACHE */") : tokens.size() > 0 && pgDump(tokens);
    SqlAnalysis whole = null;
    for (List<SqlToken> one : statements(tokens)) {
      SqlAnalysis analysis = one(one, mysql, namespace, dump);
      whole = whole == null ? analysis : join(whole, analysis);
    }
    return whole == null
        ? new SqlAnalysis(
            "",
            SqlOperation.SESSION,
            List.of(),
            SqlBounds.NONE,
            false,
            false,
            true,
            Set.of(),
            Set.of(),
            Set.of())
        : whole;
  }

  private static List<List<SqlToken>> statements(List<SqlToken> tokens) {
    List<List<SqlToken>> all = new ArrayList<>();
    int from = 0;
    for (int i = 0; i <= tokens.size(); i++) {
      if (i == tokens.size() || tokens.get(i).symbol(';')) {
        if (i > from) {
          all.add(inner(tokens.subList(from, i)));
        }
        from = i + 1;
      }
    }
    return all;
  }

  /** What {@code PREPARE … AS}, {@code DECLARE … CURSOR FOR} and {@code EXPLAIN} are about. */
  private static List<SqlToken> inner(List<SqlToken> tokens) {
    String verb = tokens.getFirst().word();
    if (verb.equals("prepare") || verb.equals("declare")) {
      String mark = verb.equals("prepare") ? "as" : "for";
      for (int i = 1; i < tokens.size() - 1; i++) {
        if (tokens.get(i).is(mark)) {
          return tokens.subList(i + 1, tokens.size());
        }
      }
    }
    if (verb.equals("explain") && tokens.stream().anyMatch(t -> t.is("analyze"))) {
      for (int i = 1; i < tokens.size(); i++) {
        if (Set.of("select", "insert", "update", "delete", "with").contains(tokens.get(i).word())) {
          return tokens.subList(i, tokens.size());
        }
      }
    }
    return tokens;
  }

  private SqlAnalysis one(
      List<SqlToken> tokens, boolean mysql, @Nullable String namespace, boolean dump) {
    String fingerprint = SqlFingerprint.of(tokens, mysql);
    SqlVerbs verbs = SqlVerbs.of(tokens);
    Reading reading = reading(fingerprint, verbs.operation());
    List<TableUse> tables = new ArrayList<>();
    boolean data = false;
    SqlOperation operation = verbs.operation();
    for (Named named : SqlTables.of(tokens)) {
      TableUse table = table(named, mysql, namespace, reading);
      tables.add(table);
      data |= !table.catalogue();
      boolean rights = table.catalogue() && RIGHTS.contains(table.name().toLowerCase(Locale.ROOT));
      if (rights && table.access() == SqlOperation.WRITE) {
        operation = SqlOperation.GRANT;
      } else if (operation == SqlOperation.READ && table.access() == SqlOperation.WRITE) {
        operation = SqlOperation.WRITE;
      }
    }
    if (operation == SqlOperation.READ && !data) {
      operation = tables.isEmpty() ? SqlOperation.SESSION : SqlOperation.CATALOGUE;
    }
    boolean aggregate = reading != null && reading.aggregateOnly();
    SqlBounds bounds = SqlBounds.of(tokens);
    return new SqlAnalysis(
        fingerprint,
        operation,
        List.copyOf(tables),
        aggregate ? bounds.atMost(1) : bounds,
        aggregate,
        dump && !tables.isEmpty(),
        reading != null,
        ordered(verbs.files()),
        ordered(verbs.programs()),
        ordered(verbs.accounts()));
  }

  private @Nullable Reading reading(String fingerprint, SqlOperation operation) {
    return switch (operation) {
      case READ, WRITE, FILE_ACCESS ->
          readings
              .computeIfAbsent(
                  fingerprint, f -> Optional.ofNullable(SqlGrammar.read(withoutFile(f))))
              .orElse(null);
      default -> null;
    };
  }

  /** Without {@code INTO OUTFILE ? …}, which the grammar knows at few places. */
  private static String withoutFile(String fingerprint) {
    for (String word :
        List.of(" into OUTFILE", " into outfile", " into DUMPFILE", " into dumpfile")) {
      int at = fingerprint.indexOf(word);
      if (at < 0) {
        continue;
      }
      int rest = fingerprint.indexOf(" from ", at);
      return fingerprint.substring(0, at) + (rest < 0 ? "" : fingerprint.substring(rest));
    }
    return fingerprint;
  }

  private static TableUse table(
      Named named, boolean mysql, @Nullable String namespace, @Nullable Reading reading) {
    List<String> parts = named.parts();
    String name = parts.getLast();
    String qualifier = parts.size() > 1 ? parts.get(parts.size() - 2) : null;
    Collection<String> columns =
        reading == null ? named.columns() : reading.columns().getOrDefault(name, Set.of());
    if (mysql) {
      String database = qualifier == null ? namespace : qualifier;
      boolean own = database != null && MYSQL_CATALOGUE.contains(database.toLowerCase(Locale.ROOT));
      return new TableUse(database, null, name, List.copyOf(columns), named.access(), own);
    }
    boolean pg = name.toLowerCase(Locale.ROOT).startsWith("pg_");
    String schema = qualifier == null ? pg ? "pg_catalog" : "public" : qualifier;
    String database = parts.size() > 2 ? parts.get(parts.size() - 3) : namespace;
    boolean own = POSTGRESQL_CATALOGUE.contains(schema.toLowerCase(Locale.ROOT));
    return new TableUse(database, schema, name, List.copyOf(columns), named.access(), own);
  }

  /** pg_dump's {@code COPY schema.table (columns) TO stdout}: src/bin/pg_dump/pg_dump.c. */
  private static boolean pgDump(List<SqlToken> tokens) {
    int n = tokens.size();
    int last = tokens.getLast().symbol(';') ? n - 2 : n - 1;
    return tokens.getFirst().is("copy")
        && last > 3
        && tokens.get(last).is("stdout")
        && tokens.get(2).symbol('.');
  }

  private static SqlAnalysis join(SqlAnalysis a, SqlAnalysis b) {
    boolean first = a.operation().compareTo(b.operation()) >= 0;
    List<TableUse> tables = new ArrayList<>(a.tables());
    b.tables().stream().filter(t -> !a.tables().contains(t)).forEach(tables::add);
    return new SqlAnalysis(
        a.fingerprint() + " ; " + b.fingerprint(),
        first ? a.operation() : b.operation(),
        List.copyOf(tables),
        a.operation().reads() && b.operation().reads()
            ? a.bounds().and(b.bounds())
            : first ? a.bounds() : b.bounds(),
        a.aggregateOnly() && b.aggregateOnly(),
        a.dump() || b.dump(),
        a.parsed() && b.parsed(),
        union(a.files(), b.files()),
        union(a.programs(), b.programs()),
        union(a.accounts(), b.accounts()));
  }

  private static Set<String> union(Set<String> a, Set<String> b) {
    Set<String> all = new LinkedHashSet<>(a);
    all.addAll(b);
    return ordered(all);
  }

  private static Set<String> ordered(Set<String> set) {
    return Collections.unmodifiableSet(new LinkedHashSet<>(set));
  }
}
