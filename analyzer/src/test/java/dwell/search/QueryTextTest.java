package dwell.search;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QueryTextTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "source.ip:192.0.2.0/24 | source.ip:192.0.2.0\\/24",
        "192.0.2.0/24 | 192.0.2.0\\/24",
        "source.ip:2001:db8::1 | source.ip:2001\\:db8\\:\\:1",
        "2001:db8::/32 | 2001\\:db8\\:\\:\\/32",
        "/etc/shadow | \\/etc\\/shadow",
        "user.name:/adm.*/ | user.name:/adm.*/",
        "\"a/b:c\" | \"a/b:c\"",
        "@timestamp:[2024-05-06T07:08 TO *] | @timestamp:[2024-05-06T07:08 TO *]",
        "(event.action:login AND NOT kim) | (event.action:login AND NOT kim)",
        "log.file.path:*/auth.log* | log.file.path:*\\/auth.log*"
      })
  void escapesWhatLuceneWouldMisread(String query, String escaped) {
    assertThat(QueryText.escape(query)).isEqualTo(escaped);
  }
}
