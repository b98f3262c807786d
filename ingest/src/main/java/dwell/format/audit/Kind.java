package dwell.format.audit;

import dwell.event.Action;
import dwell.record.Ascii;
import org.jspecify.annotations.Nullable;

/**
 * Record types that decide what an event is, with their action. A {@code USER_LOGIN} or {@code
 * USER_AUTH} is a {@code login-attempt}: the program's own line in the text log is the {@code
 * login}.
 */
enum Kind {
  USER_LOGIN(1112, Action.LOGIN_ATTEMPT),
  USER_AUTH(1100, Action.LOGIN_ATTEMPT),
  USER_ERR(1109, Action.LOGIN_ATTEMPT),
  USER_ACCT(1101, Action.INFO),
  CRED_ACQ(1103, Action.INFO),
  CRED_DISP(1104, Action.INFO),
  CRED_REFR(1110, Action.INFO),
  USER_START(1105, Action.SESSION_OPEN),
  USER_END(1106, Action.SESSION_CLOSE),
  USER_LOGOUT(1113, Action.LOGOUT),
  LOGIN(1006, Action.INFO),
  USER_CMD(1123, Action.COMMAND),
  EXECVE(1309, Action.COMMAND),
  ADD_USER(1114, Action.ACCOUNT_CREATE),
  DEL_USER(1115, Action.ACCOUNT_DELETE),
  USER_MGMT(1102, Action.ACCOUNT_CHANGE),
  ACCT_LOCK(1135, Action.ACCOUNT_CHANGE),
  ACCT_UNLOCK(1136, Action.ACCOUNT_CHANGE),
  USER_CHAUTHTOK(1108, Action.PASSWORD_CHANGE),
  ADD_GROUP(1116, Action.GROUP_CHANGE),
  DEL_GROUP(1117, Action.GROUP_CHANGE),
  GRP_MGMT(1132, Action.GROUP_CHANGE),
  GRP_CHAUTHTOK(1133, Action.GROUP_CHANGE),
  CHGRP_ID(1119, Action.GROUP_CHANGE),
  SYSTEM_BOOT(1127, Action.BOOT),
  SYSTEM_SHUTDOWN(1128, Action.SHUTDOWN),
  SERVICE_START(1130, Action.SERVICE_START),
  SERVICE_STOP(1131, Action.SERVICE_STOP),
  DAEMON_START(1200, Action.SERVICE_START),
  DAEMON_RESUME(1206, Action.SERVICE_START),
  DAEMON_END(1201, Action.SERVICE_STOP),
  DAEMON_ABORT(1202, Action.SERVICE_STOP),
  DAEMON_ROTATE(1205, Action.LOG_ROTATE),
  TIME_INJOFFSET(1332, Action.CLOCK_CHANGE),
  TIME_ADJNTPVAL(1333, Action.CLOCK_CHANGE),
  SOFTWARE_UPDATE(1138, Action.PACKAGE_CHANGE),
  CONFIG_CHANGE(1305, Action.INFO),
  NETFILTER_CFG(1325, Action.INFO),
  USER_ROLE_CHANGE(2300, Action.INFO),
  ANOM_ABEND(1701, Action.ERROR),
  ANOM_PROMISCUOUS(1700, Action.INFO),
  ANOM_LOGIN_FAILURES(2100, Action.INFO),
  ANOM_LOGIN_ACCT(2103, Action.INFO),
  CRYPTO_SESSION(2407, Action.INFO),
  CRYPTO_KEY_USER(2404, Action.INFO),
  SECCOMP(1326, Action.ERROR),
  KERN_MODULE(1330, Action.INFO),
  BPF(1334, Action.INFO),
  MAC_STATUS(1404, Action.INFO),
  MAC_POLICY_LOAD(1403, Action.INFO),
  USER_AVC(1107, Action.INFO),
  AVC(1400, Action.INFO),
  SYSCALL(1300, Action.INFO),
  /** Any other type. */
  OTHER(0, Action.INFO);

  private static final Kind[] ALL = values();

  final Action action;
  final byte[] shape;
  private final byte[] text;

  /** The type's number (linux/audit.h, libaudit.h), as the kernel's own log has it. */
  private final int number;

  Kind(int number, Action action) {
    this.number = number;
    this.action = action;
    text = Ascii.bytes(name());
    shape = Ascii.bytes("audit/" + name().toLowerCase(java.util.Locale.ROOT).replace('_', '-'));
  }

  /** Whether the account of the record is the one that was changed, not the one that acts. */
  boolean administers() {
    return ordinal() >= ADD_USER.ordinal() && ordinal() <= CHGRP_ID.ordinal();
  }

  /** Whether a {@code name=} in it is a file's. */
  boolean aboutFiles() {
    return this != EXECVE && this != KERN_MODULE;
  }

  /** The kind of a type that is written as its number; null where it decides nothing. */
  static @Nullable Kind of(long number) {
    for (Kind kind : ALL) {
      if (kind != OTHER && kind.number == number) {
        return kind;
      }
    }
    return null;
  }

  /** The kind of a type by its name; null where it decides nothing. */
  static @Nullable Kind of(byte[] bytes, int from, int to) {
    for (Kind kind : ALL) {
      if (kind != OTHER && Ascii.equals(bytes, from, to, kind.text)) {
        return kind;
      }
    }
    return null;
  }
}
