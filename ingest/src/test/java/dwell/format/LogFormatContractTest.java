package dwell.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dwell.event.Event;
import dwell.event.Seed;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What every format of the registry must do, whatever the bytes are. */
final class LogFormatContractTest {
  /** Longer than most fixtures' records, so that they are cut between them, and within some. */
  private static final int SMALL_CHUNK = 2048;

  private static final int TRUNCATED = 1500;

  @Test
  void idsAreDifferent() {
    assertThat(LogFormats.all()).extracting(LogFormat::id).doesNotHaveDuplicates();
    assertThat(LogFormats.all())
        .allSatisfy(format -> assertThat(format.title() + format.recognisedBy()).isNotBlank());
  }

  @TestFactory
  Stream<DynamicTest> everyByteLiesInOneRecord() {
    Map<String, byte[]> inputs = inputs();
    return LogFormats.all().stream()
        .map(format ->
            dynamicTest(
                format.id(),
                () ->
                    inputs.forEach((name, bytes) -> {
                      covered(name, bytes, Parsed.with(format).events(bytes));
                      covered(
                          name + ", cut small",
                          bytes,
                          Parsed.with(format).limits(SMALL_CHUNK, 1024).events(bytes));
                    })));
  }

  /** A file may end anywhere: each fixture, cut at each byte, read as what it is. */
  @TestFactory
  Stream<DynamicTest> aFileMayEndAnywhere() {
    return fixtures().entrySet().stream()
        .map(fixture ->
            dynamicTest(
                fixture.getKey(),
                () -> {
                  byte[] whole = fixture.getValue();
                  LogFormat format = recognised(fixture.getKey(), whole);
                  for (int to = 0; to <= Math.min(whole.length, TRUNCATED); to++) {
                    byte[] cut = Arrays.copyOf(whole, to);
                    covered("cut at " + to, cut, Parsed.with(format).events(cut));
                    sample(fixture.getKey(), cut);
                  }
                }));
  }

  /** Where a file is parted for reading must not be seen in what it says. */
  @TestFactory
  Stream<DynamicTest> chunksDoNotShow() {
    return fixtures().entrySet().stream()
        .map(fixture ->
            dynamicTest(
                fixture.getKey(),
                () -> {
                  byte[] bytes = repeated(fixture.getValue());
                  LogFormat format = recognised(fixture.getKey(), bytes);
                  assertThat(format.id()).as(fixture.getKey()).isNotEqualTo("binary");
                  assertThat(told(Parsed.with(format).limits(1 << 13, 1 << 12).events(bytes)))
                      .isEqualTo(told(Parsed.with(format).events(bytes)));
                }));
  }

  @TestFactory
  Stream<DynamicTest> whatIsNoLogIsOfNoFormat() {
    Map<String, byte[]> foreign = new TreeMap<>();
    foreign.put("prose", utf8("The quick brown fox\njumps over the lazy dog.\n".repeat(50)));
    foreign.put("passwd", utf8("root:x:0:0:root:/root:/bin/bash\nwww:x:33:33::/var/www:/bin/sh\n"));
    foreign.put("ini", utf8("[main]\nkey = value\n# a comment: 12\nother=1\n"));
    foreign.put("script", utf8("#!/bin/sh\nset -e\nfor i in 1 2 3; do echo \"$i\"; done\n"));
    foreign.put("zeros", new byte[70_000]);
    foreign.put("noise", noise(70_000));
    foreign.put("empty", new byte[0]);
    return foreign.entrySet().stream()
        .map(entry ->
            dynamicTest(
                entry.getKey(),
                () ->
                    assertThat(LogFormats.all())
                        .filteredOn(format -> format.recognise(of("x", entry.getValue())) > 2)
                        .as(Seed.text())
                        .extracting(LogFormat::id)
                        .isEmpty()));
  }

  private static LogFormat recognised(String name, byte[] bytes) {
    LogFormat format = LogFormats.recognise(of(name, bytes));
    assertThat(format).as(name).isNotNull();
    return format;
  }

  private static void sample(String name, byte[] bytes) {
    Sample whole = of(name, bytes);
    Sample part = new Sample(bytes, false, name);
    for (LogFormat format : LogFormats.all()) {
      assertThat(format.recognise(whole)).isBetween(0, 100);
      assertThat(format.recognise(part)).isBetween(0, 100);
    }
  }

  private static Sample of(String name, byte[] bytes) {
    return new Sample(
        Arrays.copyOf(bytes, Math.min(bytes.length, Sample.SIZE)),
        bytes.length <= Sample.SIZE,
        name);
  }

  private static void covered(String name, byte[] bytes, List<Event> events) {
    long at = 0;
    for (Event event : events) {
      if (event.place().ordinal() > 0 && event.place().offset() < at) {
        continue;
      }
      assertThat(event.place().offset()).as(name + ": " + Seed.text()).isEqualTo(at);
      assertThat(event.place().length()).as(name).isPositive();
      at += event.place().length();
    }
    assertThat(at).as(name + ": bytes in records").isEqualTo(bytes.length);
  }

  private static List<String> told(List<Event> events) {
    return events.stream()
        .map(event ->
            event.id() + ' ' + event.time() + ' ' + event.action() + ' ' + event.place().line())
        .collect(Collectors.toList());
  }

  private static byte[] repeated(byte[] bytes) {
    int times = (1 << 15) / bytes.length + 1;
    byte[] all = new byte[bytes.length * times];
    for (int i = 0; i < times; i++) {
      System.arraycopy(bytes, 0, all, i * bytes.length, bytes.length);
    }
    return all;
  }

  private static Map<String, byte[]> inputs() {
    Map<String, byte[]> inputs = new TreeMap<>(fixtures());
    inputs.put("empty", new byte[0]);
    inputs.put("one line feed", utf8("\n"));
    inputs.put("line feeds", utf8("\n\r\n\n"));
    inputs.put("zeros", new byte[10_000]);
    inputs.put("noise", noise(50_000));
    inputs.put("long line", utf8("Sep 19 06:25:01 gate sshd[1]: " + "x".repeat(1 << 20) + "\nb\n"));
    inputs.put("blank between", utf8("\n\nMar  3 06:25:01 a b[1]: c\n\n\r\nd\r\n\n"));
    inputs.put("bad UTF-8", new byte[] {'a', (byte) 0xC3, '\n', (byte) 0xFF, (byte) 0xFE, '\n'});
    List<byte[]> fixtures = new ArrayList<>(fixtures().values());
    Random random = Seed.random();
    for (int i = 0; i < 8; i++) {
      byte[] damaged = fixtures.get(random.nextInt(fixtures.size())).clone();
      for (int k = 0; k < damaged.length / 50 + 1; k++) {
        damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
      }
      inputs.put("damaged " + i, damaged);
    }
    return inputs;
  }

  private static byte[] noise(int length) {
    byte[] noise = new byte[length];
    Seed.random().nextBytes(noise);
    return noise;
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static boolean fixture(Path file) {
    // The compiled tests stand in the same folders.
    return Files.isRegularFile(file) && !file.toString().endsWith(".class");
  }

  /** All files of the fixture folders, by their path. */
  private static Map<String, byte[]> fixtures() {
    try {
      Path root = Path.of(LogFormatContractTest.class.getResource("/dwell/format").toURI());
      Map<String, byte[]> fixtures = new TreeMap<>();
      try (Stream<Path> files = Files.walk(root)) {
        for (Path file : files.filter(LogFormatContractTest::fixture).toList()) {
          byte[] bytes = Files.readAllBytes(file);
          if (bytes.length > 0) {
            fixtures.put(root.relativize(file).toString(), bytes);
          }
        }
      }
      return fixtures;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
