package dwell.correlate;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SqlValueTest {
  private static boolean took(String statement, String value) {
    return SqlValue.took(statement, value, "mariadb")
        && SqlValue.took(statement, value, "postgresql");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "SELECT a FROM t WHERE id = 7 OR 1=1|7 OR 1=1",
        "SELECT a FROM t WHERE n = 'x' OR '1'='1'|x' OR '1'='1",
        "SELECT a FROM t WHERE id=-1 UNION SELECT b FROM u|-1 UNION SELECT b FROM u",
        "SELECT a FROM t ORDER BY a, (SELECT SLEEP(5))|a, (SELECT SLEEP(5))",
        "SELECT a FROM t WHERE open = 1 AND id IN (SELECT b FROM u)|open = 1 AND id IN (SELECT b FROM u)"
      })
  void whatLiesOutsideOfLiteralsWasTaken(String statement, String value) {
    assertThat(SqlValue.suspect(value)).isTrue();
    assertThat(took(statement, value)).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "SELECT a FROM t WHERE n = '7 OR 1=1'|7 OR 1=1",
        "SELECT a FROM t WHERE n = 'x'' OR ''1''=''1'|x' OR '1'='1",
        "INSERT INTO m VALUES ('Rock and Roll or Jazz')|Rock and Roll or Jazz",
        "SELECT a FROM t WHERE id = 7|7 OR 1=1"
      })
  void whatIsDataWasNot(String statement, String value) {
    assertThat(took(statement, value)).isFalse();
  }

  @Test
  void aConditionThatTheApplicationAskedForIsNone() {
    String filter = "state = 'open' AND age > 3";
    assertThat(took("SELECT a FROM t WHERE " + filter + " LIMIT 50", filter)).isFalse();
    assertThat(took("SELECT a FROM t WHERE owner = 4 AND " + filter, filter)).isFalse();
  }

  @Test
  void aStatementThatIsAllOfTheValueWasTypedInAConsole() {
    assertThat(
            took("SELECT a FROM t UNION SELECT b FROM u", "SELECT a FROM t UNION SELECT b FROM u"))
        .isFalse();
  }
}
