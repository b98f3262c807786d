package dwell.cli;

import dwell.incident.Incident;
import dwell.incident.Stamp;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What an incident says, one line a statement, names and times included: to hold two together. */
final class Told {
  private Told() {}

  private static String time(@Nullable Stamp stamp, Duration shift) {
    return stamp == null ? "-" : stamp.instant().plus(shift).toString();
  }

  /**
   * What an incident says.
   *
   * @param shift added to every time
   */
  static TreeSet<String> of(Incident incident, Duration shift) {
    List<String> out = new ArrayList<>();
    Incident.Dwell dwell = incident.dwell();
    out.add("verdict " + incident.verdict() + ' ' + incident.origin());
    out.add(
        "dwell "
            + Stream.of(
                    dwell.firstContact(),
                    dwell.firstAccess(),
                    dwell.lastActivity(),
                    dwell.detected(),
                    dwell.evicted())
                .map(stamp -> time(stamp, shift))
                .toList());
    incident
        .actors()
        .forEach(actor -> {
          actor.addresses().forEach(a -> out.add("address " + a.ip() + ' ' + a.confidence()));
          actor
              .accounts()
              .forEach(a -> out.add("account " + a.host() + ' ' + a.name() + ' ' + a.how()));
        });
    incident
        .sessions()
        .forEach(s -> {
          out.add(
              "session "
                  + Stream.of(
                          s.kind(),
                          s.host(),
                          s.user(),
                          s.sourceIp(),
                          time(s.start(), shift),
                          time(s.end(), shift),
                          s.method(),
                          s.confidence())
                      .map(String::valueOf)
                      .toList());
          s.commands()
              .forEach(c ->
                  out.add(
                      "command "
                          + time(c.time(), shift)
                          + ' '
                          + time(c.notBefore(), shift)
                          + ' '
                          + c.as()
                          + ' '
                          + c.text()));
          s.queries()
              .forEach(q -> out.add("query " + time(q.time(), shift) + q.rows() + ' ' + q.text()));
        });
    incident.data().forEach(d -> out.add("data " + d.database() + ' ' + d.table()));
    incident
        .persistence()
        .forEach(p -> out.add("door " + p.kind() + ' ' + p.host() + ' ' + p.path()));
    incident.exposedSecrets().forEach(s -> out.add("secret " + s.host() + ' ' + s.path()));
    incident.exfiltration().forEach(e -> out.add("sent " + e.to()));
    incident.reentry().forEach(r -> out.add("return " + r.ip() + ' ' + r.outcome()));
    incident.phases().forEach(p -> out.add("phase " + p.phase() + ' ' + time(p.start(), shift)));
    incident.tampering().forEach(t -> out.add("tampering " + t.kind() + ' ' + t.host()));
    incident
        .detections()
        .forEach(d -> out.add("finding " + d.id() + ' ' + d.techniques() + ' ' + d.count()));
    incident.answers().forEach(a -> out.add("answer " + a.question() + ' ' + a.status()));
    incident
        .network()
        .forEach(n -> out.add("seen " + n.address() + ' ' + n.name() + ' ' + n.reached()));
    Incident.Vector vector = incident.vector();
    out.add(vector == null ? "no vector" : "vector " + vector.technique() + ' ' + vector.host());
    out.add("inside " + dwell.stillInside() + ' ' + dwell.toDetection() + ' ' + dwell.toEviction());
    Incident.Background background = incident.background();
    out.add("background " + background.addresses() + ' ' + background.attempts());
    background.top().forEach(b -> out.add("attempts " + b.ip() + ' ' + b.attempts()));
    incident.exfiltration().forEach(e -> out.add("bytes " + e.what() + ' ' + e.bytes()));
    incident.gaps().forEach(g -> out.add("gap " + g.host() + ' ' + time(g.from(), shift)));
    Incident.Containment act = incident.containment();
    Stream.of(
            act.blockAddresses(),
            act.lockAccounts(),
            act.lockDatabaseAccounts(),
            act.rotateSecrets(),
            act.remove(),
            act.isolateHosts())
        .flatMap(List::stream)
        .forEach(named -> out.add("act on " + named));
    return new TreeSet<>(out);
  }
}
