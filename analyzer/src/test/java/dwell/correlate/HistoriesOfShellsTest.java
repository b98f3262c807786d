package dwell.correlate;

import static dwell.correlate.CaseFixture.ssh;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dwell.correlate.Command.Source;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
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

  /** A copy over ssh is a session too, and nobody typed into it. */
  @Test
  void linesOfAShellThatEndedBetweenTwoKnownOnesAreItsOwn() {
    evidence
        .file(
            "shop",
            "var/log/auth.log",
            login(900, "10:00:00", "10:05:00"),
            sudo("10:01:00"),
            login(910, "11:00:00", "11:20:00"),
            login(920, "11:21:00", "11:21:01"),
            login(930, "12:00:00", "12:05:00"),
            sudo("12:01:00"))
        .file(
            "shop",
            "home/maya/.bash_history",
            "sudo tail /var/log/syslog",
            "exit",
            "id",
            "ls /srv",
            "exit",
            "sudo tail /var/log/syslog",
            "exit");
    assertThat(ssh(evidence.correlate()))
        .filteredOn(s -> s.commands().stream().anyMatch(c -> c.text().equals("ls /srv")))
        .singleElement()
        .satisfies(s -> assertThat(s.start().instant()).isEqualTo(at("11:00:00")));
  }

  private static String login(int pid, String from, String to) {
    String day = "2025-03-11T";
    String sshd = "+00:00 shop sshd[" + pid + "]: ";
    return day
        + from
        + sshd
        + "Accepted password for maya from 203.0.113.5 port 4"
        + pid
        + " ssh2\n"
        + day
        + to
        + sshd
        + "pam_unix(sshd:session): session closed for user maya";
  }

  private static String sudo(String time) {
    return "2025-03-11T"
        + time
        + "+00:00 shop sudo[999]:     maya : TTY=pts/0 ; PWD=/home/maya ; USER=root ;"
        + " COMMAND=/usr/bin/tail /var/log/syslog";
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

  @Test
  void auditGivesTheTimeAndASetUidProgramMakesNobodyRoot() {
    String[] records = {
      "type=LOGIN msg=audit(1741680000.100:10): pid=700 uid=0 old-auid=4294967295 auid=1000"
          + " tty=(none) old-ses=4294967295 ses=5 res=1",
      "type=SYSCALL msg=audit(1741680000.100:10): arch=c000003e syscall=1 success=yes exit=4 a0=3"
          + " a1=7 a2=4 a3=7 items=0 ppid=1 pid=700 auid=1000 uid=0 gid=0 euid=0 suid=0 fsuid=0"
          + " egid=0 sgid=0 fsgid=0 tty=(none) ses=5 comm=\"sshd\" exe=\"/usr/sbin/sshd\""
          + " key=(null)",
      exec(1741680000.500, 11, 701, 702, 1000, "a0=\"-bash\"", 1, "/usr/bin/bash"),
      exec(1741680060.250, 12, 702, 703, 1000, "a0=\"id\"", 1, "/usr/bin/id"),
      exec(1741680090.750, 13, 702, 704, 0, "a0=\"sudo\" a1=\"-l\"", 2, "/usr/bin/sudo"),
    };
    evidence.file("shop", "var/log/audit/audit.log", records);
    evidence.file("shop", "home/maya/.bash_history", "id", "sudo -l");
    Session s = ssh(evidence.correlate()).getFirst();
    assertThat(s.nativeIds()).contains("ses=5");
    Command id = s.commands().getFirst();
    assertThat(id.text()).isEqualTo("id");
    assertThat(id.time().instant()).isEqualTo(at("08:01:00.250"));
    assertThat(id.sources()).containsExactlyInAnyOrder(Source.HISTORY, Source.AUDIT);
    Command list = s.commands().get(1);
    assertThat(list.text()).isEqualTo("sudo -l");
    assertThat(list.user()).isEqualTo("maya");
  }

  /** An execve of maya's session; {@code euid} is the effective uid. */
  private static String exec(
      double second,
      int serial,
      int parent,
      int pid,
      int euid,
      String words,
      int argc,
      String exe) {
    String stamp = String.format(Locale.ROOT, "msg=audit(%.3f:%d):", second, serial);
    return "type=SYSCALL "
        + stamp
        + " arch=c000003e syscall=59 success=yes exit=0 a0=1 a1=2 a2=3 a3=4 items=2 ppid="
        + parent
        + " pid="
        + pid
        + " auid=1000 uid=1000 gid=1000 euid="
        + euid
        + " suid=0 fsuid=0 egid=0 sgid=0 fsgid=0 tty=pts0 ses=5 comm=\"x\" exe=\""
        + exe
        + "\" key=\"exec\"\ntype=EXECVE "
        + stamp
        + " argc="
        + argc
        + " "
        + words;
  }

  /** Where terminals are recorded, a session without one was no shell: it kept no history. */
  @Test
  void sessionsWithoutATerminalTakeNoLines() throws IOException {
    evidence
        .file(
            "shop",
            "var/log/auth.log",
            login(900, "10:00:00", "10:05:00"),
            login(910, "11:00:00", "11:00:01"),
            login(920, "12:00:00", "12:20:00"))
        .file("shop", "home/maya/.bash_history", "id", "exit", "ls /srv", "exit");
    ByteBuffer wtmp = ByteBuffer.allocate(2 * 384).order(ByteOrder.LITTLE_ENDIAN);
    terminal(wtmp, 900, "10:00:00");
    terminal(wtmp, 920, "12:00:00");
    Files.write(root.resolve("shop/var/log/wtmp"), wtmp.array());
    assertThat(ssh(evidence.correlate()))
        .filteredOn(s -> s.commands().stream().anyMatch(c -> c.text().equals("ls /srv")))
        .singleElement()
        .satisfies(s -> assertThat(s.start().instant()).isEqualTo(at("12:00:00")));
  }

  /** USER_PROCESS of utmp(5), as 64-bit Linux lays it out. */
  private static void terminal(ByteBuffer wtmp, int pid, String time) {
    int at = wtmp.position();
    wtmp.putInt(at, 7);
    wtmp.putInt(at + 4, pid);
    wtmp.put(at + 8, "pts/0".getBytes(UTF_8));
    wtmp.put(at + 44, "maya".getBytes(UTF_8));
    wtmp.put(at + 76, "203.0.113.5".getBytes(UTF_8));
    wtmp.putInt(at + 340, (int) at(time).getEpochSecond());
    wtmp.put(at + 348, new byte[] {(byte) 203, 0, 113, 5});
    wtmp.position(at + 384);
  }
}
