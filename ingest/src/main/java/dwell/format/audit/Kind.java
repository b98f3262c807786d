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
  USER_LOGIN(Action.LOGIN_ATTEMPT),
  USER_AUTH(Action.LOGIN_ATTEMPT),
  USER_ERR(Action.LOGIN_ATTEMPT),
  USER_ACCT(Action.INFO),
  CRED_ACQ(Action.INFO),
  CRED_DISP(Action.INFO),
  CRED_REFR(Action.INFO),
  USER_START(Action.SESSION_OPEN),
  USER_END(Action.SESSION_CLOSE),
  USER_LOGOUT(Action.LOGOUT),
  LOGIN(Action.INFO),
  USER_CMD(Action.COMMAND),
  EXECVE(Action.COMMAND),
  ADD_USER(Action.ACCOUNT_CREATE),
  DEL_USER(Action.ACCOUNT_DELETE),
  USER_MGMT(Action.ACCOUNT_CHANGE),
  ACCT_LOCK(Action.ACCOUNT_CHANGE),
  ACCT_UNLOCK(Action.ACCOUNT_CHANGE),
  USER_CHAUTHTOK(Action.PASSWORD_CHANGE),
  ADD_GROUP(Action.GROUP_CHANGE),
  DEL_GROUP(Action.GROUP_CHANGE),
  GRP_MGMT(Action.GROUP_CHANGE),
  GRP_CHAUTHTOK(Action.GROUP_CHANGE),
  CHGRP_ID(Action.GROUP_CHANGE),
  SYSTEM_BOOT(Action.BOOT),
  SYSTEM_SHUTDOWN(Action.SHUTDOWN),
  SERVICE_START(Action.SERVICE_START),
  SERVICE_STOP(Action.SERVICE_STOP),
  DAEMON_START(Action.SERVICE_START),
  DAEMON_RESUME(Action.SERVICE_START),
  DAEMON_END(Action.SERVICE_STOP),
  DAEMON_ABORT(Action.SERVICE_STOP),
  DAEMON_ROTATE(Action.LOG_ROTATE),
  TIME_INJOFFSET(Action.CLOCK_CHANGE),
  TIME_ADJNTPVAL(Action.CLOCK_CHANGE),
  SOFTWARE_UPDATE(Action.PACKAGE_CHANGE),
  CONFIG_CHANGE(Action.INFO),
  NETFILTER_CFG(Action.INFO),
  AVC(Action.INFO),
  SYSCALL(Action.INFO),
  /** Any other type. */
  OTHER(Action.INFO);

  private static final Kind[] ALL = values();

  final Action action;
  final byte[] shape;
  private final byte[] text;

  Kind(Action action) {
    this.action = action;
    text = Ascii.bytes(name());
    shape = Ascii.bytes("audit/" + name().toLowerCase(java.util.Locale.ROOT).replace('_', '-'));
  }

  /** Whether the account of the record is the one that was changed, not the one that acts. */
  boolean administers() {
    return ordinal() >= ADD_USER.ordinal() && ordinal() <= CHGRP_ID.ordinal();
  }

  static @Nullable Kind of(byte[] bytes, int from, int to) {
    for (Kind kind : ALL) {
      if (kind != OTHER && Ascii.equals(bytes, from, to, kind.text)) {
        return kind;
      }
    }
    return null;
  }
}
