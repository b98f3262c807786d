package dwell.casefile;

import dwell.event.Action;
import dwell.event.ArtifactKey;
import dwell.event.Dataset;
import dwell.event.Event;
import dwell.event.EventBatch;
import dwell.event.EventTime.Basis;
import dwell.event.EventTime.YearBasis;
import dwell.event.Field;
import dwell.event.Flag;
import dwell.event.Outcome;
import dwell.event.TextCoding;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Fills batches with rows of every kind, over lines of random text, and remembers their events. */
final class RandomEvents {
  private static final Field[] FIELDS = Field.values();

  private final Random random;
  private final List<Event> events = new ArrayList<>();
  private final ArtifactKey key;
  private final int number;
  private final RecordStore.Appender records;
  private final EventIndex.Appender index;
  private final EventBatch batch;
  private long offset;
  private long line = 1;

  RandomEvents(Random random, CaseWriter writer, ArtifactKey key, int number) {
    this.random = random;
    this.key = key;
    this.number = number;
    records = writer.records().appender();
    index = writer.index().appender();
    index.artifact(number);
    batch =
        new EventBatch(
            1 + random.nextInt(300),
            full -> {
              for (int row = 0; row < full.size(); row++) {
                events.add(full.event(row, key));
              }
              index.accept(full);
            });
  }

  /** The events made so far, in the order of their making. */
  List<Event> events() {
    return events;
  }

  Manifest.Entry entry(int pass) {
    return TestEntries.entry(number, pass, key, offset, events.size());
  }

  /** Adds a chunk of that many lines. */
  RandomEvents chunk(int lines) {
    int[] ends = new int[lines];
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < lines; i++) {
      int words = random.nextInt(12);
      for (int w = 0; w < words; w++) {
        text.append(word()).append(' ');
      }
      text.append('\n');
      ends[i] = text.toString().getBytes(StandardCharsets.UTF_8).length;
    }
    byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
    records.add(number, bytes, bytes.length, offset, line);
    batch.chunk(bytes, offset, line);
    int from = 0;
    for (int i = 0; i < lines; i++) {
      int rows = random.nextInt(8) == 0 ? 1 + random.nextInt(3) : 1;
      for (int ordinal = 0; ordinal < rows; ordinal++) {
        row(bytes, from, ends[i], i, ordinal);
      }
      from = ends[i];
    }
    batch.flush();
    offset += bytes.length;
    line += lines;
    return this;
  }

  private void row(byte[] bytes, int from, int to, int lineInChunk, int ordinal) {
    batch.next(from, to, lineInChunk, ordinal);
    if (random.nextInt(10) > 0) {
      long nanos = 1_700_000_000_000_000_000L + random.nextInt(2000) * 500_000_000L;
      YearBasis[] years = YearBasis.values();
      int year = random.nextInt(years.length + 1);
      batch.time(
          nanos,
          random.nextInt(10),
          Basis.values()[random.nextInt(4)],
          year == 0 ? null : years[year - 1]);
    }
    batch.action(Action.values()[random.nextInt(Action.values().length)]);
    batch.outcome(Outcome.values()[random.nextInt(3)]);
    batch.dataset(Dataset.values()[random.nextInt(Dataset.values().length)]);
    for (Flag flag : Flag.values()) {
      if (random.nextInt(20) == 0) {
        batch.flag(flag);
      }
    }
    for (int i = random.nextInt(8); i > 0; i--) {
      set(FIELDS[random.nextInt(FIELDS.length)], bytes, from, to);
    }
    batch.words(bytes, from, to);
  }

  private void set(Field field, byte[] bytes, int from, int to) {
    switch (field.kind()) {
      case KEYWORD -> {
        if (random.nextInt(8) == 0) {
          byte[] noText = noText();
          batch.keyword(field, noText, 0, noText.length);
        } else {
          batch.keyword(field, random.nextInt(50) == 0 ? "x".repeat(40_000) : word());
        }
      }
      case LIST -> batch.keyword(field, word() + Field.LIST_SEPARATOR + word());
      case NUMBER, INSTANT -> batch.number(field, random.nextLong() >> random.nextInt(63) | 1);
      case ADDRESS -> batch.address(field, address());
      case TEXT -> {
        if (random.nextInt(4) == 0) {
          batch.text(field, word() + "\n" + word());
        } else {
          int start = from + random.nextInt(to - from);
          int end = start + random.nextInt(to - start);
          TextCoding[] codings = TextCoding.values();
          TextCoding coding = codings[random.nextInt(codings.length)];
          batch.text(field, start, end, coding == TextCoding.LITERAL ? TextCoding.RAW : coding);
        }
      }
    }
  }

  /** Bytes that are no UTF-8, now and then with the beginning of a character at their end. */
  private byte[] noText() {
    byte[] bytes = new byte[1 + random.nextInt(12)];
    random.nextBytes(bytes);
    bytes[bytes.length - 1] = (byte) (0xC0 | random.nextInt(64));
    return bytes;
  }

  private byte[] address() {
    byte[] address = new byte[16];
    if (random.nextBoolean()) {
      address[10] = (byte) 0xFF;
      address[11] = (byte) 0xFF;
      address[12] = (byte) 192;
      address[14] = 2;
    } else {
      address[0] = 0x20;
      address[1] = 0x01;
      address[2] = 0x0D;
      address[3] = (byte) 0xB8;
    }
    address[15] = (byte) random.nextInt(256);
    return address;
  }

  private String word() {
    String[] words = {"alpha", "Bravo", "ünïcode", "", "d", "e\\n", "\"\"", "9", "root", "😀"};
    return words[random.nextInt(words.length)] + random.nextInt(40);
  }
}
