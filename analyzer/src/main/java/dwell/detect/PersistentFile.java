package dwell.detect;

import dwell.shell.ShellCommand;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Files that run or admit somebody later: crontab(5), systemd.unit(5), bash(1), ld.so(8),
 * sudoers(5).
 */
final class PersistentFile {
  private static final Set<String> RC_FILES =
      Set.of(
          ".bashrc",
          ".bash_profile",
          ".bash_login",
          ".bash_logout",
          ".profile",
          ".zshrc",
          ".zshenv",
          ".zprofile",
          ".kshrc",
          "rc.local",
          ".xinitrc");

  private static final Set<String> SCRIPTS =
      Set.of(
          "php", "php3", "php5", "php7", "phtml", "phar", "jsp", "jspx", "asp", "aspx", "cgi",
          "pl");

  private PersistentFile() {}

  /** What writing that file brings about; null where nothing of that sort. */
  static @Nullable ActKind kind(String path) {
    String name = path.substring(path.lastIndexOf('/') + 1);
    if (name.equals("authorized_keys") || name.equals("authorized_keys2")) {
      return ActKind.KEY_ADDED;
    }
    if (path.startsWith("/etc/cron") || path.startsWith("/var/spool/cron")) {
      return ActKind.CRON_WRITTEN;
    }
    if (path.contains("/systemd/")
        && (name.endsWith(".service") || name.endsWith(".timer") || name.endsWith(".socket"))) {
      return ActKind.UNIT_WRITTEN;
    }
    if (path.startsWith("/etc/init.d/")) {
      return ActKind.UNIT_WRITTEN;
    }
    if (path.startsWith("/etc/sudoers")) {
      return ActKind.SUDOERS_WRITTEN;
    }
    if (path.startsWith("/etc/pam.d/") || (name.startsWith("pam_") && name.endsWith(".so"))) {
      return ActKind.PAM_WRITTEN;
    }
    if (path.equals("/etc/ld.so.preload")) {
      return ActKind.PRELOAD_WRITTEN;
    }
    if (RC_FILES.contains(name)
        || path.startsWith("/etc/profile")
        || path.startsWith("/etc/update-motd.d/")
        || path.equals("/etc/bash.bashrc")) {
      return ActKind.RC_FILE_WRITTEN;
    }
    return isWebScript(path, name) ? ActKind.WEB_SHELL_WRITTEN : null;
  }

  private static boolean isWebScript(String path, String name) {
    String ending = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    return SCRIPTS.contains(ending)
        && (path.startsWith("/var/www/")
            || path.startsWith("/srv/")
            || path.startsWith("/usr/share/nginx/")
            || path.contains("/htdocs/")
            || path.contains("/public_html/")
            || path.contains("/webapps/"));
  }

  /** The account, job or unit that the path names. */
  static String name(String path) {
    String name = path.substring(path.lastIndexOf('/') + 1);
    if (name.startsWith("authorized_keys") || RC_FILES.contains(name)) {
      if (path.startsWith("/root/")) {
        return "root";
      }
      if (path.startsWith("/home/")) {
        int end = path.indexOf('/', 6);
        return end < 0 ? name : path.substring(6, end);
      }
    }
    return name;
  }

  /** The public key in the text that a command prints; null where there is none. */
  static @Nullable String key(ShellCommand source) {
    for (String word : source.words()) {
      int at = word.indexOf("AAAA");
      if (at >= 0 && (word.contains("ssh-") || word.contains("ecdsa-") || at == 0)) {
        return word;
      }
    }
    return null;
  }
}
