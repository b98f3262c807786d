package dwell.correlate;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A table that a statement names.
 *
 * @param schema as written, else the session's: MySQL's database, PostgreSQL's {@code public}; null
 *     where neither is known
 * @param name as written, unquoted
 * @param columns those that the statement reads or writes, where they can be told without the
 *     table's definition; {@code *} for all; empty where unknown
 * @param access {@link SqlOperation#READ}, {@link SqlOperation#WRITE}, {@link SqlOperation#SCHEMA}
 *     or {@link SqlOperation#GRANT}
 * @param catalogue whether it belongs to the database itself ({@code information_schema}, {@code
 *     pg_catalog}, {@code mysql}, {@code sys}, {@code performance_schema}), not to a user's data
 */
public record TableUse(
    @Nullable String schema,
    String name,
    List<String> columns,
    SqlOperation access,
    boolean catalogue) {
  public TableUse {
    columns = List.copyOf(columns);
  }

  /** {@code schema.name}, or the name alone. */
  public String qualified() {
    return schema == null ? name : schema + '.' + name;
  }
}
