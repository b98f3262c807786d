package dwell.casefile;

import dwell.event.ByteDictionary;
import dwell.event.EventBatch;
import dwell.event.Field;
import dwell.event.TextCoding;
import dwell.event.WordColumn;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;

/**
 * The rows of several batches, of any number of artifacts, gathered for one segment of the index.
 * Reused; owned by one thread.
 */
final class SegmentColumns {
  /** What varies in length: words invert to four times as much. */
  private static final int MAX_BYTES = 24 << 20;

  private static final Field[] FIELDS = Field.values();

  private final int capacity;
  private int size;
  private boolean inOrder = true;

  final long[] time;
  final int[] artifact;
  final long[] offset;
  final int[] length;
  final int[] kind;
  final ByteDictionary kinds = new ByteDictionary();

  /** Keywords, lists and addresses. */
  final Map<Field, Codes> codes = new EnumMap<>(Field.class);

  /** Numbers and instants; {@link EventBatch#ABSENT} where absent. */
  final Map<Field, long[]> numbers = new EnumMap<>(Field.class);

  final Map<Field, Texts> texts = new EnumMap<>(Field.class);

  final ByteDictionary words = new ByteDictionary();
  final int[] wordsEnd;
  int[] wordCodes = new int[1 << 10];
  private int wordCount;

  private final byte[] kindBytes = new byte[8];
  private long lastKind = -1;
  private int lastKindCode;
  private int[] recode = new int[1 << 8];

  /** A column of codes with its dictionary; -1 where absent. */
  static final class Codes {
    final int[] column;
    final ByteDictionary dictionary = new ByteDictionary();

    Codes(int capacity) {
      column = new int[capacity];
      Arrays.fill(column, -1);
    }
  }

  /** The places of a text field, and the values of its literals in order of row. */
  static final class Texts {
    final long[] places;
    byte[] literals = new byte[0];
    int[] ends = new int[0];
    int count;

    Texts(int capacity) {
      places = new long[capacity];
      Arrays.fill(places, -1);
    }

    int used() {
      return count == 0 ? 0 : ends[count - 1];
    }

    private void literal(byte[] bytes, int from, int to) {
      int start = used();
      int end = start + to - from;
      if (end > literals.length) {
        literals = Arrays.copyOf(literals, Math.max(end, literals.length * 2));
      }
      System.arraycopy(bytes, from, literals, start, to - from);
      if (count == ends.length) {
        ends = Arrays.copyOf(ends, Math.max(64, count * 2));
      }
      ends[count++] = end;
    }
  }

  SegmentColumns(int capacity) {
    this.capacity = capacity;
    time = new long[capacity];
    artifact = new int[capacity];
    offset = new long[capacity];
    length = new int[capacity];
    kind = new int[capacity];
    wordsEnd = new int[capacity];
  }

  int size() {
    return size;
  }

  /** Whether the rows stand in the order of the index. */
  boolean inOrder() {
    return inOrder;
  }

  /** Whether the batch fits. A batch always fits into empty columns. */
  boolean fits(EventBatch batch) {
    return size + batch.size() <= capacity && bytes() < MAX_BYTES;
  }

  private long bytes() {
    long bytes = words.bytes() + 4L * wordCount;
    for (Codes column : codes.values()) {
      bytes += column.dictionary.bytes();
    }
    for (Texts column : texts.values()) {
      bytes += column.used();
    }
    return bytes;
  }

  void clear() {
    for (Codes column : codes.values()) {
      Arrays.fill(column.column, 0, size, -1);
      column.dictionary.clear();
    }
    numbers.values().forEach(column -> Arrays.fill(column, 0, size, EventBatch.ABSENT));
    for (Texts column : texts.values()) {
      Arrays.fill(column.places, 0, size, -1);
      column.count = 0;
    }
    kinds.clear();
    lastKind = -1;
    words.clear();
    wordCount = 0;
    size = 0;
    inOrder = true;
  }

  /** Appends the rows of a batch. */
  void add(EventBatch batch, int artifactNumber) {
    int rows = batch.size();
    for (int row = 0; row < rows; row++) {
      int at = size + row;
      time[at] = batch.time(row);
      offset[at] = batch.offset(row);
      length[at] = batch.length(row);
      kind[at] = kindCode(Kind.of(batch, row));
    }
    Arrays.fill(artifact, size, size + rows, artifactNumber);
    for (int at = Math.max(1, size); at < size + rows && inOrder; at++) {
      inOrder = compare(at - 1, at) <= 0;
    }
    for (Field field : FIELDS) {
      if (batch.has(field)) {
        switch (field.kind()) {
          case KEYWORD, LIST, ADDRESS -> addCodes(batch, field);
          case NUMBER, INSTANT -> addNumbers(batch, field);
          case TEXT -> addTexts(batch, field);
        }
      }
    }
    addWords(batch);
    size += rows;
  }

  /** The order of the index: time with absent ones last, artifact, offset. */
  int compare(int a, int b) {
    if (time[a] != time[b]) {
      return time[a] == EventBatch.ABSENT || time[b] != EventBatch.ABSENT && time[a] > time[b]
          ? 1
          : -1;
    }
    if (artifact[a] != artifact[b]) {
      return Integer.compare(artifact[a], artifact[b]);
    }
    return Long.compare(offset[a], offset[b]);
  }

  private int kindCode(long value) {
    if (value != lastKind) {
      Kind.toBytes(value, kindBytes);
      lastKindCode = kinds.add(kindBytes, 0, 8);
      lastKind = value;
    }
    return lastKindCode;
  }

  private int[] recode(int values) {
    if (recode.length < values) {
      recode = new int[Math.max(values, recode.length * 2)];
    }
    return recode;
  }

  private void addCodes(EventBatch batch, Field field) {
    Codes column = codes.computeIfAbsent(field, f -> new Codes(capacity));
    ByteDictionary values = batch.values(field);
    int[] map = recode(values.size());
    for (int code = 0; code < values.size(); code++) {
      map[code] = column.dictionary.add(values.arena(), values.start(code), values.end(code));
    }
    for (int row = 0; row < batch.size(); row++) {
      int code = batch.code(field, row);
      if (code >= 0) {
        column.column[size + row] = map[code];
      }
    }
  }

  private void addNumbers(EventBatch batch, Field field) {
    long[] column = numbers.get(field);
    if (column == null) {
      column = new long[capacity];
      Arrays.fill(column, EventBatch.ABSENT);
      numbers.put(field, column);
    }
    for (int row = 0; row < batch.size(); row++) {
      column[size + row] = batch.numberAt(field, row);
    }
  }

  private void addTexts(EventBatch batch, Field field) {
    Texts column = texts.computeIfAbsent(field, f -> new Texts(capacity));
    for (int row = 0; row < batch.size(); row++) {
      int from = batch.textFrom(field, row);
      if (from >= 0) {
        column.places[size + row] = addText(batch, field, row, from, column);
      }
    }
  }

  private static long addText(EventBatch batch, Field field, int row, int from, Texts column) {
    TextCoding coding = batch.textCoding(field, row);
    int to = batch.textTo(field, row);
    if (coding == TextCoding.LITERAL) {
      column.literal(batch.literals(), from, to);
      return TextPlace.LITERAL;
    }
    int start = batch.recordFrom(row);
    long place = TextPlace.of(field, from - start, to - start, batch.length(row), coding);
    if (place < 0) {
      byte[] value = coding.decode(batch.bytes(), from, to).getBytes(StandardCharsets.UTF_8);
      column.literal(value, 0, value.length);
      return TextPlace.LITERAL;
    }
    return place;
  }

  private void addWords(EventBatch batch) {
    WordColumn column = batch.words();
    ByteDictionary values = column.values();
    int[] map = recode(values.size());
    for (int code = 0; code < values.size(); code++) {
      map[code] = words.add(values.arena(), values.start(code), values.end(code));
    }
    int count = column.to(batch.size() - 1);
    if (wordCount + count > wordCodes.length) {
      wordCodes = Arrays.copyOf(wordCodes, Math.max(wordCodes.length * 2, wordCount + count));
    }
    for (int i = 0; i < count; i++) {
      wordCodes[wordCount + i] = map[column.code(i)];
    }
    for (int row = 0; row < batch.size(); row++) {
      wordsEnd[size + row] = wordCount + column.to(row);
    }
    wordCount += count;
  }

  /** Codes of words of a row stand in {@link #wordCodes} from here to {@code wordsEnd[row]}. */
  int wordsFrom(int row) {
    return row == 0 ? 0 : wordsEnd[row - 1];
  }
}
