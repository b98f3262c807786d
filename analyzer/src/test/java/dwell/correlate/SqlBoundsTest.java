package dwell.correlate;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SqlBoundsTest {
  private static SqlBounds of(String sql) {
    return new SqlAnalyzer().analyze(sql, "postgresql", "crm").bounds();
  }

  @Test
  void pagesSayHowManyRowsTheySkip() {
    assertThat(of("SELECT * FROM t ORDER BY id LIMIT 50 OFFSET 150"))
        .isEqualTo(new SqlBounds(50, 150, false, false));
    assertThat(of("select * from t limit 100, 50")).isEqualTo(new SqlBounds(50, 100, false, false));
    assertThat(of("SELECT * FROM t OFFSET 20 ROWS FETCH NEXT 10 ROWS ONLY"))
        .isEqualTo(new SqlBounds(10, 20, false, false));
    assertThat(of("SELECT * FROM t OFFSET $1").skipped()).isEqualTo(-1);
    assertThat(of("SELECT * FROM t")).isEqualTo(SqlBounds.NONE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT * FROM t WHERE id = 4",
        "SELECT * FROM t\nWHERE\nname LIKE 'a%'",
        "SELECT * FROM (SELECT * FROM t WHERE a = 1) x",
        "SELECT * FROM t WHERE EXISTS (SELECT 1 FROM u)",
        "SELECT * FROM t WHERE \"id\" > 5 LIMIT 10",
      })
  void aConditionAsksSomethingOfTheRows(String sql) {
    assertThat(of(sql).conditional()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT * FROM t WHERE 1=1",
        "SELECT * FROM t WHERE true ORDER BY id",
        "SELECT * FROM t WHERE (1 = 1) LIMIT 5",
        "SELECT \"a where b\" FROM t",
        "SELECT 'x where id = 4' FROM t",
        "SELECT a FROM t JOIN u ON t.id = u.id",
        "SELECT * FROM u; SELECT * FROM t WHERE id = 4",
      })
  void whatHoldsForAllRowsIsNone(String sql) {
    assertThat(of(sql).conditional()).isFalse();
  }

  @Test
  void aPageThatGoesOnBehindAValue() {
    assertThat(of("SELECT * FROM t WHERE id > 500 ORDER BY id LIMIT 500").resumes()).isTrue();
    assertThat(of("SELECT * FROM t c WHERE c.id >= 'k' ORDER BY c.id ASC LIMIT 5").resumes())
        .isTrue();
    assertThat(of("SELECT * FROM t WHERE id > 500 ORDER BY name LIMIT 500").resumes()).isFalse();
    assertThat(of("SELECT * FROM t WHERE id > 5 AND shop = 2 ORDER BY id LIMIT 5").resumes())
        .isFalse();
    assertThat(of("SELECT * FROM t WHERE id = 500 ORDER BY id LIMIT 1").resumes()).isFalse();
    assertThat(of("SELECT * FROM t WHERE id <> 500 ORDER BY id LIMIT 1").resumes()).isFalse();
  }
}
