package dwell.correlate;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import net.sf.jsqlparser.expression.Expression;
import net.sf.jsqlparser.expression.ExpressionVisitorAdapter;
import net.sf.jsqlparser.expression.Function;
import net.sf.jsqlparser.parser.CCJSqlParser;
import net.sf.jsqlparser.parser.CCJSqlParserUtil;
import net.sf.jsqlparser.parser.ParseException;
import net.sf.jsqlparser.parser.TokenMgrException;
import net.sf.jsqlparser.schema.Column;
import net.sf.jsqlparser.schema.Table;
import net.sf.jsqlparser.statement.Statement;
import net.sf.jsqlparser.statement.insert.Insert;
import net.sf.jsqlparser.statement.select.AllColumns;
import net.sf.jsqlparser.statement.select.AllTableColumns;
import net.sf.jsqlparser.statement.select.FromItem;
import net.sf.jsqlparser.statement.select.Join;
import net.sf.jsqlparser.statement.select.ParenthesedSelect;
import net.sf.jsqlparser.statement.select.PlainSelect;
import net.sf.jsqlparser.statement.select.Select;
import net.sf.jsqlparser.statement.select.SelectItem;
import net.sf.jsqlparser.statement.select.SetOperationList;
import net.sf.jsqlparser.statement.update.Update;
import net.sf.jsqlparser.statement.update.UpdateSet;
import org.jspecify.annotations.Nullable;

/**
 * The columns that a statement gives back or writes, by JSqlParser's grammar. It reads
 * fingerprints, not statements: values that somebody chose do not reach it, and one reading serves
 * all that share it.
 */
final class SqlGrammar {
  /** Longer or deeper fingerprints are left to the words: the grammar looks ahead without bound. */
  private static final int MAX_LENGTH = 3_000;

  private static final int MAX_DEPTH = 8;

  private static final Set<String> AGGREGATES =
      Set.of(
          "count",
          "sum",
          "avg",
          "min",
          "max",
          "std",
          "stddev",
          "variance",
          "var_pop",
          "bit_and",
          "bit_or",
          "bool_and",
          "bool_or",
          "every");

  /**
   * What the grammar says.
   *
   * @param columns by table name as written last in its qualified name
   * @param aggregateOnly whether it gives one row of aggregates
   */
  record Reading(Map<String, Set<String>> columns, boolean aggregateOnly) {}

  private final Map<String, Set<String>> columns = new LinkedHashMap<>();

  private SqlGrammar() {}

  /** The reading of a fingerprint, or null where the grammar does not accept it. */
  static @Nullable Reading read(String fingerprint) {
    if (fingerprint.length() > MAX_LENGTH
        || CCJSqlParserUtil.getNestingDepth(fingerprint) > MAX_DEPTH) {
      return null;
    }
    CCJSqlParser parser =
        CCJSqlParserUtil.newParser(fingerprint)
            .withAllowComplexParsing(false)
            .withUnsupportedStatements(false);
    try {
      Statement statement = parser.Statement();
      SqlGrammar grammar = new SqlGrammar();
      boolean aggregate = grammar.statement(statement);
      return new Reading(grammar.columns, aggregate);
    } catch (ParseException | TokenMgrException | IllegalArgumentException e) {
      return null;
    } catch (RuntimeException e) {
      // The grammar's own actions fail in places on what no server would accept either.
      return null;
    }
  }

  private boolean statement(Statement statement) {
    switch (statement) {
      case Select select -> {
        return select(select);
      }
      case Insert insert -> {
        if (insert.getColumns() != null) {
          insert.getColumns().forEach(c -> add(insert.getTable(), c.getUnquotedColumnName()));
        }
        if (insert.getSelect() != null) {
          select(insert.getSelect());
        }
      }
      case Update update -> {
        for (UpdateSet set : update.getUpdateSets()) {
          set.getColumns().forEach(c -> add(update.getTable(), c.getUnquotedColumnName()));
        }
      }
      default -> {}
    }
    return false;
  }

  /** Collects the columns of a select; says whether it gives one row of aggregates. */
  private boolean select(Select select) {
    return switch (select) {
      case PlainSelect plain -> plain(plain);
      case ParenthesedSelect inner -> select(inner.getSelect());
      case SetOperationList list -> {
        boolean aggregate = true;
        for (Select part : list.getSelects()) {
          aggregate &= select(part);
        }
        yield aggregate;
      }
      default -> false;
    };
  }

  private boolean plain(PlainSelect select) {
    Map<String, Table> byName = new LinkedHashMap<>();
    List<FromItem> from = new ArrayList<>();
    if (select.getFromItem() != null) {
      from.add(select.getFromItem());
    }
    if (select.getJoins() != null) {
      for (Join join : select.getJoins()) {
        from.add(join.getFromItem());
      }
    }
    boolean derived = false;
    for (FromItem item : from) {
      if (item instanceof Table table) {
        String alias =
            table.getAlias() == null ? table.getUnquotedName() : table.getAlias().getName();
        byName.put(alias.toLowerCase(Locale.ROOT), table);
      } else {
        derived = true;
        if (item instanceof ParenthesedSelect inner) {
          select(inner);
        }
      }
    }
    boolean aggregate = !select.getSelectItems().isEmpty() && select.getGroupBy() == null;
    for (SelectItem<?> item : select.getSelectItems()) {
      aggregate &= isAggregate(item.getExpression());
      item(item.getExpression(), byName, derived);
    }
    return aggregate && !byName.isEmpty();
  }

  private static boolean isAggregate(Expression expression) {
    return expression instanceof Function function
        && AGGREGATES.contains(function.getName().toLowerCase(Locale.ROOT));
  }

  private void item(Expression expression, Map<String, Table> byName, boolean derived) {
    switch (expression) {
      case AllTableColumns all -> {
        Table table = byName.get(all.getTable().getUnquotedName().toLowerCase(Locale.ROOT));
        if (table != null) {
          add(table, "*");
        }
      }
      case AllColumns _ -> byName.values().forEach(t -> add(t, "*"));
      default -> {
        if (!isAggregate(expression)) {
          expression.accept(new Columns(byName, derived), null);
        }
      }
    }
  }

  private void add(Table table, String column) {
    columns.computeIfAbsent(table.getUnquotedName(), _ -> new LinkedHashSet<>()).add(column);
  }

  /** Adds each column of an expression to the table that it is of. */
  private final class Columns extends ExpressionVisitorAdapter<Void> {
    private final Map<String, Table> byName;
    private final boolean derived;

    Columns(Map<String, Table> byName, boolean derived) {
      this.byName = byName;
      this.derived = derived;
    }

    @Override
    public <S> Void visit(Column column, S context) {
      Table table = column.getTable() == null ? null : byName.get(alias(column));
      if (column.getTable() == null && byName.size() == 1 && !derived) {
        table = byName.values().iterator().next();
      }
      if (table != null) {
        add(table, column.getUnquotedColumnName());
      }
      return super.visit(column, context);
    }

    private static String alias(Column column) {
      return column.getTable().getUnquotedName().toLowerCase(Locale.ROOT);
    }
  }
}
