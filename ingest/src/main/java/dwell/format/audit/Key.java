package dwell.format.audit;

import dwell.record.Ascii;
import org.jspecify.annotations.Nullable;

/**
 * The fields that are read; in capitals those that auditd adds behind its separator (enriched
 * format).
 */
enum Key {
  PID("pid"),
  PPID("ppid"),
  UID("uid"),
  EUID("euid"),
  AUID("auid"),
  SES("ses"),
  TTY("tty"),
  TERMINAL("terminal"),
  COMM("comm"),
  EXE("exe"),
  ACCT("acct"),
  GRP("grp"),
  HOSTNAME("hostname"),
  ADDR("addr"),
  RES("res"),
  RESULT("result"),
  SUCCESS("success"),
  OP("op"),
  CMD("cmd"),
  CWD("cwd"),
  UNIT("unit"),
  NAME("name"),
  PATH("path"),
  APPARMOR("apparmor"),
  NAMETYPE("nametype"),
  PROCTITLE("proctitle"),
  NAMED_UID("UID"),
  NAMED_EUID("EUID"),
  NAMED_ID("ID");

  private static final Key[] ALL = values();

  private final byte[] text;

  Key(String text) {
    this.text = Ascii.bytes(text);
  }

  static @Nullable Key of(byte[] bytes, int from, int to) {
    for (Key key : ALL) {
      if (Ascii.equals(bytes, from, to, key.text)) {
        return key;
      }
    }
    return null;
  }
}
