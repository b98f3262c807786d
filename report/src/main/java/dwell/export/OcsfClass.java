package dwell.export;

import dwell.event.Event;
import dwell.event.Field;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The classes of the Open Cybersecurity Schema Framework that events are written as. Source: {@code
 * ocsf-schema}, {@code events/…/authentication.json}, {@code datastore_activity.json}, {@code
 * process_activity.json}, {@code http_activity.json}. A class's uid is 1000 times its category and
 * its number in it.
 */
enum OcsfClass {
  PROCESS_ACTIVITY(1007, "Process Activity"),
  AUTHENTICATION(3002, "Authentication"),
  HTTP_ACTIVITY(4002, "HTTP Activity"),
  DATASTORE_ACTIVITY(6005, "Datastore Activity");

  private final int uid;
  private final String caption;

  OcsfClass(int uid, String caption) {
    this.uid = uid;
    this.caption = caption;
  }

  int uid() {
    return uid;
  }

  String caption() {
    return caption;
  }

  int category() {
    return uid / 1000;
  }

  /** The class of an event, or null where none of these fits. */
  static @Nullable OcsfClass of(Event event) {
    return switch (event.action()) {
      case LOGIN, LOGOUT ->
          event.text(Field.DB_SYSTEM) == null ? AUTHENTICATION : DATASTORE_ACTIVITY;
      case COMMAND, SWITCH_USER -> PROCESS_ACTIVITY;
      case QUERY -> DATASTORE_ACTIVITY;
      case REQUEST -> HTTP_ACTIVITY;
      default -> null;
    };
  }

  /** The class's {@code activity_id}; 99 is "other". */
  int activity(Event event) {
    return switch (this) {
      case AUTHENTICATION ->
          switch (event.action()) {
            case LOGIN -> 1;
            case LOGOUT -> 2;
            default -> 99;
          };
      case PROCESS_ACTIVITY -> event.action() == dwell.event.Action.SWITCH_USER ? 5 : 1;
      case HTTP_ACTIVITY -> method(word(event, Field.HTTP_METHOD));
      case DATASTORE_ACTIVITY ->
          switch (event.action()) {
            case LOGIN -> 3;
            case QUERY -> operation(word(event, Field.DB_OPERATION));
            default -> 99;
          };
    };
  }

  private static String word(Event event, Field field) {
    String word = event.text(field);
    return word == null ? "" : word.toUpperCase(Locale.ROOT);
  }

  private static int method(String method) {
    return switch (method) {
      case "CONNECT" -> 1;
      case "DELETE" -> 2;
      case "GET" -> 3;
      case "HEAD" -> 4;
      case "OPTIONS" -> 5;
      case "POST" -> 6;
      case "PUT" -> 7;
      case "TRACE" -> 8;
      case "PATCH" -> 9;
      default -> 99;
    };
  }

  private static int operation(String operation) {
    return switch (operation) {
      case "UPDATE" -> 2;
      case "INSERT", "REPLACE" -> 5;
      case "CREATE" -> 6;
      case "DELETE", "DROP", "TRUNCATE" -> 7;
      case "SHOW" -> 8;
      default -> 4;
    };
  }
}
