package dwell.benchmarks.logs;

import java.util.List;
import java.util.Locale;

/**
 * {@code audit.log} of a host on which every execve is audited (Linux kernel/auditsc.c) and whose
 * programs tell of logins and sessions (audit-userspace, lib/audit_logging.c).
 */
final class AuditSource implements LogSource {
  private static final double PAUSE = 30_000;
  private static final List<String> PROGRAMS =
      List.of("ls", "cat", "grep", "systemctl", "ps", "id", "curl", "tar", "vim", "git");

  private final Setting setting;
  private long now = Setting.BEGIN;
  private long serial = 1000;

  AuditSource(Setting setting) {
    this.setting = setting;
  }

  @Override
  public void write() {
    now += setting.dice().interval(PAUSE);
    serial++;
    if (setting.dice().oneIn(6)) {
      login();
    } else {
      execution();
    }
  }

  private LogOutput record(String type) {
    LogOutput out = setting.out().text("type=").text(type).text(" msg=audit(");
    out.number(now / StampWriter.SECOND).put('.').padded(now / 1000 % 1000, 3, '0');
    return out.put(':').number(serial).text("): ");
  }

  private void login() {
    Dice dice = setting.dice();
    boolean success = dice.oneIn(3);
    String address = (success ? setting.people().clients : setting.people().attackers).draw(dice);
    String user = (success ? setting.people().users : setting.people().guesses).draw(dice);
    record("USER_LOGIN")
        .text(
            "pid=%d uid=0 auid=4294967295 ses=4294967295 msg='op=login acct=\"%s\" exe=\"/usr/sbin/sshd\" hostname=%s addr=%s terminal=ssh res=%s'"
                .formatted(
                    setting.people().pid(0, dice),
                    user,
                    success ? address : "?",
                    address,
                    success ? "success" : "failed"))
        .endLine();
  }

  private void execution() {
    Dice dice = setting.dice();
    String program = dice.of(PROGRAMS);
    String argument = "/srv/" + dice.hex(6);
    int uid = Population.uid(setting.people().users.draw(dice));
    long pid = setting.people().pid(0, dice);
    record("SYSCALL")
        .text(
            "arch=c000003e syscall=59 success=yes exit=0 a0=%s a1=%s a2=%s a3=8 items=2 ppid=%d pid=%d auid=%d uid=%d gid=%d euid=%d suid=%d fsuid=%d egid=%d sgid=%d fsgid=%d tty=pts%d ses=%d comm=\"%s\" exe=\"/usr/bin/%s\" subj=unconfined key=\"exec\""
                .formatted(
                    dice.hex(12),
                    dice.hex(12),
                    dice.hex(12),
                    pid - 1,
                    pid,
                    uid,
                    uid,
                    uid,
                    uid,
                    uid,
                    uid,
                    uid,
                    uid,
                    uid,
                    dice.below(8),
                    dice.below(900),
                    program,
                    program))
        .endLine();
    record("EXECVE").text("argc=2 a0=\"%s\" a1=\"%s\"".formatted(program, argument)).endLine();
    record("CWD").text("cwd=\"/home/u").number(uid).put('"').endLine();
    path(0, "/usr/bin/" + program);
    path(1, "/lib64/ld-linux-x86-64.so.2");
    record("PROCTITLE").text("proctitle=").text(title(program, argument)).endLine();
    record("EOE").endLine();
  }

  private void path(int item, String name) {
    record("PATH")
        .text(
            "item=%d name=\"%s\" inode=%d dev=fd:00 mode=0100755 ouid=0 ogid=0 rdev=00:00 nametype=NORMAL cap_fp=0 cap_fi=0 cap_fe=0 cap_fver=0 cap_frootid=0"
                .formatted(item, name, 1000 + setting.dice().below(500_000)))
        .endLine();
  }

  /** Words with zero bytes between them, as hexadecimal. */
  private static String title(String program, String argument) {
    StringBuilder hex = new StringBuilder();
    String title = program + '\0' + argument;
    for (int i = 0; i < title.length(); i++) {
      hex.append(Character.forDigit(title.charAt(i) >> 4, 16));
      hex.append(Character.forDigit(title.charAt(i) & 15, 16));
    }
    return hex.toString().toUpperCase(Locale.ROOT);
  }
}
