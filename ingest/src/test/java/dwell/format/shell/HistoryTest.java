package dwell.format.shell;

import static org.assertj.core.api.Assertions.assertThat;

import dwell.event.Action;
import dwell.event.Event;
import dwell.event.Field;
import dwell.format.LogFormat;
import dwell.format.LogFormats;
import dwell.format.Parsed;
import dwell.format.Sample;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

final class HistoryTest {
  private static List<Event> fixture(LogFormat format, String name, String path)
      throws IOException {
    try (InputStream in = HistoryTest.class.getResourceAsStream("/dwell/format/shell/" + name)) {
      return Parsed.with(format).path(path).events(in.readAllBytes());
    }
  }

  private static List<String> commands(List<Event> events) {
    return events.stream()
        .filter(event -> event.action() == Action.COMMAND)
        .map(event -> event.text(Field.COMMAND_LINE))
        .toList();
  }

  @Test
  void stampsBelongToTheCommandBehindThem() throws IOException {
    List<Event> events =
        fixture(new ReadlineHistory(), "stamped_history", "home/maria/.bash_history");
    assertThat(commands(events))
        .containsExactly(
            "id",
            "for i in 1 2; do\n  echo \"$i\"\ndone",
            "uname -a",
            "cat > /tmp/x <<EOF\nline #1\nEOF");
    assertThat(events)
        .extracting(event -> String.valueOf(event.time().instant()))
        .containsExactly(
            "2026-03-03T06:25:01Z",
            "2026-03-03T06:25:10Z",
            "null",
            "2026-03-03T06:25:20Z",
            "2026-03-03T06:25:30Z");
    assertThat(events.get(2).number(Field.ORDER)).isEqualTo(3);
    assertThat(events.get(4).action()).isEqualTo(Action.INFO);
    assertThat(events.get(0).text(Field.USER)).isEqualTo("maria");
    assertThat(events.get(0).text(Field.PROCESS)).isEqualTo("bash");
  }

  @Test
  void otherShellsAndClients() throws IOException {
    List<Event> zsh = fixture(new ZshHistory(), "zsh_history", "root/.zsh_history");
    assertThat(commands(zsh)).containsExactly("id", "echo a\nb");
    assertThat(zsh.get(1).number(Field.DURATION)).isEqualTo(12_000_000_000L);
    assertThat(zsh.get(0).text(Field.USER)).isEqualTo("root");
    List<Event> mysql = fixture(new LibeditHistory(), "mysql_history", "root/.mysql_history");
    assertThat(commands(mysql)).containsExactly("SELECT 1;", "\\q");
    assertThat(mysql).extracting(event -> event.number(Field.ORDER)).containsExactly(1L, 2L);
    List<Event> psql = fixture(new ReadlineHistory(), "psql_history", "x/.psql_history");
    assertThat(commands(psql)).containsExactly("SELECT 1;", "SELECT\n  2;");
    assertThat(psql.get(0).text(Field.PROCESS)).isEqualTo("psql");
  }

  @Test
  void aQuoteThatIsNeverClosedHoldsNothingTogether() {
    List<Event> events =
        Parsed.with(new ReadlineHistory())
            .path("root/.bash_history")
            .events("#1772519101\necho it's\nid\nls\n");
    assertThat(commands(events)).containsExactly("echo it's", "id", "ls");
  }

  @Test
  void onlyTheNameTellsAHistoryWithoutStamps() {
    byte[] text = "ls -la\nsudo id\n".getBytes(StandardCharsets.UTF_8);
    assertThat(LogFormats.recognise(new Sample(text, true, "home/maria/.bash_history")))
        .isInstanceOf(ReadlineHistory.class);
    assertThat(LogFormats.recognise(new Sample(text, true, "home/maria/notes")))
        .isNotInstanceOf(ReadlineHistory.class);
  }

  @Test
  void homesTellAccounts() {
    assertThat(HistoryFile.user("home/maria/.bash_history")).isEqualTo("maria");
    assertThat(HistoryFile.user("image/home/maria/old/.bash_history")).isEqualTo("maria");
    assertThat(HistoryFile.user("/root/.bash_history")).isEqualTo("root");
    assertThat(HistoryFile.user("evidence/root/.bash_history")).isEqualTo("root");
    assertThat(HistoryFile.user("srv/app/.bash_history")).isEmpty();
    assertThat(HistoryFile.user("home/.bash_history")).isEmpty();
  }
}
