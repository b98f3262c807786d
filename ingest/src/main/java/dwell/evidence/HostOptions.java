package dwell.evidence;

import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the analyst says of the hosts, which goes before what the evidence says.
 *
 * @param hosts where a host's files stand ({@code --host NAME=PATH})
 * @param zones zone by host name ({@code --zone HOST=ZONE}); of a service whose clock differs,
 *     under {@code mysql@HOST}
 * @param zone for every host whose zone is not known otherwise ({@code --zone ZONE}); null where
 *     not given
 */
public record HostOptions(List<HostAt> hosts, Map<String, ZoneId> zones, @Nullable ZoneId zone) {
  /** The analyst says nothing. */
  public static final HostOptions NONE = new HostOptions(List.of(), Map.of(), null);

  public HostOptions {
    hosts = List.copyOf(hosts);
    zones = Map.copyOf(zones);
  }

  /**
   * A host's place.
   *
   * @param path a path within the evidence, or one in the file system at or below the evidence;
   *     empty or {@code .} for the evidence as a whole
   */
  public record HostAt(String name, String path) {}
}
