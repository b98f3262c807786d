package dwell.correlate;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A table that a statement names.
 *
 * @param database as written, else the session's; null where neither is known
 * @param schema PostgreSQL's schema, {@code public} where none is written; null for databases
 *     without schemata of their own (MySQL, MariaDB)
 * @param name as written, unquoted
 * @param columns those that the statement gives back or writes, where they can be told without the
 *     table's definition; {@code *} for all; empty where unknown
 * @param access what is done with it: {@link SqlOperation#CATALOGUE} where only its definition is
 *     looked at, {@link SqlOperation#READ}, {@link SqlOperation#WRITE}, {@link SqlOperation#SCHEMA}
 *     or {@link SqlOperation#GRANT}
 * @param catalogue whether it belongs to the database itself ({@code information_schema}, {@code
 *     pg_catalog}, {@code mysql}, {@code sys}, {@code performance_schema}), not to a user's data
 */
public record TableUse(
    @Nullable String database,
    @Nullable String schema,
    String name,
    List<String> columns,
    SqlOperation access,
    boolean catalogue) {
  public TableUse {
    columns = List.copyOf(columns);
  }

  /**
   * The name as people of that database say it: {@code shop.customers} for MySQL, {@code customers}
   * or {@code sales.customers} for PostgreSQL's {@code public} or another schema.
   */
  public String qualified() {
    if (schema != null) {
      return schema.equals("public") ? name : schema + '.' + name;
    }
    return database == null ? name : database + '.' + name;
  }
}
