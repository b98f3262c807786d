package dwell.incident;

import dwell.correlate.AccountKey;
import dwell.correlate.Session;
import dwell.correlate.SqlOperation;
import dwell.correlate.Statement;
import dwell.correlate.TableUse;
import dwell.detect.StatementActs;
import dwell.event.Outcome;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Which tables the actor's statements reached: users' tables, and those of the database's own that
 * hold its accounts' password hashes.
 */
final class DataTouched {
  /** Parts of names of tables and columns that hold what laws or contracts protect. */
  private static final Map<String, String> SENSITIVE =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry("passw", "credentials"),
              Map.entry("pw_hash", "credentials"),
              Map.entry("pwd", "credentials"),
              Map.entry("secret", "credentials"),
              Map.entry("token", "credentials"),
              Map.entry("api_key", "credentials"),
              Map.entry("card", "payment data"),
              Map.entry("iban", "payment data"),
              Map.entry("payment", "payment data"),
              Map.entry("invoice", "payment data"),
              Map.entry("cvv", "payment data"),
              Map.entry("salary", "personal data"),
              Map.entry("email", "personal data"),
              Map.entry("phone", "personal data"),
              Map.entry("birth", "personal data"),
              Map.entry("ssn", "personal data"),
              Map.entry("customer", "personal data"),
              Map.entry("patient", "health data"),
              Map.entry("diagnos", "health data"),
              Map.entry("employee", "personal data"),
              Map.entry("person", "personal data"),
              Map.entry("user", "personal data"),
              Map.entry("member", "personal data"),
              Map.entry("address", "personal data")));

  private final Scene scene;
  private final Map<String, Entry> tables = new TreeMap<>();

  private static final class Entry {
    final String system;
    final @Nullable String database;
    final String table;
    final Set<String> columns = new TreeSet<>();
    final Set<String> operations = new TreeSet<>();
    final List<String> evidence = new ArrayList<>();
    final List<Incident.Reach> statements = new ArrayList<>();
    long known;
    boolean anyKnown;
    long atMost;
    boolean unbounded;

    /** A table of the database's own, with the password hashes of its accounts. */
    boolean credentials;

    Entry(String system, @Nullable String database, String table) {
      this.system = system;
      this.database = database;
      this.table = table;
    }
  }

  private DataTouched(Scene scene) {
    this.scene = scene;
  }

  /** One entry a table, by system, database, table. */
  static List<Incident.Data> of(Findings findings) {
    DataTouched data = new DataTouched(findings.scene());
    for (Involved involved : findings.party().sessions()) {
      Session session = involved.session();
      if (session.kind() == Session.Kind.DATABASE && !session.system().equals(AccountKey.OS)) {
        session.statements().forEach(statement -> data.take(session, statement));
      }
    }
    return data.tables.values().stream().map(data::data).toList();
  }

  private void take(Session session, Statement statement) {
    if (statement.outcome() == Outcome.FAILURE) {
      return;
    }
    for (TableUse use : statement.analysis().tables()) {
      boolean hashes = StatementActs.givesHashes(statement.analysis(), use);
      if ((use.catalogue() && !hashes)
          || (use.access() != SqlOperation.READ && use.access() != SqlOperation.WRITE)) {
        continue;
      }
      boolean postgres = session.system().equals("postgresql");
      String namespace =
          statement.namespace() == null ? session.namespace() : statement.namespace();
      String database = postgres || use.database() == null ? namespace : use.database();
      String table =
          postgres && use.schema() != null && !use.schema().equals("public")
              ? use.qualified()
              : use.name();
      Entry entry =
          tables.computeIfAbsent(
              session.system() + ':' + database + '.' + table,
              k -> new Entry(session.system(), database, table));
      entry.credentials |= hashes;
      count(entry, use, statement);
    }
  }

  private static void count(Entry entry, TableUse use, Statement statement) {
    entry.statements.add(new Incident.Reach(Times.stamp(statement.time()), statement.event()));
    entry.columns.addAll(use.columns());
    entry.operations.add(statement.keyword());
    if (entry.evidence.size() < 20) {
      entry.evidence.add(statement.event());
    }
    if (use.access() != SqlOperation.READ || statement.analysis().aggregateOnly()) {
      return;
    }
    if (statement.rows() >= 0) {
      entry.known += statement.rows();
      entry.anyKnown = true;
    }
    long most = statement.rowsAtMost();
    entry.unbounded |= most < 0;
    entry.atMost += Math.max(most, 0);
  }

  private Incident.Data data(Entry entry) {
    Incident.Rows rows =
        new Incident.Rows(
            entry.anyKnown ? entry.known : null, entry.unbounded ? null : entry.atMost);
    List<String> evidence = new ArrayList<>(entry.evidence);
    String sensitive = sensitive(entry);
    for (var fact : scene.facts().sensitiveTables()) {
      if (fact.value().equals(entry.table)
          || fact.value().equals(entry.database + "." + entry.table)) {
        sensitive = fact.text().isEmpty() ? "named as sensitive" : fact.text();
        evidence.add(fact.citation());
      }
    }
    return new Incident.Data(
        entry.system,
        entry.database,
        entry.table,
        List.copyOf(entry.columns),
        List.copyOf(entry.operations),
        List.copyOf(entry.statements),
        rows.known() == null && rows.atMost() == null ? null : rows,
        sensitive,
        List.copyOf(evidence));
  }

  /** What two actors reached of one table. */
  static Incident.Data both(Incident.Data a, Incident.Data b) {
    List<Incident.Reach> statements = new ArrayList<>(a.statements());
    statements.addAll(b.statements());
    statements.sort(Comparator.comparing(Incident.Reach::time, Times.ORDER));
    return new Incident.Data(
        a.system(),
        a.database(),
        a.table(),
        union(a.columns(), b.columns()),
        union(a.operations(), b.operations()),
        List.copyOf(statements),
        both(a.rows(), b.rows()),
        a.sensitive() == null ? b.sensitive() : a.sensitive(),
        union(a.evidence(), b.evidence()));
  }

  private static Incident.@Nullable Rows both(
      Incident.@Nullable Rows a, Incident.@Nullable Rows b) {
    if (a == null || b == null) {
      return a == null ? b : a;
    }
    Long known =
        a.known() == null
            ? b.known()
            : b.known() == null ? a.known() : Long.valueOf(a.known() + b.known());
    Long most =
        a.atMost() == null || b.atMost() == null ? null : Long.valueOf(a.atMost() + b.atMost());
    return new Incident.Rows(known, most);
  }

  private static List<String> union(List<String> a, List<String> b) {
    Set<String> all = new LinkedHashSet<>(a);
    all.addAll(b);
    return List.copyOf(all);
  }

  private static @Nullable String sensitive(Entry entry) {
    if (entry.credentials) {
      return "credentials";
    }
    Set<String> kinds = new TreeSet<>();
    List<String> names = new ArrayList<>(entry.columns);
    names.add(entry.table);
    for (String name : names) {
      String lower = name.toLowerCase(Locale.ROOT);
      SENSITIVE.forEach((part, kind) -> {
        if (lower.contains(part)) {
          kinds.add(kind);
        }
      });
    }
    return kinds.isEmpty() ? null : String.join(", ", kinds);
  }
}
