package dwell.evidence;

import dwell.event.EventTime.Basis;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the evidence tells of one host.
 *
 * @param name its short name
 * @param root path of its root within the evidence: empty, or ending in {@code /}
 * @param zone null where neither the evidence nor the analyst tells
 * @param zoneBasis {@link Basis#HOST} or {@link Basis#GIVEN}; null where there is no zone
 * @param zoneSource which file told the zone, as a path on the host; null where none did
 * @param addresses that the host itself has, without loopback, in order of text: as its settings
 *     tell, else as {@code etc/hosts} of other hosts of the evidence do
 * @param accounts name by numeric id, from {@code etc/passwd}; of several names of one id the first
 * @param logLinePrefixes PostgreSQL's {@code log_line_prefix} by cluster ({@code 15/main}), empty
 *     key where a cluster has no name
 * @param os {@code PRETTY_NAME} of os-release(5); null where unknown
 * @param machineId machine-id(5), which names the host's journal; null where unknown
 * @param sshServer whether it has settings for an ssh server
 */
public record HostProfile(
    String name,
    String root,
    @Nullable ZoneId zone,
    @Nullable Basis zoneBasis,
    @Nullable String zoneSource,
    List<String> addresses,
    Map<Long, String> accounts,
    Map<String, String> logLinePrefixes,
    @Nullable String os,
    @Nullable String machineId,
    boolean sshServer) {

  public HostProfile {
    addresses = List.copyOf(addresses);
    accounts = Map.copyOf(accounts);
    logLinePrefixes = Map.copyOf(logLinePrefixes);
  }

  /**
   * The {@code log_line_prefix} of a log: that of the cluster which the log's path names ({@code
   * postgresql-15-main.log}), or the only one there is; null where that is not decided.
   */
  public @Nullable String logLinePrefix(String hostPath) {
    String best = null;
    int longest = 0;
    for (Map.Entry<String, String> cluster : logLinePrefixes.entrySet()) {
      String name = cluster.getKey();
      boolean named =
          !name.isEmpty()
              && (hostPath.contains(name.replace('/', '-')) || hostPath.contains(name + '/'));
      if (named && name.length() > longest) {
        best = cluster.getValue();
        longest = name.length();
      }
    }
    if (best == null && logLinePrefixes.values().stream().distinct().count() == 1) {
      return logLinePrefixes.values().iterator().next();
    }
    return best;
  }
}
