package dwell.incident;

import dwell.correlate.Command;
import dwell.correlate.Confidence;
import dwell.correlate.Link;
import dwell.correlate.Session;
import dwell.detect.ActKind;
import dwell.detect.ActReader;
import dwell.shell.ShellCommand;
import dwell.shell.ShellLexer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What left: files sent out, staged files printed into a session from outside, files asked for at a
 * web server, rows read from outside.
 */
final class Outflow {
  private static final Set<String> PRINTS =
      Set.of("cat", "base64", "dd", "xxd", "tar", "gzip", "scp", "sftp-server", "rsync");

  /** What is put together to be fetched is fetched within the hour. */
  private static final Duration SOON = Duration.ofHours(1);

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
                bytes(findings, deed.host(), deed.act().path()),
                far,
                outside ? "sent by a client" : "sent to another host of the evidence",
                outside ? Confidence.LIKELY : Confidence.POSSIBLE,
                deed.evidence()));
      }
    }
    for (Involved involved : findings.party().sessions()) {
      printed(involved.session(), staged, findings, out);
      fetched(involved.session(), findings, out);
      fromOutside(involved.session(), findings, out);
    }
    out.addAll(WebDownloads.of(findings));
    out.sort(
        Comparator.comparing(Incident.Exfiltration::time, Times.ORDER)
            .thenComparing(Incident.Exfiltration::host)
            .thenComparing(Incident.Exfiltration::what));
    return List.copyOf(out);
  }

  /** The size of a file that the evidence itself holds; null where it does not. */
  private static @Nullable Long bytes(Findings findings, String host, @Nullable String path) {
    return path == null ? null : findings.scene().input().sizes().get(CaseInput.file(host, path));
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
      Session session, Set<String> staged, Findings findings, List<Incident.Exfiltration> out) {
    String ip = session.origin().ip();
    if (session.kind() != Session.Kind.SSH || !findings.party().hasAddress(ip)) {
      return;
    }
    String before = null;
    for (Command command : session.commands()) {
      for (ShellCommand shell : ShellLexer.read(command.text())) {
        for (String written : shell.operands()) {
          String word = absolute(written, command);
          boolean again = word.equals(before);
          boolean prints = prints(shell);
          if (prints && (staged.contains(word) || staged.contains(packed(word))) && !again) {
            before = word;
            out.add(
                new Incident.Exfiltration(
                    Times.stamp(command.time()),
                    session.host(),
                    word,
                    bytes(findings, session.host(), word),
                    ip,
                    "printed into an ssh session",
                    Confidence.LIKELY,
                    command.evidence()));
          }
        }
      }
    }
  }

  /** A path as its command meant it: from where the command ran, or from the account's home. */
  private static String absolute(String word, Command command) {
    if (word.startsWith("/") || word.startsWith("-")) {
      return word;
    }
    String home = ActReader.home(command.user());
    if (word.startsWith("~/")) {
      return home + word.substring(1);
    }
    String from = command.workingDirectory();
    return (from == null ? home : from) + '/' + word;
  }

  /** The file that gzip(1) and its like packed in place; the path itself where it has no ending. */
  private static String packed(String path) {
    for (String ending : List.of(".gz", ".xz", ".bz2", ".zst")) {
      if (path.endsWith(ending)) {
        return path.substring(0, path.length() - ending.length());
      }
    }
    return path;
  }

  /** Whether a command writes what it reads to its own output, and nowhere else. */
  private static boolean prints(ShellCommand shell) {
    if (shell.redirects().stream().anyMatch(ShellCommand.Redirect::output)) {
      return false;
    }
    return switch (shell.program()) {
      case "scp" -> shell.flag('f');
      // gzip(1): without -c it replaces the file.
      case "gzip" -> shell.flag('c') || shell.has("--stdout") || shell.has("--to-stdout");
      default -> PRINTS.contains(shell.program());
    };
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
    Instant since = null;
    for (Deed deed : findings.deeds()) {
      boolean made = deed.kind() == ActKind.STAGED || deed.kind() == ActKind.ARCHIVED;
      boolean here = made && deed.host().equals(session.host()) && deed.act().path() != null;
      Instant at = deed.earliest();
      if (here && at != null && at.isBefore(start.instant())) {
        newest = deed;
        since = at;
      }
    }
    boolean soon =
        since != null
            && Duration.between(since, start.instant()).compareTo(SOON) < 0
            && Duration.between(start.instant(), end.instant()).compareTo(SOON) < 0;
    if (newest != null && soon) {
      List<String> evidence = new ArrayList<>(session.evidence());
      evidence.addAll(newest.evidence());
      out.add(
          new Incident.Exfiltration(
              start,
              session.host(),
              String.valueOf(newest.act().path()),
              bytes(findings, session.host(), newest.act().path()),
              session.origin().ip(),
              "a session without a shell, soon after the file was put together",
              Confidence.POSSIBLE,
              List.copyOf(evidence)));
    }
  }

  /** Rows that a database sent to an address outside: straight, or through a forwarded port. */
  private static void fromOutside(
      Session session, Findings findings, List<Incident.Exfiltration> out) {
    Scene scene = findings.scene();
    if (session.kind() != Session.Kind.DATABASE) {
      return;
    }
    String ip = session.origin().ip();
    boolean straight = ip != null && !scene.internal(ip);
    Session tunnel = straight ? null : tunnel(session, findings);
    String to = straight ? ip : tunnel == null ? null : tunnel.origin().ip();
    if (to == null) {
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
    if (evidence.isEmpty()) {
      return;
    }
    if (tunnel != null) {
      evidence.addAll(tunnel.evidence());
    }
    out.add(
        new Incident.Exfiltration(
            last,
            session.host(),
            "rows of " + String.join(", ", tables),
            null,
            to,
            straight ? "over the database connection" : "through an ssh session without a shell",
            Confidence.LIKELY,
            List.copyOf(evidence)));
  }

  /**
   * The actor's session from outside that a database session came through, where no record has a
   * command or a terminal of it: what came back went on to its far end.
   */
  private static @Nullable Session tunnel(Session session, Findings findings) {
    Link parent = session.parent();
    Session through =
        parent == null ? null : findings.scene().correlation().session(parent.session());
    return through != null
            && through.kind() == Session.Kind.SSH
            && through.login().tty() == null
            && through.commands().isEmpty()
            && findings.party().hasAddress(through.origin().ip())
        ? through
        : null;
  }
}
