package dwell.correlate;

import static org.assertj.core.api.Assertions.assertThat;

import dwell.correlate.AttemptTable.What;
import org.junit.jupiter.api.Test;

class AttemptTableTest {
  private final AttemptTable table = new AttemptTable();

  private void fail(String ip, String user, long second) {
    table.add(
        ip,
        "shop",
        AccountKey.OS,
        What.FAILURE,
        1,
        user,
        "password",
        second * 1_000_000_000L,
        "aaaaaaaaaaaa-" + Long.toHexString(second) + ".2");
  }

  @Test
  void manyAddressesAreToldApart() {
    for (int i = 0; i < 30_000; i++) {
      fail("203." + (i >> 16) + "." + (i >> 8 & 255) + "." + (i & 255), "u" + i % 7, i);
    }
    fail("2001:db8::1", "root", 5);
    fail("host.example.org", "root", 6);
    assertThat(table.addresses()).isEqualTo(30_002);
    assertThat(table.failures()).isEqualTo(30_002);
    assertThat(table.of("203.0.1.2").getFirst().failures()).isEqualTo(1);
    assertThat(table.of("2001:db8::1")).hasSize(1);
    assertThat(table.of("host.example.org").getFirst().ip()).isEqualTo("host.example.org");
    assertThat(table.networks().getFirst().addresses()).isEqualTo(256);
  }

  @Test
  void accountsTriedMostAreKept() {
    for (int i = 0; i < 500; i++) {
      fail("203.0.113.5", "user" + i, i);
      fail("203.0.113.5", "root", i);
    }
    SourceAttempts source = table.sources().getFirst();
    assertThat(source.accounts()).isEqualTo(SourceAttempts.EXACT_ACCOUNTS);
    assertThat(source.topAccounts()).hasSize(SourceAttempts.TOP);
    assertThat(source.topAccounts().getFirst().user()).isEqualTo("root");
    assertThat(source.topAccounts().getFirst().attempts()).isEqualTo(500);
  }

  @Test
  void idsOfEventsComeBackAsTheyWere() {
    fail("203.0.113.5", "root", 255);
    fail("203.0.113.5", "root", 10);
    SourceAttempts source = table.sources().getFirst();
    assertThat(source.firstEvent()).isEqualTo("aaaaaaaaaaaa-a.2");
    assertThat(source.lastEvent()).isEqualTo("aaaaaaaaaaaa-ff.2");
  }
}
