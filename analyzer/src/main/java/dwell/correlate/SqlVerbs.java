package dwell.correlate;

import dwell.correlate.SqlToken.Kind;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What a statement does, by its words; files, programs and accounts that it names. */
final class SqlVerbs {
  /**
   * Functions that read or write the server's files: MySQL's LOAD_FILE; PostgreSQL's large objects
   * (manual 35.3), generic file access (9.28.9) and adminpack.
   */
  private static final Set<String> FILE_FUNCTIONS =
      Set.of(
          "load_file",
          "lo_import",
          "lo_export",
          "pg_read_file",
          "pg_read_binary_file",
          "pg_ls_dir",
          "pg_ls_logdir",
          "pg_ls_waldir",
          "pg_ls_tmpdir",
          "pg_stat_file",
          "pg_file_write",
          "pg_file_read",
          "pg_file_unlink",
          "pg_file_rename");

  /** The functions of lib_mysqludf_sys, which intruders bring along, and their like. */
  private static final Set<String> PROGRAM_FUNCTIONS =
      Set.of("sys_exec", "sys_eval", "sys_bineval", "cmdshell", "backshell", "pg_exec_cmd");

  /** PostgreSQL's languages without a sandbox (manual 42.1, 45.3, 46). */
  private static final Set<String> UNTRUSTED_LANGUAGES =
      Set.of("c", "internal", "plpythonu", "plpython2u", "plpython3u", "plperlu", "pltclu", "plsh");

  private static final Set<String> ACCOUNT_OBJECTS = Set.of("user", "role", "group", "profile");

  private static final Set<String> SHOWN_CATALOGUE =
      Set.of(
          "tables",
          "databases",
          "schemas",
          "columns",
          "fields",
          "index",
          "indexes",
          "keys",
          "create",
          "grants",
          "full",
          "table",
          "triggers",
          "events",
          "procedure",
          "function",
          "processlist",
          "privileges",
          "plugins");

  private final List<SqlToken> tokens;
  private final Set<String> files = new LinkedHashSet<>();
  private final Set<String> programs = new LinkedHashSet<>();
  private final Set<String> accounts = new LinkedHashSet<>();
  private SqlOperation operation;

  private SqlVerbs(List<SqlToken> tokens) {
    this.tokens = tokens;
    this.operation = head();
    clauses();
  }

  /** Reads one statement; its tables are for others to judge. */
  static SqlVerbs of(List<SqlToken> tokens) {
    return new SqlVerbs(tokens);
  }

  SqlOperation operation() {
    return operation;
  }

  Set<String> files() {
    return files;
  }

  Set<String> programs() {
    return programs;
  }

  Set<String> accounts() {
    return accounts;
  }

  /** The index of the verb: what stands after {@code WITH …} and opening parentheses. */
  static int verb(List<SqlToken> tokens) {
    int i = 0;
    while (i < tokens.size() && tokens.get(i).symbol('(')) {
      i++;
    }
    if (!SqlTables.word(tokens, i).equals("with")) {
      return i;
    }
    for (int j = i + 1; j < tokens.size(); j++) {
      if (tokens.get(j).symbol('(')) {
        j = SqlTables.closing(tokens, j);
      } else if (Set.of(
              "select", "insert", "update", "delete", "merge", "values", "table", "replace")
          .contains(tokens.get(j).word())) {
        return j;
      }
    }
    return i;
  }

  private SqlOperation head() {
    int verb = verb(tokens);
    String next = word(verb + 1);
    return switch (word(verb)) {
      case "select", "values", "table", "handler", "fetch", "declare", "with" -> SqlOperation.READ;
      case "insert", "update", "delete", "replace", "merge", "upsert", "truncate" ->
          SqlOperation.WRITE;
      case "load" -> load(verb);
      case "copy" -> copy(verb);
      case "show" -> SHOWN_CATALOGUE.contains(next) ? SqlOperation.CATALOGUE : SqlOperation.SESSION;
      case "describe", "desc" -> SqlOperation.CATALOGUE;
      case "explain" -> SqlOperation.CATALOGUE;
      case "grant", "revoke", "reassign" -> grant(verb);
      case "create",
          "alter",
          "drop",
          "rename",
          "comment",
          "security",
          "import",
          "reindex",
          "refresh" ->
          definition(verb);
      case "install", "uninstall" -> install(verb);
      case "set" -> next.equals("password") ? SqlOperation.GRANT : SqlOperation.SESSION;
      case "call", "do", "" -> SqlOperation.UNKNOWN;
      case "begin",
          "start",
          "commit",
          "rollback",
          "end",
          "abort",
          "savepoint",
          "release",
          "use",
          "lock",
          "unlock",
          "kill",
          "flush",
          "reset",
          "discard",
          "listen",
          "unlisten",
          "notify",
          "analyze",
          "analyse",
          "optimize",
          "check",
          "checksum",
          "repair",
          "vacuum",
          "checkpoint",
          "cluster",
          "xa",
          "change",
          "purge",
          "stop",
          "shutdown",
          "prepare",
          "execute",
          "deallocate",
          "close",
          "move",
          "binlog",
          "cache",
          "help",
          "get",
          "signal",
          "resignal" ->
          SqlOperation.SESSION;
      default -> SqlOperation.UNKNOWN;
    };
  }

  private SqlOperation load(int verb) {
    String next = word(verb + 1);
    if (next.equals("data") || next.equals("xml")) {
      boolean local = false;
      for (int i = verb; i < tokens.size() && !word(i).equals("infile"); i++) {
        local |= word(i).equals("local");
      }
      collect(files, "infile");
      return local ? SqlOperation.WRITE : SqlOperation.FILE_ACCESS;
    }
    return tokens.size() > verb + 1 && tokens.get(verb + 1).kind() == Kind.STRING
        ? run(tokens.get(verb + 1).text())
        : SqlOperation.SESSION;
  }

  /** PostgreSQL's COPY: where the data goes to or comes from. */
  private SqlOperation copy(int verb) {
    for (int i = verb + 1; i < tokens.size(); i++) {
      if (tokens.get(i).symbol('(')) {
        i = SqlTables.closing(tokens, i);
      } else if (word(i).equals("to") || word(i).equals("from")) {
        boolean out = word(i).equals("to");
        if (word(i + 1).equals("program")) {
          return run(i + 2 < tokens.size() ? tokens.get(i + 2).text() : "");
        }
        if (i + 1 < tokens.size() && tokens.get(i + 1).kind() == Kind.STRING) {
          files.add(tokens.get(i + 1).text());
          return SqlOperation.FILE_ACCESS;
        }
        return out ? SqlOperation.READ : SqlOperation.WRITE;
      }
    }
    return SqlOperation.READ;
  }

  private SqlOperation grant(int verb) {
    for (int i = verb + 1; i < tokens.size(); i++) {
      boolean to = word(i).equals("to") || word(i).equals("from");
      if (to) {
        accountsAt(i + 1);
        break;
      }
    }
    return SqlOperation.GRANT;
  }

  private SqlOperation definition(int verb) {
    for (int i = verb + 1; i < tokens.size() && i < verb + 6; i++) {
      String word = word(i);
      if (ACCOUNT_OBJECTS.contains(word)
          || word.equals("privileges") && word(i - 1).equals("default")) {
        // PostgreSQL's USER MAPPING belongs to a foreign server, not to the accounts.
        if (word(i + 1).equals("mapping")) {
          break;
        }
        accountsAt(i + 1);
        return SqlOperation.GRANT;
      }
      if (Set.of("table", "view", "function", "procedure", "database", "schema", "index")
          .contains(word)) {
        break;
      }
    }
    for (int i = verb + 1; i < tokens.size(); i++) {
      if (word(i).equals("soname") && i + 1 < tokens.size()) {
        return run(tokens.get(i + 1).text());
      }
      boolean language =
          word(i).equals("language")
              && i + 1 < tokens.size()
              && UNTRUSTED_LANGUAGES.contains(tokens.get(i + 1).text().toLowerCase(Locale.ROOT));
      if (language && !word(verb).equals("drop")) {
        return SqlOperation.PROGRAM_EXECUTION;
      }
    }
    return SqlOperation.SCHEMA;
  }

  private SqlOperation install(int verb) {
    for (int i = verb; i < tokens.size(); i++) {
      if (word(i).equals("soname") && i + 1 < tokens.size()) {
        return run(tokens.get(i + 1).text());
      }
    }
    return SqlOperation.SCHEMA;
  }

  private SqlOperation run(String program) {
    programs.add(program);
    return SqlOperation.PROGRAM_EXECUTION;
  }

  /** What may stand anywhere: file functions, {@code INTO OUTFILE}. */
  private void clauses() {
    collect(files, "outfile");
    collect(files, "dumpfile");
    if (!files.isEmpty() && operation.compareTo(SqlOperation.FILE_ACCESS) < 0 && !localLoad()) {
      operation = SqlOperation.FILE_ACCESS;
    }
    for (int i = 0; i + 1 < tokens.size(); i++) {
      if (!tokens.get(i + 1).symbol('(') || !tokens.get(i).name()) {
        continue;
      }
      String name = tokens.get(i).text().toLowerCase(Locale.ROOT);
      if (FILE_FUNCTIONS.contains(name)) {
        firstString(i + 1, files);
        operation = graver(SqlOperation.FILE_ACCESS);
      } else if (PROGRAM_FUNCTIONS.contains(name)) {
        firstString(i + 1, programs);
        operation = graver(SqlOperation.PROGRAM_EXECUTION);
      }
    }
  }

  private boolean localLoad() {
    return word(verb(tokens)).equals("load") && operation == SqlOperation.WRITE;
  }

  private SqlOperation graver(SqlOperation other) {
    boolean definition = operation == SqlOperation.SCHEMA || operation == SqlOperation.GRANT;
    return definition || operation == SqlOperation.UNKNOWN || operation.compareTo(other) < 0
        ? other
        : operation;
  }

  private void firstString(int open, Set<String> into) {
    int close = SqlTables.closing(tokens, open);
    for (int i = open + 1; i <= close; i++) {
      if (tokens.get(i).kind() == Kind.STRING) {
        into.add(tokens.get(i).text());
        return;
      }
    }
  }

  /** Strings that follow the word {@code before}, which only counts as a keyword. */
  private void collect(Set<String> into, String before) {
    for (int i = 0; i + 1 < tokens.size(); i++) {
      if (word(i).equals(before) && tokens.get(i + 1).kind() == Kind.STRING) {
        into.add(tokens.get(i + 1).text());
      }
    }
  }

  /** Account names from {@code i} on: {@code 'u'@'h', v}. */
  private void accountsAt(int i) {
    int at = i;
    while (Set.of("if", "not", "exists", "group", "role", "for").contains(word(at))) {
      at++;
    }
    while (at < tokens.size()) {
      SqlToken token = tokens.get(at);
      if (!token.name() && token.kind() != Kind.STRING) {
        return;
      }
      String text = token.text();
      int sign = token.kind() == Kind.WORD ? text.indexOf('@') : -1;
      accounts.add(sign > 0 ? text.substring(0, sign) : text);
      at++;
      while (at < tokens.size() && word(at).startsWith("@")) {
        at += word(at).length() == 1 ? 2 : 1;
      }
      if (at >= tokens.size() || !tokens.get(at).symbol(',')) {
        return;
      }
      at++;
    }
  }

  private String word(int i) {
    return SqlTables.word(tokens, i);
  }
}
