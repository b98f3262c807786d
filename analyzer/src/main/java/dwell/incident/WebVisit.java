package dwell.incident;

import dwell.detect.Sign;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one address did to a web site, where that was an attack that worked.
 *
 * @param id the id of its first request that is part of it
 * @param account the account that the web server's programs run as; null where none was used
 * @param userAgents as sent
 * @param first its first request of any kind
 * @param firstAccess the first request that was answered as an intruder wanted
 * @param last its last request of any kind
 * @param commands what it ran through a web shell
 * @param shells paths of the scripts, as requested
 * @param uses when the shells answered it
 * @param sessions the application's database sessions, with those statements that were the
 *     visitor's
 * @param why one sentence
 * @param sign what it shows
 */
record WebVisit(
    String id,
    String host,
    String ip,
    @Nullable String account,
    List<String> userAgents,
    Stamp first,
    Stamp firstAccess,
    Stamp last,
    List<Incident.Command> commands,
    List<Deed> deeds,
    List<Shell> shells,
    List<Instant> uses,
    List<Involved> sessions,
    String why,
    Sign sign,
    List<String> evidence) {

  /**
   * A script that ran commands: where it lies as far as the request tells, and when it was put
   * there.
   */
  record Shell(String path, @Nullable Stamp time, List<String> evidence) {}
}
