package dwell.detect;

import dwell.correlate.SqlAnalysis;
import dwell.correlate.SqlOperation;
import dwell.correlate.Statement;
import dwell.correlate.TableUse;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Says what a database statement does, from its analysis. */
public final class StatementActs {
  /**
   * Tables in which databases keep password hashes: MySQL's grant tables, pg_authid and its views.
   */
  private static final Set<String> HASHES =
      Set.of("user", "global_priv", "pg_shadow", "pg_authid", "pg_user_mapping");

  /** The columns of those tables that hold them; the others list who there is. */
  private static final Set<String> HASH_COLUMNS =
      Set.of(
          "*", "password", "authentication_string", "priv", "passwd", "rolpassword", "umoptions");

  private StatementActs() {}

  /** The acts of a statement; a refused one has them too, its deed tells that it failed. */
  public static List<Act> read(Statement statement) {
    SqlAnalysis analysis = statement.analysis();
    List<Act> acts = new ArrayList<>();
    if (analysis.operation() == SqlOperation.GRANT) {
      boolean creates = statement.keyword().equals("CREATE");
      for (String account : analysis.accounts()) {
        acts.add(
            Act.name(
                creates ? ActKind.DATABASE_ACCOUNT_CREATED : ActKind.DATABASE_RIGHTS_GIVEN,
                account));
      }
    }
    if (analysis.operation() == SqlOperation.PROGRAM_EXECUTION) {
      analysis
          .programs()
          .forEach(program -> acts.add(Act.name(ActKind.DATABASE_PROGRAM_RUN, program)));
    }
    if (analysis.operation() == SqlOperation.FILE_ACCESS) {
      analysis.files().forEach(file -> acts.add(Act.path(ActKind.STAGED, file)));
    }
    boolean user = false;
    for (TableUse table : analysis.tables()) {
      if (givesHashes(analysis, table)) {
        String by = analysis.dump() ? "dump" : null;
        acts.add(new Act(ActKind.DATABASE_HASHES_READ, null, table.qualified(), by));
      }
      user |= !table.catalogue() && table.access() == SqlOperation.READ;
    }
    if (user && analysis.dump()) {
      acts.add(Act.of(ActKind.DATABASE_DUMPED));
    } else if (user && !analysis.aggregateOnly()) {
      acts.add(Act.of(ActKind.DATA_READ));
    }
    return acts;
  }

  /**
   * Whether a statement's use of a table gives back password hashes of the database's own accounts;
   * where its columns are not known, it may.
   */
  public static boolean givesHashes(SqlAnalysis analysis, TableUse table) {
    boolean columns =
        table.columns().isEmpty()
            || table.columns().stream()
                .anyMatch(column -> HASH_COLUMNS.contains(column.toLowerCase(Locale.ROOT)));
    return !analysis.aggregateOnly()
        && table.access() != SqlOperation.CATALOGUE
        && table.catalogue()
        && HASHES.contains(table.name())
        && columns;
  }
}
