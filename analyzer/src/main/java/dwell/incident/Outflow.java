package dwell.incident;

import dwell.correlate.Confidence;
import dwell.correlate.Session;
import dwell.detect.ActKind;
import dwell.shell.ShellCommand;
import dwell.shell.ShellLexer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What left: files sent out, staged files printed into a session from outside, rows read from
 * outside.
 */
final class Outflow {
  private static final Set<String> PRINTS =
      Set.of("cat", "base64", "dd", "xxd", "tar", "gzip", "scp", "sftp-server", "rsync");

  /** Seconds: what is put together to be fetched is fetched within the hour. */
  private static final double SOON = 3600;

  private Outflow() {}

  static List<Incident.Exfiltration> of(Findings findings) {
    List<Incident.Exfiltration> out = new ArrayList<>();
    Set<String> staged = staged(findings);
    for (Deed deed : findings.deeds()) {
      String far = deed.act().detail();
      if (deed.kind() == ActKind.FILE_SENT && far != null && !deed.failed()) {
        String host = findings.scene().correlation().addresses().get(far);
        boolean outside = host == null && !Networks.isLoopback(far);
        out.add(
            new Incident.Exfiltration(
                deed.time(),
                deed.host(),
                deed.act().path() == null ? "data" : deed.act().path(),
                null,
                far,
                outside ? "sent by a client" : "sent to another host of the evidence",
                outside ? Confidence.LIKELY : Confidence.POSSIBLE,
                deed.evidence()));
      }
    }
    for (Involved involved : findings.party().sessions()) {
      printed(involved.session(), staged, findings.party(), out);
      fetched(involved.session(), findings, out);
      fromOutside(involved.session(), findings.scene(), out);
    }
    out.sort(
        Comparator.comparing(Incident.Exfiltration::time, Times.ORDER)
            .thenComparing(Incident.Exfiltration::host)
            .thenComparing(Incident.Exfiltration::what));
    return List.copyOf(out);
  }

  /** Files that the actor put together, on any host. */
  private static Set<String> staged(Findings findings) {
    Set<String> paths = new TreeSet<>();
    for (Deed deed : findings.deeds()) {
      boolean made =
          deed.kind() == ActKind.STAGED
              || deed.kind() == ActKind.ARCHIVED
              || deed.kind() == ActKind.HIDDEN_FILE;
      if (made && deed.act().path() != null) {
        paths.add(deed.act().path());
      }
    }
    return paths;
  }

  /** A session from outside that prints a staged file sends it over its connection. */
  private static void printed(
      Session session, Set<String> staged, Party party, List<Incident.Exfiltration> out) {
    String ip = session.origin().ip();
    if (session.kind() != Session.Kind.SSH || !party.hasAddress(ip)) {
      return;
    }
    String before = null;
    for (var command : session.commands()) {
      for (ShellCommand shell : ShellLexer.read(command.text())) {
        for (String word : shell.operands()) {
          boolean again = word.equals(before);
          boolean prints =
              PRINTS.contains(shell.program())
                  && (!shell.program().equals("scp") || shell.flag('f'));
          if (prints && staged.contains(word) && !again) {
            before = word;
            out.add(
                new Incident.Exfiltration(
                    Times.stamp(command.time()),
                    session.host(),
                    word,
                    null,
                    ip,
                    "printed into an ssh session",
                    Confidence.LIKELY,
                    command.evidence()));
          }
        }
      }
    }
  }

  /**
   * A session from outside of which no record has a command, soon after a file was put together on
   * that host: shells leave histories, transfers do not.
   */
  private static void fetched(Session session, Findings findings, List<Incident.Exfiltration> out) {
    Stamp start = Times.stamp(session.start());
    Stamp end = Times.stamp(session.end());
    boolean outside =
        session.kind() == Session.Kind.SSH && findings.party().hasAddress(session.origin().ip());
    if (!outside || start == null || end == null || !session.commands().isEmpty()) {
      return;
    }
    Deed newest = null;
    for (Deed deed : findings.deeds()) {
      boolean made = deed.kind() == ActKind.STAGED || deed.kind() == ActKind.ARCHIVED;
      boolean here = made && deed.host().equals(session.host()) && deed.act().path() != null;
      if (here && deed.time() != null && deed.time().compareTo(start) < 0) {
        newest = deed;
      }
    }
    boolean soon =
        newest != null
            && newest.time() != null
            && Times.seconds(newest.time(), start) < SOON
            && Times.seconds(start, end) < SOON;
    if (newest != null && soon) {
      List<String> evidence = new ArrayList<>(session.evidence());
      evidence.addAll(newest.evidence());
      out.add(
          new Incident.Exfiltration(
              start,
              session.host(),
              String.valueOf(newest.act().path()),
              null,
              session.origin().ip(),
              "a session without a shell, soon after the file was put together",
              Confidence.POSSIBLE,
              List.copyOf(evidence)));
    }
  }

  /** Rows that a database sent straight to an address outside. */
  private static void fromOutside(Session session, Scene scene, List<Incident.Exfiltration> out) {
    String ip = session.origin().ip();
    if (session.kind() != Session.Kind.DATABASE || ip == null || scene.internal(ip)) {
      return;
    }
    Stamp last = null;
    List<String> evidence = new ArrayList<>();
    TreeSet<String> tables = new TreeSet<>();
    for (Deed deed : scene.deeds(session)) {
      if ((deed.kind() == ActKind.DATA_READ || deed.kind() == ActKind.DATABASE_DUMPED)
          && !deed.failed()) {
        last = Times.min(last, deed.time());
        evidence.add(deed.event());
      }
    }
    session
        .statements()
        .forEach(s ->
            s.analysis().tables().stream()
                .filter(t -> !t.catalogue())
                .forEach(t -> tables.add(t.qualified())));
    if (!evidence.isEmpty()) {
      out.add(
          new Incident.Exfiltration(
              last,
              session.host(),
              "rows of " + String.join(", ", tables),
              null,
              ip,
              "over the database connection",
              Confidence.LIKELY,
              List.copyOf(evidence)));
    }
  }
}
