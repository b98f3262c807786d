package dwell.evidence;

import java.util.Set;

/**
 * What may be expected in a file, by its place on its host: see hier(7) and the Filesystem
 * Hierarchy Standard 3.0. A whole disk image holds some hundred thousand files that are no logs; a
 * text among them must not become events.
 */
public enum ArtifactRole {
  /** A log, or a file of a host that is not known: read whatever it is. */
  LOG,
  /** May be a log: read where a format is sure of it, and not as mere text. */
  OTHER,
  /** Programs and settings: hashed, and not read as a log. */
  SYSTEM;

  private static final Set<String> SYSTEM_FOLDERS =
      Set.of(
          "bin", "boot", "dev", "etc", "lib", "lib32", "lib64", "libx32", "proc", "sbin", "snap",
          "sys", "usr");

  private static final String[] LOG_FOLDERS = {
    "var/log/",
    "var/adm/",
    "var/account/",
    "run/log/",
    "run/utmp",
    "var/run/utmp",
    "var/lib/docker/containers/"
  };

  /** What may be expected at a path. */
  public static ArtifactRole of(String host, String hostPath) {
    if (host.isEmpty()) {
      return LOG;
    }
    for (String folder : LOG_FOLDERS) {
      if (hostPath.startsWith(folder)) {
        return LOG;
      }
    }
    int slash = hostPath.indexOf('/');
    if (slash > 0 && SYSTEM_FOLDERS.contains(hostPath.substring(0, slash))) {
      return SYSTEM;
    }
    return history(hostPath.substring(hostPath.lastIndexOf('/') + 1)) ? LOG : OTHER;
  }

  /**
   * What shells and database clients keep of what was typed: {@code .bash_history}, {@code
   * fish_history}.
   */
  private static boolean history(String name) {
    return name.endsWith("_history")
        || name.equals(".history")
        || name.equals(".sh_history")
        || name.equals(".zhistory");
  }

  /**
   * Whether an archive at that path is opened, and its members read as evidence of their own: one
   * that an investigator or logrotate put there, not what users and programs keep in theirs.
   */
  static boolean opensArchives(String path) {
    if (path.startsWith("var/log/") || path.contains("/var/log/")) {
      return true;
    }
    int from = 0;
    for (int slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', from)) {
      String folder = path.substring(from, slash);
      if (SYSTEM_FOLDERS.contains(folder) || HOST_FOLDERS.contains(folder)) {
        return false;
      }
      from = slash + 1;
    }
    return true;
  }

  private static final Set<String> HOST_FOLDERS =
      Set.of("home", "media", "mnt", "opt", "root", "run", "srv", "tmp", "var");
}
