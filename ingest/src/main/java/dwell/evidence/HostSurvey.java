package dwell.evidence;

import dwell.event.ArtifactKey;
import dwell.event.EventTime.Basis;
import dwell.time.HostClock;
import dwell.time.HostClocks;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Which hosts one piece of evidence holds, where each begins in it, and what its settings tell.
 * Immutable.
 *
 * <p>A folder is the root of a host where {@code etc/hostname}, {@code etc/os-release}, {@code
 * etc/machine-id} or {@code var/log/} stand in it. A root inside of another host's is a host of its
 * own only where it is a container's ({@code var/lib/lxc/NAME/rootfs}, {@code
 * var/lib/machines/NAME}): any other is a copy that someone keeps, and belongs to the host it is
 * kept on. Files outside of any root have no host, unless the analyst names one.
 */
public final class HostSurvey {
  /** Names of folders that collectors put a root into, and that say nothing of the host. */
  private static final Set<String> NAMELESS =
      Set.of(
          "[root]", "auto", "files", "fs", "fs_root", "image", "mnt", "root", "rootfs", "uploads");

  private final NavigableMap<String, HostProfile> byRoot;
  private final Set<String> seconds;
  private final HostOptions options;
  private final List<Fault> faults;

  private HostSurvey(
      NavigableMap<String, HostProfile> byRoot,
      Set<String> seconds,
      HostOptions options,
      List<Fault> faults) {
    this.byRoot = Collections.unmodifiableNavigableMap(byRoot);
    this.seconds = Set.copyOf(seconds);
    this.options = options;
    this.faults = List.copyOf(faults);
  }

  static HostSurvey of(
      String evidence, @Nullable Path location, SurveyFiles files, HostOptions options) {
    List<Fault> faults = new ArrayList<>();
    Map<String, String> given = given(location, options);
    NavigableMap<String, HostProfile> profiles = new TreeMap<>();
    Set<String> seconds = new HashSet<>();
    Set<String> names = new HashSet<>();
    Set<String> roots = new TreeSet<>(files.roots());
    roots.addAll(given.keySet());
    for (String root : roots) {
      if (!given.containsKey(root) && keptInside(root, profiles)) {
        continue;
      }
      HostProfile profile =
          HostSettings.profile(root, name(evidence, root, files, given), files, options, faults);
      if (!profile.name().isEmpty()) {
        profiles.put(root, profile);
        if (!names.add(profile.name())) {
          seconds.add(root);
        }
      }
    }
    profiles.replaceAll((_, host) -> HostSettings.byPeers(host, profiles.keySet(), files));
    return new HostSurvey(profiles, seconds, options, faults);
  }

  /** The hosts, in order of their roots. */
  public Collection<HostProfile> hosts() {
    return byRoot.values();
  }

  /** Settings that contradict each other or cannot be understood. */
  public List<Fault> faults() {
    return faults;
  }

  /** The host that a path within the evidence belongs to; empty where none is known. */
  public Optional<HostProfile> host(String path) {
    for (Map.Entry<String, HostProfile> at = byRoot.floorEntry(path);
        at != null;
        at = byRoot.lowerEntry(at.getKey())) {
      if (path.startsWith(at.getKey())) {
        return Optional.of(at.getValue());
      }
    }
    return Optional.empty();
  }

  /**
   * The key of a file. Where two roots of one piece of evidence are of the same host (it was
   * collected twice), the files of the second keep their path within the evidence, so that no id
   * stands for two records.
   */
  public ArtifactKey key(String path) {
    Optional<HostProfile> host = host(path);
    if (host.isEmpty()) {
      return ArtifactKey.of("", path, path);
    }
    String root = host.get().root();
    String hostPath = seconds.contains(root) ? path : path.substring(root.length());
    return ArtifactKey.of(host.get().name(), hostPath, path);
  }

  /** The clock of each host: as the analyst says, else as the host's files say. */
  public HostClocks clocks() {
    Map<String, HostClock> clocks = new HashMap<>();
    for (HostProfile host : byRoot.values()) {
      ZoneId zone = host.zone();
      Basis basis = host.zoneBasis();
      if (zone != null && basis != null) {
        clocks.putIfAbsent(host.name(), new HostClock(zone, basis));
      }
    }
    options.zones().forEach((host, zone) -> clocks.put(host, new HostClock(zone, Basis.GIVEN)));
    ZoneId all = options.zone();
    return new HostClocks(
        clocks, all == null ? HostClock.ASSUMED_UTC : new HostClock(all, Basis.GIVEN));
  }

  /** Root to name, as the analyst says. */
  private static Map<String, String> given(@Nullable Path location, HostOptions options) {
    Map<String, String> given = new TreeMap<>();
    for (HostOptions.HostAt at : options.hosts()) {
      String path = at.path();
      if (location != null) {
        Path evidence = location.toAbsolutePath().normalize();
        Path host = Path.of(path).toAbsolutePath().normalize();
        if (host.startsWith(evidence)) {
          path = evidence.relativize(host).toString();
        } else if (Path.of(path).isAbsolute()) {
          // Of another piece of evidence.
          continue;
        }
      }
      String within = new MemberNames("").path(path);
      given.put(within.isEmpty() ? "" : within + '/', at.name());
    }
    return given;
  }

  private static boolean keptInside(String root, NavigableMap<String, HostProfile> profiles) {
    for (String outer : profiles.headMap(root).keySet()) {
      if (root.startsWith(outer)) {
        String inside = root.substring(outer.length());
        boolean container =
            inside.startsWith("var/lib/lxc/") && inside.endsWith("/rootfs/")
                || inside.startsWith("var/lib/machines/");
        if (!container) {
          return true;
        }
      }
    }
    return false;
  }

  private static String name(
      String evidence, String root, SurveyFiles files, Map<String, String> given) {
    String name = given.get(root);
    if (name != null) {
      return name;
    }
    String own = HostSettings.hostName(root, files);
    if (own != null && !own.equals("localhost")) {
      return own;
    }
    for (String folder = root; !folder.isEmpty(); ) {
      int slash = folder.lastIndexOf('/', folder.length() - 2);
      String last = withoutArchive(folder.substring(slash + 1, folder.length() - 1));
      if (!NAMELESS.contains(last)) {
        return last;
      }
      folder = folder.substring(0, slash + 1);
    }
    if (own != null) {
      return own;
    }
    String last = withoutArchive(evidence);
    return NAMELESS.contains(last) ? "" : last;
  }

  private static String withoutArchive(String name) {
    for (String end :
        new String[] {
          ".tar.gz", ".tar.bz2", ".tar.xz", ".tar.zst", ".tar", ".tgz", ".tbz2", ".txz", ".zip"
        }) {
      if (name.endsWith(end) && name.length() > end.length()) {
        return name.substring(0, name.length() - end.length());
      }
    }
    return name;
  }
}
