package dwell.pattern;

import dwell.event.Field;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The short names of captures and fixed values in catalogue files. A {@link Field} key names its
 * field too; any other name is a word to be searched.
 *
 * @param field null where the name is no field
 * @param type the type of a capture that states none
 */
record CaptureName(@Nullable Field field, CaptureType type) {
  private static final Map<String, CaptureName> SHORT = new HashMap<>();

  static {
    name("user", Field.USER, CaptureType.USER);
    name("uid", Field.USER_ID, CaptureType.NUMBER);
    name("effective", Field.EFFECTIVE_USER, CaptureType.USER);
    name("effective-uid", Field.EFFECTIVE_USER_ID, CaptureType.NUMBER);
    name("target", Field.TARGET_USER, CaptureType.USER);
    name("group", Field.GROUP, CaptureType.USER);
    name("source", Field.SOURCE_IP, CaptureType.IP);
    name("domain", Field.SOURCE_DOMAIN, CaptureType.IP);
    name("port", Field.SOURCE_PORT, CaptureType.NUMBER);
    name("destination", Field.DESTINATION_IP, CaptureType.IP);
    name("destination-port", Field.DESTINATION_PORT, CaptureType.NUMBER);
    name("transport", Field.TRANSPORT, CaptureType.WORD);
    name("pid", Field.PID, CaptureType.NUMBER);
    name("parent-pid", Field.PARENT_PID, CaptureType.NUMBER);
    name("executable", Field.EXECUTABLE, CaptureType.PATH);
    name("command", Field.COMMAND_LINE, CaptureType.TEXT);
    name("cwd", Field.WORKING_DIRECTORY, CaptureType.PATH);
    name("tty", Field.TTY, CaptureType.PATH);
    name("path", Field.FILE_PATH, CaptureType.PATH);
    name("method", Field.AUTH_METHOD, CaptureType.WORD);
    name("key", Field.AUTH_KEY, CaptureType.FINGERPRINT);
    name("session", Field.SESSION, CaptureType.WORD);
    name("reason", Field.REASON, CaptureType.WORD);
    // A type alone names a word of that type; names of fields come first.
    for (CaptureType type : CaptureType.values()) {
      name(type.id(), null, type);
    }
  }

  private static void name(String name, @Nullable Field field, CaptureType type) {
    SHORT.putIfAbsent(name, new CaptureName(field, type));
  }

  /** What a name stands for; a name of no field is a word. */
  static CaptureName of(String name) {
    CaptureName known = SHORT.get(name);
    if (known != null) {
      return known;
    }
    Field field = Field.of(name);
    if (field == null) {
      return new CaptureName(null, CaptureType.WORD);
    }
    return new CaptureName(
        field,
        switch (field.kind()) {
          case NUMBER, INSTANT -> CaptureType.NUMBER;
          case ADDRESS -> CaptureType.IP;
          case TEXT -> CaptureType.TEXT;
          case KEYWORD, LIST -> CaptureType.WORD;
        });
  }
}
