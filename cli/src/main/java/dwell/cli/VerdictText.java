package dwell.cli;

import dwell.incident.Incident;
import java.io.PrintWriter;

/** The answers of an incident, as short as a terminal wants them. */
final class VerdictText {
  private VerdictText() {}

  static void print(Incident incident, PrintWriter out) {
    out.println("Verdict: " + incident.verdict().id());
    for (Incident.Answer answer : incident.answers()) {
      out.println();
      out.println(PlainText.of(answer.question()) + "  [" + answer.status().id() + "]");
      out.println("  " + PlainText.of(answer.text()));
      for (String missing : answer.missing()) {
        out.println("  not known: " + PlainText.of(missing));
      }
    }
    out.flush();
  }
}
