package dwell.incident;

import dwell.correlate.EventRow;
import dwell.event.EventTime;
import dwell.event.Field;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Addresses that look for ways into a web site: within an hour they ask for many paths that it does
 * not have or does not give, more than it gives them, or send several values of a form that no
 * reader sends (ATT&amp;CK T1595.002, T1595.003). By itself that is an attempt and never more.
 * Crawlers that follow old links are given most of what they ask for; monitors ask for one path.
 */
final class WebScans {
  private static final Duration WINDOW = Duration.ofHours(1);

  /** A page with lost images asks for a dozen paths. */
  private static final int REFUSED = 20;

  private static final int HOSTILE = 5;

  /** Addresses that are watched at a time; the one that was quiet longest goes first. */
  private static final int MOST = 50_000;

  /** How many distinct paths are kept of one watch: enough to be sure. */
  private static final int PATHS = 4096;

  private static final int CITED = 3;

  /**
   * Parts of values, lower case and decoded, that make sense to nobody but a program or a database
   * which was not to get them: the classes of the OWASP core rule set (930 files, 932 commands, 941
   * scripts, 942 SQL, 944 Java).
   */
  private static final List<String> FORMS =
      List.of(
          "../../",
          "..\\..\\",
          "/etc/passwd",
          "/etc/shadow",
          "/proc/self/",
          "<script",
          "onerror=",
          "union all select",
          "' or '",
          "' or 1",
          "sleep(",
          "information_schema",
          "${jndi:",
          "php://",
          ";cat /",
          "|cat /",
          ";wget http",
          "$(id)");

  /** What one address did, by what it was refused and what was hostile by its form. */
  record Scan(String ip, long requests, Stamp first, List<String> evidence) {}

  private static final class Watch {
    final String ip;
    Instant start;
    Stamp first;
    boolean found;
    long requests;
    long given;
    final Set<Integer> refused = new HashSet<>();
    final Set<Integer> hostile = new HashSet<>();
    final List<String> evidence = new ArrayList<>();

    Watch(String ip, Stamp time) {
      this.ip = ip;
      this.start = time.instant();
      this.first = time;
    }

    void restart(Stamp time) {
      start = time.instant();
      first = time;
      requests = 0;
      given = 0;
      refused.clear();
      hostile.clear();
      evidence.clear();
    }

    boolean enough() {
      return hostile.size() >= HOSTILE || (refused.size() >= REFUSED && refused.size() > given);
    }
  }

  private final Map<String, Watch> watched = new LinkedHashMap<>(64, 0.75f, true);
  private final Map<String, Scan> scans = new TreeMap<>();

  /** Takes a request; the caller gives them by time. */
  void see(EventRow row, String ip, String url) {
    long status = row.number(Field.HTTP_STATUS);
    boolean hostile = hostile(url);
    boolean refused = refused(status);
    String key = row.host() + '\n' + ip;
    Watch watch = watched.get(key);
    if (watch == null && !hostile && !refused) {
      return;
    }
    Stamp time = new Stamp(EventTime.instant(row.time()), row.digits());
    if (watch == null) {
      watch = new Watch(ip, time);
      watched.put(key, watch);
      forget();
    }
    if (!watch.found && time.instant().isAfter(watch.start.plus(WINDOW))) {
      watch.restart(time);
    }
    if (!hostile && !refused) {
      watch.given += status >= 200 && status < 300 || status == 304 ? 1 : 0;
      return;
    }
    watch.requests++;
    if (refused) {
      add(watch.refused, RequestTarget.path(url).hashCode());
    }
    if (hostile) {
      add(watch.hostile, url.hashCode());
    }
    if (watch.evidence.size() < CITED) {
      watch.evidence.add(row.id());
    }
    watch.found |= watch.enough();
  }

  private static void add(Set<Integer> seen, int value) {
    if (seen.size() < PATHS) {
      seen.add(value);
    }
  }

  /** Not there, not allowed, not understood; a login that is asked for and a limit are none. */
  private static boolean refused(long status) {
    return status >= 400 && status < 500 && status != 401 && status != 429 && status != 499;
  }

  private static boolean hostile(String url) {
    boolean plain = url.indexOf('?') < 0 && url.indexOf('%') < 0 && !url.contains("..");
    if (plain) {
      return false;
    }
    String text = RequestTarget.decode(url).toLowerCase(Locale.ROOT);
    return FORMS.stream().anyMatch(text::contains);
  }

  private void forget() {
    if (watched.size() > MOST) {
      var eldest = watched.entrySet().iterator();
      keep(eldest.next().getValue());
      eldest.remove();
    }
  }

  private void keep(Watch watch) {
    if (watch.found) {
      Scan scan = new Scan(watch.ip, watch.requests, watch.first, List.copyOf(watch.evidence));
      scans.merge(watch.ip, scan, WebScans::both);
    }
  }

  private static Scan both(Scan a, Scan b) {
    Scan first = a.first().compareTo(b.first()) <= 0 ? a : b;
    return new Scan(a.ip(), a.requests() + b.requests(), first.first(), first.evidence());
  }

  /** Those that did, by address. */
  List<Scan> found() {
    watched.values().forEach(this::keep);
    watched.clear();
    return List.copyOf(scans.values());
  }
}
