package dwell.format.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dwell.event.Action;
import dwell.event.Dataset;
import dwell.event.Event;
import dwell.event.Field;
import dwell.event.Outcome;
import dwell.format.Parsed;
import dwell.format.syslog.SyslogFormat;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class AuditMessagesTest {
  private static Event event(String line) {
    List<Event> events =
        Parsed.with(new SyslogFormat())
            .events(("Mar  3 06:25:01 gate " + line + "\n").getBytes(StandardCharsets.UTF_8));
    assertThat(events).hasSize(1);
    return events.getFirst();
  }

  @Test
  void whatTheDispatcherSends() {
    for (String tag : List.of("audispd: node=web1 ", "audisp-syslog[77]: ", "tag_audit_log: ")) {
      Event event =
          event(
              tag
                  + "type=USER_LOGIN msg=audit(1793693109.100:40): pid=811 uid=0 msg='op=login"
                  + " acct=\"bob\" exe=\"/usr/sbin/sshd\" hostname=? addr=203.0.113.9 terminal=sshd"
                  + " res=failed'");
      assertThat(event.dataset()).as(tag).isEqualTo(Dataset.AUDIT);
      assertThat(event.action()).isEqualTo(Action.LOGIN_ATTEMPT);
      assertThat(event.outcome()).isEqualTo(Outcome.FAILURE);
      assertThat(event.text(Field.USER)).isEqualTo("bob");
      assertThat(event.text(Field.SOURCE_IP)).isEqualTo("203.0.113.9");
      assertThat(event.text(Field.HOST)).isEqualTo(tag.contains("node") ? "web1" : "gate");
    }
  }

  @Test
  void refusalsInTheKernelsLog() {
    Event armor =
        event(
            "kernel: [   12.345678] audit: type=1400 audit(1793693109.100:40): apparmor=\"DENIED\""
                + " operation=\"open\" profile=\"/usr/sbin/mysqld\" name=\"/etc/shadow\" pid=812"
                + " comm=\"mysqld\" requested_mask=\"r\" denied_mask=\"r\" fsuid=112 ouid=0");
    assertThat(armor.text(Field.SHAPE)).isEqualTo("audit/avc");
    assertThat(armor.outcome()).isEqualTo(Outcome.FAILURE);
    assertThat(armor.text(Field.FILE_PATH)).isEqualTo("/etc/shadow");
    assertThat(armor.text(Field.PROCESS)).isEqualTo("mysqld");
    assertThat(armor.number(Field.PID)).isEqualTo(812);
    Event selinux =
        event(
            "kernel: type=1400 audit(1793693109.100:41): avc:  denied  { read } for  pid=813"
                + " comm=\"httpd\" path=\"/etc/shadow\" dev=\"sda1\" ino=99 tclass=file permissive=0");
    assertThat(selinux.outcome()).isEqualTo(Outcome.FAILURE);
    assertThat(selinux.text(Field.FILE_PATH)).isEqualTo("/etc/shadow");
    assertThat(event("kernel: audit: initializing netlink subsys (disabled)").dataset())
        .isNotEqualTo(Dataset.AUDIT);
  }

  @Test
  void whatTheJournalForwards() {
    Event start =
        event(
            "audit[814]: USER_START pid=814 uid=0 auid=1000 ses=3 msg='op=PAM:session_open"
                + " acct=\"root\" exe=\"/usr/bin/sudo\" hostname=? addr=? terminal=/dev/pts/0 res=success'");
    assertThat(start.action()).isEqualTo(Action.SESSION_OPEN);
    assertThat(start.text(Field.EFFECTIVE_USER)).isEqualTo("root");
    assertThat(start.text(Field.SESSION)).isEqualTo("3");
    assertThat(event("audit: AUDIT1334 prog-id=12 op=LOAD").text(Field.SHAPE))
        .isEqualTo("audit/bpf");
  }
}
