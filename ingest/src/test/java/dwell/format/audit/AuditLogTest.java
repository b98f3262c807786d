package dwell.format.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dwell.event.Action;
import dwell.event.Event;
import dwell.event.Field;
import dwell.event.Outcome;
import dwell.format.LogFormat;
import dwell.format.Reading;
import dwell.format.Sample;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AuditLogTest {
  private static final LogFormat FORMAT = new AuditLog();

  private static final String FILE =
      """
      type=USER_LOGIN msg=audit(1793693109.100:40): pid=811 uid=0 auid=4294967295 ses=4294967295 msg='op=login acct=28696E76616C6964207573657229 exe="/usr/sbin/sshd" hostname=? addr=203.0.113.9 terminal=sshd res=failed'
      type=SYSCALL msg=audit(1793693110.123:41): arch=c000003e syscall=59 success=yes exit=0 a0=1 items=2 ppid=900 pid=901 auid=1007 uid=0 euid=33 tty=pts0 ses=12 comm="tar" exe="/usr/bin/tar" key="exec"
      type=EXECVE msg=audit(1793693110.123:41): argc=3 a0="tar" a1="czf" a2=2F746D702F6120622E74677A
      type=CWD msg=audit(1793693110.123:41): cwd="/srv"
      type=PATH msg=audit(1793693110.123:41): item=0 name="/usr/bin/tar" nametype=NORMAL
      type=PROCTITLE msg=audit(1793693110.123:41): proctitle=746172
      type=SYSCALL msg=audit(1793693111.123:42): arch=c000003e syscall=257 success=no exit=-13 ppid=900 pid=902 auid=1007 uid=1007 euid=1007 tty=(none) ses=12 comm="cat" exe="/usr/bin/cat"
      type=PATH msg=audit(1793693111.123:42): item=0 name="/etc/" nametype=PARENT
      type=PATH msg=audit(1793693111.123:42): item=1 name="/etc/shadow" nametype=NORMAL
      type=PROCTITLE msg=audit(1793693111.123:42): proctitle=636174002F6574632F736861646F77
      type=USER_CMD msg=audit(1793693112.123:43): pid=903 uid=1007 auid=1007 ses=12 msg='cwd="/home/u" cmd=6C73202D6C exe="/usr/bin/sudo" terminal=pts/0 res=success'
      node=db7 type=ADD_USER msg=audit(1793693113.123:44): pid=904 uid=0 auid=1007 ses=12 msg='op=adding user acct="svc" exe="/usr/sbin/useradd" hostname=db7 addr=? terminal=pts/0 res=success'\u001dUID="root" AUID="u"
      type=USER_START msg=audit(1793693114.123:45): user pid=905 uid=0 auid=7 ses=3 msg='op=PAM:session_open acct="u" exe="/usr/sbin/sshd" (hostname=pc.example.org, addr=192.0.2.4, terminal=ssh res=success)'
      """;

  @Test
  void linesOfOneSerialAreOneEvent() {
    List<Event> events = Reading.events(FORMAT, FILE);

    assertThat(events)
        .extracting(Event::action)
        .containsExactly(
            Action.LOGIN_ATTEMPT,
            Action.COMMAND,
            Action.INFO,
            Action.COMMAND,
            Action.ACCOUNT_CREATE,
            Action.SESSION_OPEN);
    Event login = events.get(0);
    assertThat(login.outcome()).isEqualTo(Outcome.FAILURE);
    assertThat(login.text(Field.USER)).isNull();
    assertThat(login.text(Field.REASON)).isEqualTo("invalid-user");
    assertThat(login.text(Field.SOURCE_IP)).isEqualTo("203.0.113.9");
    assertThat(login.text(Field.SESSION)).isNull();
    assertThat(login.number(Field.AUDIT_USER_ID)).isNull();
    Event command = events.get(1);
    assertThat(command.text(Field.COMMAND_LINE)).isEqualTo("tar czf /tmp/a b.tgz");
    assertThat(command.text(Field.WORKING_DIRECTORY)).isEqualTo("/srv");
    assertThat(command.text(Field.EXECUTABLE)).isEqualTo("/usr/bin/tar");
    assertThat(command.text(Field.PROCESS)).isEqualTo("tar");
    assertThat(command.text(Field.TTY)).isEqualTo("pts0");
    assertThat(command.text(Field.SESSION)).isEqualTo("12");
    assertThat(command.number(Field.PARENT_PID)).isEqualTo(900);
    assertThat(command.number(Field.AUDIT_USER_ID)).isEqualTo(1007);
    assertThat(command.number(Field.EFFECTIVE_USER_ID)).isEqualTo(33);
    assertThat(command.time().instant()).hasToString("2026-11-03T08:05:10.123Z");
    assertThat(command.time().digits()).isEqualTo(3);
  }

  @Test
  void aCallNamesTheFileItWasAbout() {
    Event open = Reading.events(FORMAT, FILE).get(2);

    assertThat(open.text(Field.FILE_PATH)).isEqualTo("/etc/shadow");
    assertThat(open.text(Field.COMMAND_LINE)).isEqualTo("cat /etc/shadow");
    assertThat(open.outcome()).isEqualTo(Outcome.FAILURE);
    assertThat(open.text(Field.TTY)).isNull();
  }

  @Test
  void accountsAndHosts() {
    List<Event> events = Reading.events(FORMAT, FILE);

    assertThat(events.get(3).text(Field.COMMAND_LINE)).isEqualTo("ls -l");
    Event add = events.get(4);
    assertThat(add.text(Field.HOST)).isEqualTo("db7");
    assertThat(add.text(Field.TARGET_USER)).isEqualTo("svc");
    assertThat(add.text(Field.USER)).isEqualTo("root");
    assertThat(add.text(Field.SOURCE_DOMAIN)).as("its own host").isNull();
    Event start = events.get(5);
    assertThat(start.text(Field.USER)).isEqualTo("u");
    assertThat(start.text(Field.SOURCE_DOMAIN)).isEqualTo("pc.example.org");
    assertThat(start.text(Field.SOURCE_IP)).isEqualTo("192.0.2.4");
    assertThat(start.outcome()).isEqualTo(Outcome.SUCCESS);
  }

  @Test
  void piecesOfAnySizeGiveTheSameEvents() {
    byte[] file = FILE.getBytes(StandardCharsets.UTF_8);
    List<Event> whole = Reading.events(FORMAT, FILE);
    for (int size = 1; size < file.length; size += 13) {
      assertThat(Reading.events(FORMAT, file, Reading.context("UTC", Optional.empty()), size))
          .as("pieces of %d", size)
          .isEqualTo(whole);
    }
  }

  /** kernel/audit.c, auditd_set: 32 bits of another process' id follow, cut at a zero byte. */
  @Test
  void theQuestionWhetherTheDaemonIsStillThereHasNoStamp() {
    String first = FILE.substring(0, FILE.indexOf('\n') + 1);
    String lines =
        "type=UNKNOWN[1329] msg=g\u0005\nnode=db7 type=REPLACE msg=a\ntype=OTHER msg=a\n";
    List<Event> events = Reading.events(FORMAT, first + lines);

    assertThat(events)
        .extracting(event -> event.text(Field.SHAPE))
        .containsExactly("audit/user-login", "audit/replace", "audit/replace", null);
    assertThat(events.get(1).time().instant()).isNull();
    assertThat(events.get(1).action()).isEqualTo(Action.INFO);
    assertThat(events.get(3).action()).isEqualTo(Action.MESSAGE);
  }

  @Test
  void isRecognisedByItsLines() {
    assertThat(FORMAT.recognise(new Sample(FILE.getBytes(StandardCharsets.UTF_8), true, "x")))
        .isPositive();
    assertThat(
            FORMAT.recognise(
                new Sample("type=x msg=hello\n".getBytes(StandardCharsets.UTF_8), true, "x")))
        .isZero();
  }
}
