package dwell.incident;

import dwell.correlate.Session;
import dwell.event.Event;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Logs of logins from which records were taken out: the file was last written long after its last
 * record, in a session with root's rights that the log does not tell of although another source
 * does. A daemon's own writing leaves a record of its moment; a rotation and a packing leave the
 * time of the last writing as it was (rename(2), gzip(1)).
 */
final class RewrittenLogs {
  /** A record and the writing of it lie this close; daemons that buffer write within a minute. */
  private static final Duration WRITING = Duration.ofMinutes(2);

  private final Scene scene;

  RewrittenLogs(Scene scene) {
    this.scene = scene;
  }

  /**
   * When a file of a chain of rotations was written anew; null where nothing says that it was.
   * Where the other files of the chain do not bear the times of their last records, the carrier of
   * the evidence did not keep times, and none says anything.
   *
   * @param files the chain, by time
   */
  @Nullable Instant written(String host, List<Incident.Source> files, int at) {
    int kept = 0;
    for (int i = 0; i < files.size(); i++) {
      Duration late = late(host, files.get(i));
      kept += i != at && late != null && late.abs().compareTo(WRITING) <= 0 ? 1 : 0;
    }
    Duration late = late(host, files.get(at));
    boolean times = kept > 0 && kept * 2 >= files.size() - 1;
    return times && late != null && late.compareTo(WRITING) > 0
        ? modified(host, files.get(at))
        : null;
  }

  /** How long after a file's last record it was last written; null where that is unknown. */
  private @Nullable Duration late(String host, Incident.Source file) {
    Instant modified = modified(host, file);
    Stamp last = file.last();
    return modified == null || last == null ? null : Duration.between(last.instant(), modified);
  }

  private @Nullable Instant modified(String host, Incident.Source file) {
    int root = Math.max(0, file.path().indexOf("/var/log/"));
    return scene.input().modified().get(CaseInput.file(host, file.path().substring(root)));
  }

  /** Whether a log tells of a session at all. */
  boolean tells(String chain, Session session) {
    for (String id : session.evidence()) {
      Event event = scene.input().events().byId(id);
      if (event != null && Coverage.chain(event.place().path()).equals(chain)) {
        return true;
      }
    }
    return false;
  }
}
