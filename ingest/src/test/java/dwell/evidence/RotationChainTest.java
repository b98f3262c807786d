package dwell.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RotationChainTest {
  @ParameterizedTest
  @CsvSource({
    "var/log/auth.log, var/log/auth.log",
    "var/log/auth.log.1, var/log/auth.log",
    "var/log/auth.log.0, var/log/auth.log",
    "var/log/auth.log.12.gz, var/log/auth.log",
    "var/log/auth.log-20260914, var/log/auth.log",
    "var/log/auth.log-20260914.xz, var/log/auth.log",
    "var/log/auth-20260914.log, var/log/auth.log",
    "var/log/auth.log.20260914, var/log/auth.log",
    "var/log/auth.log-2026-09-14, var/log/auth.log",
    "var/log/auth.log-2026091403, var/log/auth.log",
    "var/log/auth.log-1789344000, var/log/auth.log",
    "var/log/mysqld.log.old, var/log/mysqld.log",
    "postgresql-2026-09-14_000000.log, postgresql.log",
    "mongod.log.2026-09-14T00-00-00, mongod.log",
    "wtmp.1, wtmp",
    "192.0.2.7, 192.0.2.7",
    "remote/192.0.2.7.log, remote/192.0.2.7.log",
    "app-8080.log, app-8080.log",
    "report-20261399.txt, report-20261399.txt",
    ".1, .1",
  })
  void theNameWithoutWhatTheRotationAdded(String path, String chain) {
    assertThat(RotationChain.of(path).name()).isEqualTo(chain);
  }

  @Test
  void theOldestComesFirst() {
    List<String> paths =
        List.of(
            "a.log-20250101", "a.log-20260101.gz", "a.log.10.gz", "a.log.9.gz", "a.log.1", "a.log");
    assertThat(paths.reversed().stream().sorted(Comparator.comparing(RotationChain::of)))
        .containsExactlyElementsOf(paths);
    assertThat(RotationChain.of("a.log").rotated()).isFalse();
    assertThat(RotationChain.of("a.log.1").rotated()).isTrue();
  }

  @Test
  void theDayOfADatedName() {
    assertThat(RotationChain.of("a.log-20260228.gz").date()).isEqualTo(LocalDate.of(2026, 2, 28));
    assertThat(RotationChain.of("a.log-1789344000").date()).isEqualTo(LocalDate.of(2026, 9, 14));
    assertThat(RotationChain.of("a.log.2.gz").date()).isNull();
  }
}
