package dwell.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds secrets where programs are given them on a command line. It reads words as a shell would
 * part them, near enough: the same commands stand in audit records, sudo's lines and histories,
 * where they are quoted in other ways or not at all. In doubt it takes out too much.
 */
final class PasswordRedaction {
  /** The password follows {@code -p} without a space; a space would make it a database's name. */
  private static final Set<String> JOINED_P =
      Set.of(
          "mysql",
          "mysqldump",
          "mysqladmin",
          "mysqlimport",
          "mysqlcheck",
          "mysqlshow",
          "mysqlsh",
          "mysqlslap",
          "mysqlbinlog",
          "mariadb",
          "mariadb-dump",
          "mariadb-admin",
          "mariadb-import",
          "mariadb-check",
          "mariadb-show",
          "mariadb-binlog",
          "mydumper",
          "xtrabackup",
          "mariabackup");

  /** The word after that option, or what is joined to it, is a secret. */
  private static final Map<String, String> OPTIONS =
      Map.ofEntries(
          Map.entry("sshpass", "-p"),
          Map.entry("mongo", "-p"),
          Map.entry("mongosh", "-p"),
          Map.entry("mongodump", "-p"),
          Map.entry("mongorestore", "-p"),
          Map.entry("mongoexport", "-p"),
          Map.entry("redis-cli", "-a"),
          Map.entry("ldapsearch", "-w"),
          Map.entry("ldapmodify", "-w"),
          Map.entry("ldapadd", "-w"),
          Map.entry("useradd", "-p"),
          Map.entry("usermod", "-p"),
          Map.entry("sqlcmd", "-P"),
          Map.entry("smbmap", "-p"),
          Map.entry("hydra", "-p"),
          Map.entry("crackmapexec", "-p"),
          Map.entry("zip", "-P"),
          Map.entry("unzip", "-P"));

  /** {@code -u NAME:SECRET}, also as {@code --user}. */
  private static final Set<String> USER_COLON = Set.of("curl", "wget", "http", "smbclient");

  /** {@code -U NAME%SECRET}. */
  private static final Set<String> USER_PERCENT = Set.of("smbclient", "rpcclient", "net", "winexe");

  private static final List<String> SECRET_NAMES =
      List.of(
          "password",
          "passwd",
          "passphrase",
          "passwort",
          "secret",
          "token",
          "api-key",
          "apikey",
          "access-key",
          "credential");

  private final String text;
  private final List<int[]> secrets = new ArrayList<>();
  private String program = "";
  private @Nullable String expected;

  private PasswordRedaction(String text) {
    this.text = text;
  }

  static String apply(String text) {
    PasswordRedaction redaction = new PasswordRedaction(text);
    redaction.words();
    redaction.statements();
    return redaction.result();
  }

  private void words() {
    boolean chpasswd = text.contains("chpasswd");
    boolean piped =
        text.contains("passwd") || text.contains("sudo -S") || text.contains("cryptsetup");
    int i = 0;
    while (i < text.length()) {
      char c = text.charAt(i);
      if (Character.isWhitespace(c) || "|;&()".indexOf(c) >= 0) {
        if (c == '|' || c == ';' || c == '\n') {
          program = "";
          expected = null;
        }
        i++;
        continue;
      }
      int end = wordEnd(i);
      word(i, end, chpasswd, piped);
      i = end;
    }
  }

  /** A word ends at a blank or an operator outside of quotes; a quote that never ends is none. */
  private int wordEnd(int from) {
    int i = from;
    while (i < text.length()) {
      char c = text.charAt(i);
      if (c == '\'' || c == '"') {
        int close = text.indexOf(c, i + 1);
        // No line of a log quotes over its end; 4096 keeps stray quotes from costing much.
        int limit = Math.min(text.length(), i + 4096);
        if (close > 0 && close < limit) {
          i = close + 1;
          continue;
        }
      } else if (c == '\\' && i + 1 < text.length()) {
        i += 2;
        continue;
      } else if (Character.isWhitespace(c) || "|;&()".indexOf(c) >= 0) {
        break;
      }
      i++;
    }
    return Math.min(i, text.length());
  }

  private void word(int from, int end, boolean chpasswd, boolean piped) {
    if (expected != null) {
      boolean echo = expected.equals("echo");
      if (text.charAt(from) == '-') {
        expected = echo ? expected : null;
      } else {
        add(from, end);
        expected = echo ? expected : null;
        return;
      }
    }
    String name = programName(from, end);
    if (piped && (name.equals("echo") || name.equals("printf")) && feedsPassword(end)) {
      program = name;
      expected = "echo";
      return;
    }
    if (JOINED_P.contains(name)
        || OPTIONS.containsKey(name)
        || USER_COLON.contains(name)
        || USER_PERCENT.contains(name)) {
      program = name;
      return;
    }
    if (option(from, end) || assignment(from, end) || url(from, end)) {
      return;
    }
    if (chpasswd) {
      colonPair(from, end);
    }
  }

  private String programName(int from, int end) {
    if (end - from > 256) {
      return "";
    }
    String word = text.substring(from, end);
    String bare = word.startsWith("\"") || word.startsWith("'") ? word.substring(1) : word;
    int slash = Math.max(bare.lastIndexOf('/'), bare.lastIndexOf('='));
    String name = bare.substring(slash + 1);
    return name.endsWith("\"") || name.endsWith("'") ? name.substring(0, name.length() - 1) : name;
  }

  /** What echo says goes through a pipe to a program that takes a password from it. */
  private boolean feedsPassword(int from) {
    int pipe = text.indexOf('|', from);
    if (pipe < 0) {
      return false;
    }
    String after = text.substring(pipe + 1, Math.min(text.length(), pipe + 80));
    return after.contains("sudo -S")
        || after.contains("cryptsetup")
        || after.contains("passwd") && !after.contains("chpasswd") && !after.contains("/etc/");
  }

  private boolean option(int from, int end) {
    if (text.charAt(from) != '-' || end - from < 2) {
      return false;
    }
    if (text.startsWith("--", from)) {
      return longOption(from, end);
    }
    String exact = OPTIONS.get(program);
    if (JOINED_P.contains(program) && text.startsWith("-p", from) && end - from > 2) {
      add(from + 2, end);
      return true;
    }
    if (exact != null && text.startsWith(exact, from)) {
      if (end - from == exact.length()) {
        expected = program;
      } else {
        add(from + exact.length(), end);
      }
      return true;
    }
    if (USER_COLON.contains(program) && text.startsWith("-u", from)
        || USER_PERCENT.contains(program) && text.startsWith("-U", from)) {
      pairOf(from, end);
      return true;
    }
    return false;
  }

  private boolean longOption(int from, int end) {
    int equals = text.indexOf('=', from);
    boolean joined = equals > 0 && equals < end;
    String name = text.substring(from, Math.min(joined ? equals : end, from + 64));
    if (USER_COLON.contains(program) && (name.equals("--user") || name.equals("--proxy-user"))) {
      pairOf(from, end);
      return true;
    }
    if (!isSecretName(name) && !name.equals("--pass")) {
      return false;
    }
    if (joined) {
      add(equals + 1, end);
    } else if (!JOINED_P.contains(program) && !name.endsWith("-file") && !name.endsWith("-stdin")) {
      expected = name;
    }
    return true;
  }

  /** The secret half of {@code name:secret}, in this word or the next. */
  private void pairOf(int from, int end) {
    int mark = firstOf(from + 2, end);
    if (mark > 0) {
      add(mark + 1, end);
      return;
    }
    int next = end;
    while (next < text.length() && text.charAt(next) == ' ') {
      next++;
    }
    if (end - from == 2 || text.startsWith("--", from)) {
      int nextEnd = wordEnd(next);
      mark = firstOf(next, nextEnd);
      if (mark > 0) {
        add(mark + 1, nextEnd);
      }
    }
  }

  private int firstOf(int from, int end) {
    for (int i = from; i < end; i++) {
      if (text.charAt(i) == ':' || text.charAt(i) == '%') {
        return i;
      }
    }
    return -1;
  }

  /** {@code PGPASSWORD=…}, {@code MYSQL_PWD=…}, {@code db_password=…}; not {@code PWD=…}. */
  private boolean assignment(int from, int end) {
    int equals = text.indexOf('=', from);
    if (equals <= from || equals >= end - 1 || equals - from > 64) {
      return false;
    }
    String name = text.substring(from, equals).toLowerCase(Locale.ROOT).replace('_', '-');
    boolean secret =
        isSecretName(name)
            || name.endsWith("-pwd")
            || name.endsWith("sshpass")
            || name.equals("pass");
    if (secret && !name.endsWith("-file")) {
      add(equals + 1, end);
      return true;
    }
    return false;
  }

  private static boolean isSecretName(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return SECRET_NAMES.stream().anyMatch(lower::contains);
  }

  /** {@code scheme://user:secret@host}: RFC 3986, section 3.2.1. */
  private boolean url(int from, int end) {
    boolean found = false;
    int scheme = text.indexOf("://", from);
    while (scheme >= 0 && scheme < end) {
      int authority = scheme + 3;
      int stop = authority;
      int colon = -1;
      int at = -1;
      while (stop < end && "/?#\"'".indexOf(text.charAt(stop)) < 0) {
        if (text.charAt(stop) == ':' && colon < 0) {
          colon = stop;
        } else if (text.charAt(stop) == '@') {
          at = stop;
        }
        stop++;
      }
      if (colon > 0 && at > colon) {
        add(colon + 1, at);
        found = true;
      }
      scheme = text.indexOf("://", Math.max(stop, authority));
    }
    return found;
  }

  /** {@code name:secret}, as chpasswd(8) reads it. */
  private void colonPair(int from, int end) {
    int start = from;
    while (start < end && "\"'<".indexOf(text.charAt(start)) >= 0) {
      start++;
    }
    int colon = start;
    while (colon < end && inName(text.charAt(colon))) {
      colon++;
    }
    if (colon > start
        && colon < end - 1
        && text.charAt(colon) == ':'
        && !Character.isDigit(text.charAt(start))) {
      add(colon + 1, end);
    }
  }

  private static boolean inName(char c) {
    return Character.isLetterOrDigit(c) || c == '_' || c == '-' || c == '.' || c == '$';
  }

  /** SQL: a literal behind {@code IDENTIFIED … BY}, {@code PASSWORD}, {@code PASSWORD(}. */
  private void statements() {
    String lower = text.toLowerCase(Locale.ROOT);
    if (lower.length() != text.length()) {
      return;
    }
    for (String word : List.of("identified", "password")) {
      int at = lower.indexOf(word);
      while (at >= 0) {
        int i = at + word.length();
        int limit = Math.min(text.length(), i + 64);
        while (i < limit && betweenWordAndLiteral(lower.charAt(i))) {
          i++;
        }
        if (i < limit && (text.charAt(i) == '\'' || text.charAt(i) == '"')) {
          int close = text.indexOf(text.charAt(i), i + 1);
          add(i + 1, close < 0 ? Math.min(text.length(), i + 4096) : close);
        }
        at = lower.indexOf(word, at + word.length());
      }
    }
  }

  private static boolean betweenWordAndLiteral(char c) {
    return c >= 'a' && c <= 'z'
        || c == ' '
        || c == '\t'
        || c == '\n'
        || c == '('
        || c == '='
        || c == '_'
        || c == ':'
        || c == '`';
  }

  private void add(int from, int end) {
    int start = from;
    int stop = end;
    // The quotes stay, so that what is left reads as it did.
    if (stop - start >= 2
        && "\"'".indexOf(text.charAt(start)) >= 0
        && text.charAt(stop - 1) == text.charAt(start)) {
      start++;
      stop--;
    } else if (stop - start >= 2 && "\"'".indexOf(text.charAt(stop - 1)) >= 0) {
      stop--;
    }
    if (stop > start) {
      secrets.add(new int[] {start, stop});
    }
  }

  private String result() {
    if (secrets.isEmpty()) {
      return text;
    }
    secrets.sort(Comparator.comparingInt(secret -> secret[0]));
    StringBuilder out = new StringBuilder(text.length());
    int done = 0;
    for (int[] secret : secrets) {
      if (secret[1] <= done) {
        continue;
      }
      if (secret[0] >= done) {
        out.append(text, done, secret[0]).append(Redaction.MARK);
      }
      done = secret[1];
    }
    return out.append(text, done, text.length()).toString();
  }
}
