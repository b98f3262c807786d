package dwell.evidence;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * What a walk over the evidence keeps for the survey: the small settings files, the links among
 * them, and which folders look like the root of a host.
 */
final class SurveyFiles implements TreeVisitor {
  /** More than any of them needs; what lies behind is not read. */
  private static final int MAX_BYTES = 1 << 20;

  /** Keeps a hostile archive of nothing but such files from filling memory. */
  private static final int MAX_FILES = 20_000;

  /** Where a path has one of these below it or is one of these, a host's root stands before it. */
  private static final String[] MARKS = {
    "etc/hostname", "etc/HOSTNAME", "etc/os-release", "etc/machine-id", "var/log/"
  };

  private static final String[] FILES = {
    "etc/HOSTNAME",
    "etc/hostname",
    "etc/hosts",
    "etc/localtime",
    "etc/machine-id",
    "etc/network/interfaces",
    "etc/os-release",
    "etc/passwd",
    "etc/ssh/sshd_config",
    "etc/sysconfig/clock",
    "etc/timezone",
    "usr/lib/os-release",
  };

  /** Folders whose settings files are read, with the ends of their names. */
  private static final String[][] FOLDERS = {
    {"etc/network/interfaces.d/", ""},
    {"etc/netplan/", ".yaml"},
    {"etc/sysconfig/network-scripts/ifcfg-", ""},
    {"etc/systemd/network/", ".network"},
    {"etc/NetworkManager/system-connections/", ""},
    {"etc/postgresql/", ".conf"},
    {"var/lib/pgsql/", "postgresql.conf"},
    {"var/lib/pgsql/", "postgresql.auto.conf"},
    {"var/lib/postgresql/", "postgresql.auto.conf"},
  };

  private final NavigableMap<String, byte[]> contents = new TreeMap<>();
  private final NavigableMap<String, String> links = new TreeMap<>();
  private final TreeSet<String> roots = new TreeSet<>();

  @Override
  public void file(StoredFile file) throws IOException {
    mark(file.path());
    if (wanted(file.path()) && contents.size() < MAX_FILES) {
      try (InputStream bytes = file.open()) {
        contents.put(file.path(), bytes.readNBytes(MAX_BYTES));
      } catch (IOException e) {
        // Told once, by the visit that reads every file.
        contents.remove(file.path());
      }
    }
  }

  @Override
  public void link(
      String path, String target, boolean hard, @Nullable Instant modified, FileStat stat) {
    mark(path);
    if (wanted(path) && links.size() < MAX_FILES) {
      links.put(path, target);
    }
  }

  /** Troubles of the walk are told by the visit that reads every file. */
  @Override
  public void fault(Fault fault) {}

  @Override
  public boolean seals() {
    return false;
  }

  /** Paths of folders that look like a host's root: empty, or ending in {@code /}. */
  TreeSet<String> roots() {
    return roots;
  }

  /**
   * The text of a settings file; null where there is none. Bytes that are not UTF-8 become U+FFFD.
   */
  @Nullable String text(String path) {
    byte[] bytes = contents.get(path);
    return bytes == null ? null : new String(bytes, StandardCharsets.UTF_8);
  }

  byte @Nullable [] bytes(String path) {
    return contents.get(path);
  }

  /** Where a link leads, as written in it; null where there is none. */
  @Nullable String link(String path) {
    return links.get(path);
  }

  /** Each settings file whose path begins so, in order of path. */
  void below(String start, BiConsumer<String, String> use) {
    for (Map.Entry<String, byte[]> file : contents.tailMap(start).entrySet()) {
      if (!file.getKey().startsWith(start)) {
        break;
      }
      use.accept(file.getKey(), new String(file.getValue(), StandardCharsets.UTF_8));
    }
  }

  private void mark(String path) {
    for (String mark : MARKS) {
      int at = mark.endsWith("/") ? inside(path, mark) : endsWith(path, mark);
      if (at >= 0) {
        roots.add(path.substring(0, at));
      }
    }
  }

  private static boolean wanted(String path) {
    for (String file : FILES) {
      if (endsWith(path, file) >= 0) {
        return true;
      }
    }
    for (String[] folder : FOLDERS) {
      if (path.endsWith(folder[1]) && inside(path, folder[0]) >= 0) {
        return true;
      }
    }
    return false;
  }

  /** Where {@code file} begins at the end of the path; -1 where it does not. */
  private static int endsWith(String path, String file) {
    int at = path.length() - file.length();
    return at >= 0 && path.endsWith(file) && (at == 0 || path.charAt(at - 1) == '/') ? at : -1;
  }

  /**
   * Where {@code folder} first begins in the path, at the beginning of a name; -1 where it does
   * not.
   */
  private static int inside(String path, String folder) {
    for (int at = path.indexOf(folder); at >= 0; at = path.indexOf(folder, at + 1)) {
      if (at == 0 || path.charAt(at - 1) == '/') {
        return at;
      }
    }
    return -1;
  }
}
