package dwell.event;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a record says happened: the values of {@code event.action}. */
public enum Action {
  /** An attempt to log in, with its verdict: exactly one event per attempt. */
  LOGIN("login"),
  LOGOUT("logout"),
  /** A trace of an attempt whose verdict stands in another record. */
  LOGIN_ATTEMPT("login-attempt"),
  CONNECT("connect"),
  DISCONNECT("disconnect"),
  /** A connection that never tried to log in. */
  PROBE("probe"),
  /** Refused by a firewall or a ban. */
  BLOCK("block"),
  SESSION_OPEN("session-open"),
  SESSION_CLOSE("session-close"),
  COMMAND("command"),
  SWITCH_USER("switch-user"),
  ACCOUNT_CREATE("account-create"),
  ACCOUNT_CHANGE("account-change"),
  ACCOUNT_DELETE("account-delete"),
  PASSWORD_CHANGE("password-change"),
  GROUP_CHANGE("group-change"),
  KEY_ADD("key-add"),
  /** A database statement. */
  QUERY("query"),
  /** A web request. */
  REQUEST("request"),
  SERVICE_START("service-start"),
  SERVICE_STOP("service-stop"),
  BOOT("boot"),
  SHUTDOWN("shutdown"),
  CLOCK_CHANGE("clock-change"),
  LOG_ROTATE("log-rotate"),
  LOG_CLEAR("log-clear"),
  PACKAGE_CHANGE("package-change"),
  ERROR("error"),
  /** Understood, and nothing that an investigation acts upon. */
  INFO("info"),
  /** Not understood by any parser; text and place are kept. */
  MESSAGE("message");

  private static final Map<String, Action> BY_ID = new HashMap<>();

  static {
    for (Action action : values()) {
      BY_ID.put(action.id, action);
    }
  }

  private final String id;

  Action(String id) {
    this.id = id;
  }

  /** The word used in events, queries and catalogue files. */
  public String id() {
    return id;
  }

  /** The action of that word, or null where there is none. */
  public static @Nullable Action of(String id) {
    return BY_ID.get(id);
  }
}
