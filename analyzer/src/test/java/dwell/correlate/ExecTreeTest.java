package dwell.correlate;

import static org.assertj.core.api.Assertions.assertThat;

import dwell.correlate.ExecTree.Typed;
import dwell.correlate.Session.Kind;
import dwell.event.Outcome;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExecTreeTest {
  private final List<AuditExec> execs = new ArrayList<>();
  private final SessionDraft session = session();

  private static SessionDraft session() {
    SessionDraft draft = new SessionDraft(Kind.SSH, "shop");
    draft.user = "maya";
    draft.pid = 700;
    return draft;
  }

  private ExecTreeTest ran(double second, long pid, long parent, String user, String text) {
    execs.add(
        new AuditExec(
            pid,
            parent,
            (long) (second * 1e9),
            3,
            text,
            user,
            null,
            "pts/0",
            Outcome.SUCCESS,
            "aaaaaaaaaaaa-" + execs.size()));
    return this;
  }

  private List<String> typed() {
    Typed typed = ExecTree.of(session, execs);
    return typed.typed().stream().map(c -> c.text).toList();
  }

  @Test
  void whatAnInteractiveShellStartsWasTyped() {
    ran(0, 700, 1, "root", "/bin/sh -c run-parts --lsbsysinit /etc/update-motd.d")
        .ran(0.1, 702, 701, "maya", "-bash")
        .ran(0.2, 703, 702, "maya", "/usr/bin/id -u")
        .ran(20, 710, 702, "maya", "cat /etc/passwd")
        .ran(30, 711, 702, "maya", "find / -name x")
        .ran(30.01, 712, 702, "maya", "head")
        .ran(40, 713, 702, "maya", "/usr/bin/clear_console -q");
    assertThat(typed()).containsExactly("cat /etc/passwd", "find / -name x; head");
  }

  @Test
  void childrenAreCountedNotTold() {
    ran(0, 702, 701, "maya", "-bash")
        .ran(20, 710, 702, "maya", "make all")
        .ran(21, 711, 710, "maya", "cc -c a.c")
        .ran(22, 712, 711, "maya", "as a.s");
    Typed typed = ExecTree.of(session, execs);
    assertThat(typed.typed()).hasSize(1);
    assertThat(typed.typed().getFirst().children).isEqualTo(2);
  }

  @Test
  void aShellBehindSudoTakesCommandsToo() {
    ran(0, 702, 701, "maya", "-bash")
        .ran(20, 710, 702, "maya", "sudo su -")
        .ran(20.2, 711, 710, "root", "su -")
        .ran(20.3, 712, 711, "root", "-bash")
        .ran(60, 713, 712, "root", "useradd svc");
    assertThat(typed()).containsExactly("sudo su -", "useradd svc");
    assertThat(session.became).containsExactly("root");
    assertThat(session.shellAs).containsKey("root");
  }

  @Test
  void aRemoteCommandIsWhatSshHandedOver() {
    ran(0, 702, 701, "maya", "bash -c uptime; df -P /")
        .ran(0.1, 703, 702, "maya", "uptime")
        .ran(0.2, 704, 702, "maya", "df -P /");
    Typed typed = ExecTree.of(session, execs);
    assertThat(typed.typed()).hasSize(1);
    assertThat(typed.typed().getFirst().text).isEqualTo("uptime; df -P /");
    assertThat(typed.typed().getFirst().children).isEqualTo(2);
  }
}
