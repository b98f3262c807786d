package dwell.incident;

import dwell.detect.ActReader;
import dwell.shell.ShellCommand;
import dwell.shell.ShellLexer;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the target of a web request tells: the path, a script, a shell command in a parameter. */
final class RequestTarget {
  private static final Set<String> SCRIPTS =
      Set.of(
          "php", "php3", "php5", "php7", "phtml", "phar", "jsp", "jspx", "asp", "aspx", "cgi", "pl",
          "py");

  private static final Set<String> UPLOAD_FOLDERS =
      Set.of(
          "upload",
          "uploads",
          "uploaded",
          "files",
          "images",
          "img",
          "media",
          "avatars",
          "attachments",
          "userfiles",
          "pictures",
          "photos",
          "documents");

  private RequestTarget() {}

  static String path(String url) {
    int end = 0;
    while (end < url.length() && url.charAt(end) != '?' && url.charAt(end) != '#') {
      end++;
    }
    return url.substring(0, end);
  }

  /** Whether a path leads through a folder that holds what visitors sent: files, never scripts. */
  static boolean uploadFolder(String path) {
    List<String> parts = Texts.split(path, '/');
    for (String part : parts.subList(0, Math.max(0, parts.size() - 1))) {
      if (UPLOAD_FOLDERS.contains(part.toLowerCase(Locale.ROOT))) {
        return true;
      }
    }
    return false;
  }

  static boolean script(String path) {
    String name = path.substring(path.lastIndexOf('/') + 1);
    return SCRIPTS.contains(name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT))
        && name.indexOf('.') > 0;
  }

  /** The shell command that a parameter carries; null where none does. */
  static @Nullable String command(String url) {
    int query = url.indexOf('?');
    if (query < 0) {
      return null;
    }
    for (String parameter : Texts.split(url.substring(query + 1), '&')) {
      int equals = parameter.indexOf('=');
      String value = decode(parameter.substring(equals + 1));
      if (!value.isEmpty() && isCommand(value)) {
        return value;
      }
    }
    return null;
  }

  private static boolean isCommand(String value) {
    List<ShellCommand> commands = ShellLexer.read(value);
    if (commands.isEmpty() || value.length() > 16_384) {
      return false;
    }
    String program = commands.getFirst().program();
    boolean plain =
        Set.of(
                "pwd", "echo", "ls", "cat", "cd", "rm", "mkdir", "chmod", "python3", "php", "bash",
                "sh", "perl")
            .contains(program);
    return (plain && commands.getFirst().words().size() + commands.size() > 2)
        || !ActReader.read(value, "", null).isEmpty();
  }

  static String decode(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return text;
    }
  }
}
