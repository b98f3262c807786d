package dwell.format.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dwell.event.Action;
import dwell.event.Event;
import dwell.event.Field;
import dwell.event.Seed;
import dwell.format.Reading;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Records that several processors wrote in turns. */
class InterleavedEventsTest {
  private static String call(int serial, int pid) {
    return "type=SYSCALL msg=audit(1793693110.123:%d): syscall=59 success=yes pid=%d uid=1000 comm=\"c%d\"\n"
        .formatted(serial, pid, pid);
  }

  private static String arguments(int serial, String command) {
    return "type=EXECVE msg=audit(1793693110.123:%d): argc=2 a0=\"%s\" a1=\"-x\"\n"
        .formatted(serial, command);
  }

  private static String title(int serial) {
    return "type=PROCTITLE msg=audit(1793693110.123:%d): proctitle=6C73\n".formatted(serial);
  }

  @Test
  void recordsOfTwoEventsInTurnsAreTwoEvents() {
    String file =
        call(8, 100)
            + call(9, 200)
            + arguments(9, "id")
            + arguments(8, "tar")
            + title(8)
            + title(9)
            + call(10, 300);

    List<Event> events = Reading.events(new AuditLog(), file);

    assertThat(events).hasSize(3);
    assertThat(events)
        .extracting(event -> event.text(Field.COMMAND_LINE))
        .containsExactly("tar -x", "id -x", null);
    assertThat(events)
        .extracting(event -> event.number(Field.PID))
        .containsExactly(100L, 200L, 300L);
    assertThat(events).extracting(event -> event.place().ordinal()).containsExactly(0, 1, 0);
    assertThat(events.get(1).text(Field.MESSAGE))
        .startsWith("syscall=59")
        .contains("pid=200", "a0=\"id\"")
        .doesNotContain("pid=100", "tar");
    assertThat(events.get(2).place().line()).isEqualTo(7);
  }

  @Test
  void aLineThatIsNoRecordBetweenThemStaysByItself() {
    List<Event> events =
        Reading.events(new AuditLog(), call(8, 100) + "garbage\n" + arguments(8, "tar"));

    assertThat(events).extracting(Event::action).containsExactly(Action.COMMAND, Action.MESSAGE);
    assertThat(events.get(1).text(Field.MESSAGE)).isEqualTo("garbage");
  }

  @Test
  void aSerialFarBehindIsAnEventOfItsOwn() {
    StringBuilder file = new StringBuilder(call(8, 100));
    for (int i = 0; i < EventLines.REACH; i++) {
      file.append(call(100 + i, 100 + i));
    }
    file.append(arguments(8, "tar"));

    assertThat(Reading.events(new AuditLog(), file.toString())).hasSize(EventLines.REACH + 2);
  }

  /** However the lines of some events are mixed, each event has its own lines, and all of them. */
  @Test
  void mixedLinesGiveTheSameEventsInChunksOfAnySize() {
    Random random = Seed.random();
    for (int round = 0; round < 20; round++) {
      String file = mixed(random, 300);
      byte[] bytes = file.getBytes(StandardCharsets.UTF_8);
      List<Event> whole = Reading.events(new AuditLog(), file);
      assertThat(whole).as(Seed.text()).hasSize(300);
      assertThat(whole)
          .as(Seed.text())
          .allSatisfy(event ->
              assertThat(event.text(Field.COMMAND_LINE))
                  .isEqualTo("p" + event.number(Field.PID) + " -x"));
      int size = 1 + random.nextInt(20_000);
      assertThat(
              Reading.events(new AuditLog(), bytes, Reading.context("UTC", Optional.empty()), size))
          .as(Seed.text() + ", pieces of " + size)
          .isEqualTo(whole);
    }
  }

  private static String mixed(Random random, int events) {
    List<List<String>> open = new ArrayList<>();
    StringBuilder file = new StringBuilder();
    int next = 0;
    while (next < events || !open.isEmpty()) {
      if (next < events && open.size() < 1 + random.nextInt(4)) {
        int serial = 1000 + next++;
        open.add(
            new ArrayList<>(
                List.of(call(serial, serial), arguments(serial, "p" + serial), title(serial))));
      }
      if (!open.isEmpty()) {
        int which = random.nextInt(open.size());
        file.append(open.get(which).removeFirst());
        if (open.get(which).isEmpty()) {
          open.remove(which);
        }
      }
    }
    return file.toString();
  }
}
