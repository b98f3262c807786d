package dwell.correlate;

import dwell.correlate.Session.EndedBy;
import dwell.correlate.Session.Kind;
import dwell.event.Field;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Gathers web requests to visits: one address, one user agent, no pause of half an hour. */
final class WebStream implements EventSource.Visitor {
  /** The pause that ends a visit, as web statistics count it. */
  private static final long PAUSE = 1_800_000_000_000L;

  /** Visits that are kept; above, those of a single request go first. */
  private static final int MOST = 100_000;

  private record Key(String host, String ip, String agent) {}

  private final Map<Key, SessionDraft> open = new LinkedHashMap<>(256, 0.75f, true);
  private final List<SessionDraft> sessions = new ArrayList<>();
  private final LoginResults results;
  private int least = 1;

  WebStream(LoginResults results) {
    this.results = results;
  }

  @Override
  public void visit(EventRow row) {
    String ip = row.text(Field.SOURCE_IP);
    if (ip == null) {
      return;
    }
    results.seen(row.host(), row.time());
    String agent = row.text(Field.USER_AGENT);
    Key key = new Key(row.host(), ip, agent == null ? "" : agent);
    SessionDraft visit = open.get(key);
    if (visit != null && row.time() > visit.last + PAUSE) {
      open.remove(key);
      close(visit);
      visit = null;
    }
    if (visit == null) {
      visit = new SessionDraft(Kind.WEB, row.host());
      visit.system = "web";
      visit.ip = ip;
      visit.userAgent = agent;
      visit.start.add(row);
      visit.evidence.add(row.id());
      open.put(key, visit);
    }
    String user = row.text(Field.USER);
    if (user != null && visit.user.isEmpty()) {
      visit.user = user;
    }
    visit.requests += Math.max(1, row.number(Field.REPEAT));
    visit.seen(row.time());
    visit.end.clear();
    visit.end.add(row);
    if (open.size() > MOST) {
      Map.Entry<Key, SessionDraft> eldest = open.entrySet().iterator().next();
      open.remove(eldest.getKey());
      close(eldest.getValue());
    }
  }

  private void close(SessionDraft visit) {
    visit.endedBy = EndedBy.UNKNOWN;
    sessions.add(visit);
    while (sessions.size() > MOST) {
      sessions.removeIf(s -> s.requests <= least);
      least *= sessions.size() > MOST / 2 ? 2 : 1;
    }
  }

  List<SessionDraft> finish() {
    open.values().forEach(this::close);
    open.clear();
    return sessions;
  }
}
