package dwell.correlate;

import static dwell.correlate.CaseFixture.ssh;
import static org.assertj.core.api.Assertions.assertThat;

import dwell.correlate.Command.Source;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HistoriesOfShellsTest {
  @TempDir Path root;
  private CaseFixture evidence;

  @BeforeEach
  void host() {
    evidence =
        new CaseFixture(root)
            .host("shop", "192.0.2.10", "Etc/UTC")
            .file(
                "shop",
                "var/log/auth.log",
                "2025-03-11T08:00:00+00:00 shop sshd[700]: Accepted password for maya from"
                    + " 203.0.113.5 port 4000 ssh2",
                "2025-03-11T08:02:00+00:00 shop sudo[710]:     maya : TTY=pts/0 ; PWD=/home/maya ;"
                    + " USER=root ; COMMAND=/usr/bin/cat /etc/shadow",
                "2025-03-11T08:03:00+00:00 shop sudo[711]:     maya : TTY=pts/0 ; PWD=/home/maya ;"
                    + " USER=root ; COMMAND=/usr/bin/su -",
                "2025-03-11T08:03:00+00:00 shop su[712]: (to root) root on pts/0",
                "2025-03-11T08:30:00+00:00 shop sshd[700]: pam_unix(sshd:session): session closed"
                    + " for user maya",
                "2025-03-11T09:00:00+00:00 shop sshd[800]: Accepted password for maya from"
                    + " 203.0.113.5 port 4001 ssh2",
                "2025-03-11T09:30:00+00:00 shop sshd[800]: pam_unix(sshd:session): session closed"
                    + " for user maya");
  }

  private static Instant at(String time) {
    return Instant.parse("2025-03-11T" + time + "Z");
  }

  @Test
  void linesWithoutStampsGetTheTimeOfWhatRanOrLieBetween() {
    evidence.file(
        "shop",
        "home/maya/.bash_history",
        "id",
        "sudo cat /etc/shadow",
        "ls -la",
        "sudo su -",
        "exit",
        "uptime",
        "exit");
    List<Session> sessions = ssh(evidence.correlate());
    List<Command> commands = sessions.getFirst().commands();
    assertThat(commands)
        .extracting(Command::text)
        .containsExactly("id", "sudo cat /etc/shadow", "ls -la", "sudo su -", "exit");
    Command shadow = commands.get(1);
    assertThat(shadow.time().instant()).isEqualTo(at("08:02:00"));
    assertThat(shadow.as()).isEqualTo("root");
    assertThat(shadow.sources()).containsExactlyInAnyOrder(Source.HISTORY, Source.SUDO);
    assertThat(shadow.evidence()).hasSize(2);
    Command between = commands.get(2);
    assertThat(between.time().known()).isFalse();
    assertThat(between.time().notBefore()).isEqualTo(at("08:02:00"));
    assertThat(between.time().notAfter()).isEqualTo(at("08:03:00"));
    assertThat(commands.get(0).time().notBefore()).isEqualTo(at("08:00:00"));
    assertThat(sessions.get(1).commands())
        .extracting(Command::text)
        .containsExactly("uptime", "exit");
  }

  @Test
  void linesWithStampsStandInTheirSession() {
    evidence.file(
        "shop",
        "home/maya/.bash_history",
        "#" + at("08:01:00").getEpochSecond(),
        "cat /etc/passwd",
        "#" + at("08:01:58").getEpochSecond(),
        "sudo cat /etc/shadow",
        "#" + at("09:05:00").getEpochSecond(),
        "uptime");
    List<Session> sessions = ssh(evidence.correlate());
    assertThat(sessions.get(0).commands())
        .extracting(Command::text)
        .containsExactly("cat /etc/passwd", "sudo cat /etc/shadow", "/usr/bin/su -");
    assertThat(sessions.get(1).commands()).extracting(Command::text).containsExactly("uptime");
  }

  @Test
  void anotherAccountsHistoryBelongsToWhoOpenedItsShell() {
    evidence.file("shop", "root/.bash_history", "useradd -m svc", "exit");
    Correlation c = evidence.correlate();
    List<Session> sessions = ssh(c);
    Command add =
        sessions.get(0).commands().stream()
            .filter(k -> k.text().startsWith("useradd"))
            .findFirst()
            .orElseThrow();
    assertThat(add.user()).isEqualTo("root");
    assertThat(add.time().notBefore()).isEqualTo(at("08:03:00"));
    assertThat(sessions.get(0).became()).containsExactly("root");
    assertThat(c.orphanCommands()).isEmpty();
  }

  @Test
  void aHistoryWithoutAnySessionIsKept() {
    evidence.file("shop", "home/omar/.bash_history", "whoami");
    Correlation c = evidence.correlate();
    assertThat(c.orphanCommands()).hasSize(1);
    assertThat(c.orphanCommands().getFirst().account()).isEqualTo(AccountKey.os("shop", "omar"));
  }
}
