package dwell.incident;

import com.google.re2j.Pattern;
import dwell.correlate.Command;
import dwell.correlate.Confidence;
import dwell.correlate.EventRow;
import dwell.correlate.EventSource.Selection;
import dwell.event.Action;
import dwell.event.Dataset;
import dwell.event.EventBatch;
import dwell.event.EventTime;
import dwell.event.Field;
import dwell.shell.ShellCommand;
import dwell.shell.ShellCommand.Redirect;
import dwell.shell.ShellLexer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Files that the actor put where a web server gives them out, and then asked it for: the path of
 * the request is the end of the path that a command wrote to, or lies beside the web shell that
 * wrote it.
 */
final class WebDownloads {
  private static final Pattern TAR_FILE = Pattern.compile("-?[a-zA-Z]*f");

  private static final Set<String> PLACERS = Set.of("cp", "mv", "install", "ln", "rsync");

  /** Where no web server takes its files from. */
  private static final List<String> NOWHERE = List.of("/tmp/", "/var/tmp/", "/dev/", "/proc/");

  private final Findings findings;
  private final List<Written> written = new ArrayList<>();

  /**
   * A file that a command made.
   *
   * @param path absolute, or relative to the folders of the web shells
   */
  private record Written(String host, String path, Stamp time, String event) {}

  private WebDownloads(Findings findings) {
    this.findings = findings;
  }

  static List<Incident.Exfiltration> of(Findings findings) {
    WebDownloads downloads = new WebDownloads(findings);
    Party party = findings.party();
    for (WebVisit visit : party.visits) {
      for (Incident.Command command : visit.commands()) {
        downloads.take(visit.host(), command.text(), command.time(), command.event());
      }
    }
    for (Involved involved : party.sessions()) {
      for (Command command : involved.session().commands()) {
        Stamp time = Times.stamp(command.time());
        downloads.take(involved.session().host(), command.text(), time, command.event());
      }
    }
    Map<String, Incident.Exfiltration> out = new HashMap<>();
    if (!downloads.written.isEmpty()) {
      for (Party.From from : party.addresses()) {
        downloads.asked(from.ip(), out);
      }
    }
    return List.copyOf(out.values());
  }

  private void take(String host, String text, @Nullable Stamp time, String event) {
    if (time == null) {
      return;
    }
    for (ShellCommand shell : ShellLexer.read(text)) {
      for (Redirect redirect : shell.redirects()) {
        if (redirect.output()) {
          written.add(new Written(host, redirect.target(), time, event));
        }
      }
      String made = made(shell);
      if (made != null) {
        written.add(new Written(host, made, time, event));
      }
    }
  }

  /** What a command makes of other files; null where nothing. */
  private static @Nullable String made(ShellCommand shell) {
    List<String> operands = shell.operands();
    if (PLACERS.contains(shell.program()) && operands.size() > 1) {
      String target = operands.getLast();
      String first = operands.getFirst();
      return target.endsWith("/") ? target + first.substring(first.lastIndexOf('/') + 1) : target;
    }
    return switch (shell.program()) {
      // tar(1): the name follows the letters that end in f, with a dash or without.
      case "tar" -> after(shell, TAR_FILE::matches);
      case "zip", "7z", "7za", "rar" ->
          operands.stream().filter(w -> w.indexOf('.') > 0).findFirst().orElse(null);
      case "pg_dump", "pg_dumpall", "curl", "wget" ->
          after(shell, w -> w.equals("-f") || w.equals("-o") || w.equals("-O"));
      default -> null;
    };
  }

  private static @Nullable String after(
      ShellCommand shell, java.util.function.Predicate<String> option) {
    List<String> words = shell.arguments();
    for (int i = 0; i + 1 < words.size(); i++) {
      if (option.test(words.get(i))) {
        return words.get(i + 1);
      }
    }
    return null;
  }

  private void asked(String ip, Map<String, Incident.Exfiltration> out) {
    findings
        .scene()
        .input()
        .events()
        .timed(
            new Selection(
                Set.of(Dataset.WEB_ACCESS),
                Set.of(Action.REQUEST),
                Long.MIN_VALUE,
                Long.MAX_VALUE,
                null,
                null,
                ip),
            row -> {
              String url = row.text(Field.URL);
              long status = row.number(Field.HTTP_STATUS);
              if (url == null
                  || (status != 200 && status != 206)
                  || row.time() == EventBatch.ABSENT) {
                return;
              }
              Stamp time = new Stamp(EventTime.instant(row.time()), row.digits());
              Written file = file(row.host(), RequestTarget.decode(RequestTarget.path(url)), time);
              if (file != null) {
                // Asked for in parts or twice, it left once.
                out.putIfAbsent(row.host() + file.path() + ip, sent(row, file, ip, time));
              }
            });
  }

  private @Nullable Written file(String host, String path, Stamp time) {
    Written found = null;
    for (Written file : written) {
      if (file.host().equals(host)
          && file.time().compareTo(time) <= 0
          && !RequestTarget.script(path)
          && given(host, file.path(), path)) {
        found = file;
      }
    }
    return found;
  }

  private boolean given(String host, String file, String path) {
    if (file.startsWith("/")) {
      return path.length() > 1
          && file.endsWith(path)
          && NOWHERE.stream().noneMatch(file::startsWith);
    }
    String plain = file.startsWith("./") ? file.substring(2) : file;
    for (WebVisit visit : findings.party().visits) {
      for (WebVisit.Shell shell :
          visit.host().equals(host) ? visit.shells() : List.<WebVisit.Shell>of()) {
        String folder = shell.path().substring(0, shell.path().lastIndexOf('/') + 1);
        if (path.equals(folder + plain)) {
          return true;
        }
      }
    }
    return false;
  }

  private static Incident.Exfiltration sent(EventRow row, Written file, String ip, Stamp time) {
    long bytes = row.number(Field.HTTP_BYTES);
    return new Incident.Exfiltration(
        time,
        row.host(),
        file.path(),
        bytes == EventBatch.ABSENT ? null : bytes,
        ip,
        "asked for at the web server",
        Confidence.PROVEN,
        List.of(row.id(), file.event()));
  }
}
