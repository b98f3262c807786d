package dwell.export;

import static org.assertj.core.api.Assertions.assertThat;

import dwell.incident.Incident;
import dwell.report.Rewriter;
import dwell.report.SampleIncidents;
import java.io.IOException;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ContainmentCommandsTest {

  private static List<String> lines(Incident incident) throws IOException {
    StringWriter out = new StringWriter();
    ContainmentCommands.write(incident, out);
    return out.toString().lines().toList();
  }

  @Test
  void refusesToRunAsAWhole() throws IOException {
    assertThat(lines(SampleIncidents.rich()))
        .filteredOn(line -> !line.startsWith("#"))
        .first()
        .asString()
        .endsWith("exit 1");
  }

  @Test
  void locksEveryAccountAndEndsNoProcessOfRoot() throws IOException {
    Incident incident = SampleIncidents.rich();
    List<String> lines = lines(incident);
    for (Incident.Actor actor : incident.actors()) {
      for (Incident.ActorAccount account : actor.accounts()) {
        assertThat(lines).anyMatch(line -> line.contains(account.name()));
      }
    }
    assertThat(lines).noneMatch(line -> line.matches("pkill.*'?root'?"));
  }

  /**
   * Whatever a name holds, a line is a comment or one of the commands with the name as one word.
   */
  @Test
  void aNameCannotLeaveItsWord() throws IOException {
    List<String> texts =
        List.of("'; reboot; '", "$(reboot)", "`reboot`", "a\nreboot", "\\", "--help", "\u202ex");
    int[] number = {0};
    Incident incident =
        new Rewriter(text -> text.equals("os") ? text : texts.get(number[0]++ % texts.size()))
            .rewrite(SampleIncidents.rich());
    for (String line : lines(incident)) {
      if (line.isEmpty() || line.startsWith("#") || line.endsWith("exit 1")) {
        continue;
      }
      assertThat(unquoted(line))
          .as(line)
          .matches(
              "(ip6?tables -I .*|usermod --lock --expiredate 1 -- |pkill -KILL -U |passwd -- root"
                  + "|mysql -e |psql -c |kill -HUP \\d+"
                  + "|install -d -m 700 /root/evidence && mv -n --  )");
    }
  }

  /** The line without what stands in single quotes; a quote within a word is {@code '\''}. */
  private static String unquoted(String line) {
    return line.replace("'\\''", "").replaceAll("'[^']*'", "");
  }

  @Test
  void aShellTakesAQuotedWordAsOne() {
    assertThat(ShellText.word("it's")).isEqualTo("'it'\\''s'");
    assertThat(ShellText.sqlText("o'b\\")).isEqualTo("'o''b\\\\'");
    assertThat(ShellText.sqlName("a\"b")).isEqualTo("\"a\"\"b\"");
  }
}
