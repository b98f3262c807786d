package dwell.format.packages;

import static org.assertj.core.api.Assertions.assertThat;

import dwell.event.Action;
import dwell.event.Dataset;
import dwell.event.Event;
import dwell.event.Field;
import dwell.event.Outcome;
import dwell.event.Seed;
import dwell.format.LogFormat;
import dwell.format.LogFormats;
import dwell.format.Parsed;
import dwell.format.Sample;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class PackageLogTest {
  private static final Map<String, String> FORMATS =
      Map.of(
          "dpkg.log", "dpkg",
          "history.log", "apt",
          "yum.log", "yum",
          "dnf.log", "dnf",
          "dnf.rpm.log", "dnf",
          "dnf5.log", "dnf",
          "zypp-history", "zypp",
          "pacman.log", "pacman",
          "pacman-old.log", "pacman",
          "apk.log", "apk");

  private static String fixture(String name) throws IOException {
    try (InputStream in =
        PackageLogTest.class.getResourceAsStream("/dwell/format/packages/" + name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static LogFormat of(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return Objects.requireNonNull(LogFormats.recognise(new Sample(bytes, true, "x")));
  }

  private static List<Event> read(String name) throws IOException {
    String text = fixture(name);
    LogFormat format = of(text);
    assertThat(format.id()).isEqualTo(FORMATS.get(name));
    List<Event> events = Parsed.with(format).zone("Europe/Berlin").events(text);
    assertThat(events).allSatisfy(e -> assertThat(e.dataset()).isEqualTo(Dataset.PACKAGE));
    return events;
  }

  private static List<String> told(List<Event> events, Action action) {
    return events.stream()
        .filter(event -> event.action() == action)
        .map(event ->
            event.time().instant()
                + " "
                + event.outcome().id()
                + " "
                + (action == Action.COMMAND
                    ? event.text(Field.COMMAND_LINE) + " by " + event.text(Field.USER)
                    : event.text(Field.MESSAGE)))
        .toList();
  }

  @Test
  void dpkgTellsWhatItBegins() throws IOException {
    List<Event> events = read("dpkg.log");
    assertThat(told(events, Action.PACKAGE_CHANGE))
        .containsExactly(
            "2026-03-03T05:25:01Z unknown install nmap:amd64 <none> 7.93+dfsg1-1",
            "2026-03-03T06:00:00Z unknown remove auditd:amd64 1:3.0.9-1 <none>",
            "2026-03-03T06:00:01Z unknown purge auditd:amd64 1:3.0.9-1 <none>");
    assertThat(told(events, Action.INFO)).hasSize(11);
  }

  @Test
  void aptTellsTheCommandAndItsCaller() throws IOException {
    List<Event> events = read("history.log");
    assertThat(told(events, Action.COMMAND))
        .containsExactly(
            "2026-03-03T05:25:00Z success apt install nmap by maria",
            "2026-03-03T05:50:00Z success /usr/bin/unattended-upgrade by null",
            "2026-03-03T06:00:00Z failure apt-get -y purge auditd by null");
    assertThat(told(events, Action.PACKAGE_CHANGE))
        .containsExactly(
            "2026-03-03T05:25:00Z success Install: nmap:amd64 (7.93+dfsg1-1),"
                + " liblua5.3-0:amd64 (5.3.6-2, automatic)",
            "2026-03-03T05:50:00Z success Upgrade: tzdata:amd64 (2025b-1, 2026a-1)\n"
                + "Remove: old:amd64 (1-1)",
            "2026-03-03T06:00:00Z failure Purge: auditd:amd64 (1:3.0.9-1)",
            "2026-03-03T07:00:00Z unknown Install: late:amd64 (1-1)");
    Event change = events.get(1);
    assertThat(change.number(Field.USER_ID)).isEqualTo(1000);
    assertThat(change.place().ordinal()).isEqualTo(1);
    assertThat(change.place().offset()).isZero();
    assertThat(events.get(2).place().line()).isEqualTo(8);
  }

  @Test
  void yum() throws IOException {
    assertThat(told(read("yum.log"), Action.PACKAGE_CHANGE))
        .containsExactly(
            "2026-03-03T05:25:01Z success Installed: 2:nmap-6.40-19.el7.x86_64",
            "2026-03-03T05:26:11Z success Updated: tzdata-2026a-1.el7.noarch",
            "2026-03-03T06:00:00Z success Erased: audit-2.8.5-4.el7.x86_64");
  }

  @Test
  void dnf() throws IOException {
    List<Event> packages = read("dnf.rpm.log");
    assertThat(told(packages, Action.PACKAGE_CHANGE))
        .containsExactly(
            "2026-03-03T05:25:01Z success Installed: nmap-3:7.92-1.el9.x86_64",
            "2026-03-03T06:00:00Z success Erase: audit-3.0.7-103.el9.x86_64");
    assertThat(told(packages, Action.ERROR)).hasSize(1);
    List<Event> calls = read("dnf.log");
    assertThat(told(calls, Action.COMMAND))
        .containsExactly("2026-03-03T05:24:01Z unknown dnf -y install nmap by null");
    assertThat(told(calls, Action.PACKAGE_CHANGE)).isEmpty();
    assertThat(read("dnf5.log").getLast().number(Field.PID)).isEqualTo(4711);
  }

  @Test
  void zyppTellsWhoAskedForIt() throws IOException {
    List<Event> events = read("zypp-history");
    assertThat(told(events, Action.COMMAND))
        .containsExactly("2026-03-03T05:25:00Z unknown 'zypper' 'install' 'nmap' by root");
    assertThat(told(events, Action.PACKAGE_CHANGE)).hasSize(4);
    Event removed = events.getLast();
    assertThat(removed.text(Field.USER)).isEqualTo("maria");
    assertThat(removed.outcome()).isEqualTo(Outcome.SUCCESS);
    assertThat(events.getFirst().time().instant()).hasToString("2026-03-03T05:24:59Z");
  }

  @Test
  void pacman() throws IOException {
    List<Event> events = read("pacman.log");
    assertThat(told(events, Action.COMMAND))
        .containsExactly("2026-03-03T05:25:00Z unknown pacman -S nmap by null");
    assertThat(told(events, Action.PACKAGE_CHANGE))
        .containsExactly(
            "2026-03-03T05:25:01Z success installed nmap (7.94-1)",
            "2026-03-03T06:00:00Z success removed audit (4.0-1)");
    assertThat(told(events, Action.ERROR)).hasSize(1);
  }

  @Test
  void pacmansOldStampsHaveNoSeconds() throws IOException {
    List<Event> events = read("pacman-old.log");
    assertThat(told(events, Action.PACKAGE_CHANGE)).hasSize(3);
    assertThat(events.getFirst().time().instant()).hasToString("2013-03-03T05:25:00Z");
    assertThat(events.getFirst().number(Field.TIME_ERROR)).isEqualTo(60);
  }

  @Test
  void apkWritesUtc() throws IOException {
    List<Event> events = read("apk.log");
    assertThat(told(events, Action.COMMAND))
        .containsExactly(
            "2026-03-03T06:25:00Z success apk add nmap by null",
            "2026-03-03T07:00:00Z failure apk del audit by null",
            "2026-03-03T07:10:00Z unknown apk update by null");
    assertThat(told(events, Action.PACKAGE_CHANGE))
        .containsExactly(
            "2026-03-03T06:25:00Z success (1/2) Installing lua5.4-libs (5.4.7-r0)\n"
                + "(2/2) Installing nmap (7.97-r0)",
            "2026-03-03T07:00:00Z failure ( 1/12) Purging audit (4.0-r0)");
  }

  /** Damage in one line is not seen in what the lines of other records say. */
  @Test
  void aDamagedLineTakesNoOtherWithIt() throws IOException {
    Random random = Seed.random();
    for (String name : FORMATS.keySet()) {
      String text = fixture(name);
      LogFormat format = of(text);
      byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
      List<Event> before = Parsed.with(format).events(bytes);
      for (int i = 0; i < 200; i++) {
        byte[] damaged = bytes.clone();
        int at = random.nextInt(bytes.length);
        damaged[at] = damaged[at] == '\n' ? damaged[at] : (byte) (' ' + random.nextInt(90));
        List<Event> after = Parsed.with(format).events(damaged);
        assertThat(after.stream().map(PackageLogTest::line))
            .as(name + ' ' + at + ' ' + Seed.text())
            .containsAll(unhurt(before, at));
      }
    }
  }

  /** What is told by records that end before the damage, or begin well behind it. */
  private static List<String> unhurt(List<Event> events, int at) {
    List<String> unhurt = new ArrayList<>();
    long passed = -1;
    for (Event event : events) {
      long from = event.place().offset();
      long to = from + event.place().length();
      passed = at >= from && at < to ? from : passed;
      // A first line that is damaged is taken for the end of the record before.
      if (passed < 0 && to < at && next(events, to) <= at || passed >= 0 && from > at) {
        unhurt.add(line(event));
      }
    }
    return unhurt;
  }

  private static long next(List<Event> events, long from) {
    for (Event event : events) {
      if (event.place().offset() == from) {
        return from + event.place().length();
      }
    }
    return from;
  }

  private static String line(Event event) {
    return event.id() + event.time() + event.action() + event.text(Field.MESSAGE);
  }

  /** Two logs in one file: both are read by the one that has more lines, the other kept as text. */
  @Test
  void linesOfAnotherLogAreKept() throws IOException {
    String[] own = fixture("dpkg.log").split("\n");
    StringBuilder mixed = new StringBuilder();
    for (int i = 0; i < own.length; i++) {
      mixed.append(own[i]).append('\n');
      mixed.append(i % 3 == 0 ? "Mar  3 06:25:01 gate sshd[1]: Server listening\n" : "");
    }
    LogFormat format = of(mixed.toString());
    assertThat(format.id()).isEqualTo("dpkg");
    List<Event> events = Parsed.with(format).events(mixed.toString());
    assertThat(told(events, Action.PACKAGE_CHANGE)).hasSize(3);
    assertThat(told(events, Action.MESSAGE)).hasSize(5);
  }

  @Test
  void textThatLooksAlikeIsNone() {
    assertThat(of("2026-03-03 06:25:01 install went well\n".repeat(3)).id()).isEqualTo("dpkg");
    assertThat(of("2026-03-03 06:25:01 the install went well\n".repeat(3)).id()).isEqualTo("text");
    assertThat(of("2026-03-03T06:25:01Z INFO Started\n".repeat(3)).id()).isEqualTo("text");
    assertThat(of("[2026-03-03 06:25] hello\n".repeat(3)).id()).isEqualTo("text");
    assertThat(of("# a comment\n".repeat(3)).id()).isEqualTo("text");
  }
}
