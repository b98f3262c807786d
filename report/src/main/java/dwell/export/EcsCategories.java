package dwell.export;

import dwell.event.Action;
import dwell.event.Event;
import dwell.event.Outcome;
import java.util.List;

/**
 * What ECS calls an event. Source: ECS, {@code schemas/event.yml}: the allowed values of {@code
 * event.category} and of {@code event.type}, and which types a category may have.
 */
record EcsCategories(List<String> categories, List<String> types) {

  static EcsCategories of(Event event) {
    return switch (event.action()) {
      case LOGIN -> new EcsCategories(List.of("authentication"), List.of("start"));
      case LOGIN_ATTEMPT, SWITCH_USER ->
          new EcsCategories(List.of("authentication"), List.of("info"));
      case LOGOUT -> new EcsCategories(List.of("authentication"), List.of("end"));
      case SESSION_OPEN -> new EcsCategories(List.of("session"), List.of("start"));
      case SESSION_CLOSE -> new EcsCategories(List.of("session"), List.of("end"));
      case CONNECT -> new EcsCategories(List.of("network"), List.of("connection", "start"));
      case DISCONNECT -> new EcsCategories(List.of("network"), List.of("connection", "end"));
      case PROBE -> new EcsCategories(List.of("network"), List.of("connection", "info"));
      case BLOCK -> new EcsCategories(List.of("network"), List.of("connection", "denied"));
      case COMMAND, SERVICE_START -> new EcsCategories(List.of("process"), List.of("start"));
      case SERVICE_STOP -> new EcsCategories(List.of("process"), List.of("end"));
      case ACCOUNT_CREATE -> new EcsCategories(List.of("iam"), List.of("user", "creation"));
      case ACCOUNT_CHANGE, PASSWORD_CHANGE, KEY_ADD ->
          new EcsCategories(List.of("iam"), List.of("user", "change"));
      case ACCOUNT_DELETE -> new EcsCategories(List.of("iam"), List.of("user", "deletion"));
      case GROUP_CHANGE -> new EcsCategories(List.of("iam"), List.of("group", "change"));
      case QUERY -> new EcsCategories(List.of("database"), List.of(failed(event, "access")));
      case REQUEST -> new EcsCategories(List.of("web"), List.of(failed(event, "access")));
      case PACKAGE_CHANGE -> new EcsCategories(List.of("package"), List.of("change"));
      case BOOT -> new EcsCategories(List.of("host"), List.of("start"));
      case SHUTDOWN -> new EcsCategories(List.of("host"), List.of("end"));
      case CLOCK_CHANGE -> new EcsCategories(List.of("host"), List.of("change"));
      case LOG_ROTATE -> new EcsCategories(List.of("file"), List.of("change"));
      case LOG_CLEAR -> new EcsCategories(List.of("file"), List.of("deletion"));
      case ERROR, INFO, MESSAGE -> other(event);
    };
  }

  private static String failed(Event event, String otherwise) {
    return event.outcome() == Outcome.FAILURE ? "error" : otherwise;
  }

  private static EcsCategories other(Event event) {
    List<String> categories =
        switch (event.dataset()) {
          case SSH, SUDO, SU, PAM, UTMP -> List.of("authentication");
          case LOGIND -> List.of("session");
          case ACCOUNT -> List.of("iam");
          case CRON, SYSTEMD, AUDIT, SHELL -> List.of("process");
          case FIREWALL -> List.of("network");
          case PACKAGE -> List.of("package");
          case WEB_ACCESS, WEB_ERROR -> List.of("web");
          case MYSQL_GENERAL, MYSQL_SLOW, MYSQL_ERROR, MYSQL_AUDIT, POSTGRESQL, MONGODB ->
              List.of("database");
          case KERNEL, SYSLOG -> List.of("host");
        };
    // Of these categories ECS allows errors in two alone.
    boolean error = event.action() == Action.ERROR;
    boolean may = categories.contains("web") || categories.contains("database");
    return new EcsCategories(categories, List.of(error && may ? "error" : "info"));
  }
}
