package dwell.detect;

import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a file holds, told by its path as the programs that own it document theirs. */
public enum SensitiveFile {
  /** ssh(1) FILES, and the endings in use for PEM and PuTTY keys. */
  PRIVATE_KEY,
  /** shadow(5), and files of clients that hold a password by their manual. */
  PASSWORDS,
  /** Settings of an application, in which passwords for its database usually stand. */
  SETTINGS,
  /** What somebody typed. */
  HISTORY;

  private static final Set<String> PASSWORD_FILES =
      Set.of(
          ".pgpass",
          ".my.cnf",
          ".mylogin.cnf",
          ".netrc",
          ".htpasswd",
          ".git-credentials",
          "debian.cnf",
          "shadow",
          "shadow-",
          "gshadow",
          "gshadow-",
          "opasswd",
          "master.passwd",
          "krb5.keytab",
          "ldap.secret",
          "credentials",
          ".vault-token",
          "pgpass.conf",
          "kubeconfig",
          "passwords.txt",
          "password.txt");

  private static final Set<String> SETTING_ENDINGS =
      Set.of(
          "php",
          "inc",
          "ini",
          "yml",
          "yaml",
          "json",
          "xml",
          "properties",
          "conf",
          "cnf",
          "cfg",
          "toml",
          "py",
          "rb",
          "js",
          "config");

  /** The meaning of a path; null where it has none that matters. */
  public static @Nullable SensitiveFile of(String path) {
    String name = path.substring(path.lastIndexOf('/') + 1);
    if (isPrivateKey(path, name)) {
      return PRIVATE_KEY;
    }
    if (PASSWORD_FILES.contains(name)
        || path.endsWith("/.docker/config.json")
        || path.endsWith("/.kube/config")) {
      return PASSWORDS;
    }
    if (name.endsWith("_history") || name.equals(".viminfo") || name.equals(".lesshst")) {
      return HISTORY;
    }
    return isSettings(path, name) ? SETTINGS : null;
  }

  private static boolean isPrivateKey(String path, String name) {
    if (name.endsWith(".pub") || name.isEmpty()) {
      return false;
    }
    return name.startsWith("id_")
        || name.endsWith(".ppk")
        || (name.startsWith("ssh_host_") && name.endsWith("_key"))
        || ((name.endsWith(".pem") || name.endsWith(".key")) && !path.contains("/etc/ssl/certs/"));
  }

  private static boolean isSettings(String path, String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    // What systemd.exec(5) EnvironmentFile= and docker run --env-file read, by the usual name.
    if (lower.endsWith(".env") || lower.startsWith(".env.")) {
      return true;
    }
    String ending = lower.substring(lower.lastIndexOf('.') + 1);
    if (!SETTING_ENDINGS.contains(ending)) {
      return false;
    }
    if (path.startsWith("/etc/")) {
      return lower.contains("secret") || lower.contains("passw") || lower.contains("credential");
    }
    return lower.contains("conf")
        || lower.contains("setting")
        || lower.contains("secret")
        || lower.contains("credential")
        || lower.contains("passw")
        || lower.contains("database")
        || lower.startsWith("db.")
        || lower.startsWith("parameters.")
        || lower.startsWith("application.");
  }
}
