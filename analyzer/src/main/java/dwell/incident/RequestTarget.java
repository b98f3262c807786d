package dwell.incident;

import dwell.detect.ActReader;
import dwell.shell.ShellCommand;
import dwell.shell.ShellLexer;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
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

  /** Programs that say nothing of an attacker, and that a shell is asked for all the same. */
  private static final Set<String> COMMON =
      Set.of(
          "pwd", "echo", "ls", "cat", "cd", "rm", "mkdir", "chmod", "python3", "php", "bash", "sh",
          "perl", "mv", "cp", "tar", "gzip", "zip", "ps", "df", "head", "tail", "grep", "touch",
          "nohup", "sleep", "kill", "mysql", "psql");

  /** A parameter and the value that it carries; the name is empty where there is none. */
  record Parameter(String name, String value) {}

  /** The parameter that carries a shell command; null where none does. */
  static @Nullable Parameter command(String url) {
    for (Parameter parameter : parameters(url)) {
      if (!parameter.value().isEmpty() && isCommand(parameter.value())) {
        return parameter;
      }
    }
    return null;
  }

  /** What the parameter of a name carries; null where it is not there or empty. */
  static @Nullable String value(String url, String name) {
    for (Parameter parameter : parameters(url)) {
      if (parameter.name().equals(name) && !parameter.value().isEmpty()) {
        return parameter.value();
      }
    }
    return null;
  }

  private static List<Parameter> parameters(String url) {
    int query = url.indexOf('?');
    List<Parameter> out = new ArrayList<>();
    for (String part : query < 0 ? List.<String>of() : Texts.split(url.substring(query + 1), '&')) {
      int equals = part.indexOf('=');
      String name = equals < 0 ? "" : part.substring(0, equals);
      out.add(new Parameter(name, decode(part.substring(equals + 1))));
    }
    return out;
  }

  private static boolean isCommand(String value) {
    List<ShellCommand> commands = ShellLexer.read(value);
    if (commands.isEmpty() || value.length() > 16_384) {
      return false;
    }
    String program = commands.getFirst().program();
    boolean plain = COMMON.contains(program);
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
