package dwell.event;

import dwell.event.EventTime.Basis;
import dwell.event.EventTime.YearBasis;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Events as columns: the form in which the hot path makes them.
 *
 * <p>A parser calls {@link #next} for each event of a record and then sets its values; a row begins
 * with action {@link Action#MESSAGE}, outcome {@link Outcome#UNKNOWN}, dataset {@link
 * Dataset#SYSLOG} and nothing else. Offsets are into {@link #bytes()}, the chunk that is being
 * parsed; a batch never spans two chunks. When the batch is full it hands itself to its sink and
 * starts again, so that a parser need not look.
 *
 * <p>Reused and owned by one thread; setting a value allocates nothing once the columns have grown.
 * A field's column is made at its first use.
 */
public final class EventBatch {
  /** The greatest number of rows. */
  public static final int CAPACITY = 1 << 16;

  /** A number that is absent. */
  public static final long ABSENT = Long.MIN_VALUE;

  private static final int MAX_DICTIONARY_BYTES = 8 << 20;

  /** Takes full batches. It must not keep the batch: its columns are filled again on return. */
  @FunctionalInterface
  public interface Sink {
    void accept(EventBatch batch);
  }

  private static final AtomicLong FILLINGS = new AtomicLong();
  private static final Field[] FIELDS = Field.values();
  private static final Action[] ACTIONS = Action.values();
  private static final Outcome[] OUTCOMES = Outcome.values();
  private static final Dataset[] DATASETS = Dataset.values();
  private static final TextCoding[] CODINGS = TextCoding.values();
  private static final Basis[] BASES = Basis.values();
  private static final YearBasis[] YEARS = YearBasis.values();

  private final int capacity;
  private final Sink sink;

  private byte[] bytes = new byte[0];
  private long bytesOffset;
  private int size;
  private int current;
  private long rowsBefore;
  private long filling = FILLINGS.incrementAndGet();

  private final int[] recordFrom;
  private final int[] recordTo;
  private final int[] line;
  private final byte[] ordinal;
  private final long[] time;
  private final short[] timeInfo;
  private final byte[] action;
  private final byte[] outcome;
  private final byte[] dataset;
  private final int[] flags;
  private long firstLine;

  private final int[] @Nullable [] codes = new int[FIELDS.length][];
  private final @Nullable ByteDictionary[] dictionaries = new ByteDictionary[FIELDS.length];
  private final long[] @Nullable [] numbers = new long[FIELDS.length][];
  private final int[] @Nullable [] textFrom = new int[FIELDS.length][];
  private final int[] @Nullable [] textTo = new int[FIELDS.length][];
  private final byte[] @Nullable [] textCoding = new byte[FIELDS.length][];
  private final boolean[] used = new boolean[FIELDS.length];

  private byte[] literals = new byte[1 << 12];
  private int literalBytes;

  private final WordColumn words;
  private final byte[] address = new byte[16];
  private final byte[] cut = new byte[Keywords.MAX_BYTES];

  public EventBatch(Sink sink) {
    this(CAPACITY, sink);
  }

  /** A batch of at most {@code capacity} rows. */
  public EventBatch(int capacity, Sink sink) {
    this.capacity = capacity;
    this.sink = sink;
    recordFrom = new int[capacity];
    recordTo = new int[capacity];
    line = new int[capacity];
    ordinal = new byte[capacity];
    time = new long[capacity];
    timeInfo = new short[capacity];
    action = new byte[capacity];
    outcome = new byte[capacity];
    dataset = new byte[capacity];
    flags = new int[capacity];
    words = new WordColumn(capacity);
  }

  /**
   * Begins a chunk.
   *
   * @param bytes holds the records; not changed while the batch reads from it
   * @param offset the place in the file of {@code bytes[0]}
   * @param firstLine the number of the line that begins at the chunk's start; 0 for a file without
   *     lines
   */
  public void chunk(byte[] bytes, long offset, long firstLine) {
    if (size > 0) {
      throw new IllegalStateException("rows of the last chunk were not flushed");
    }
    this.bytes = bytes;
    this.bytesOffset = offset;
    this.firstLine = firstLine;
  }

  /** Hands the rows, if any, to the sink and starts again. */
  public void flush() {
    if (size > 0) {
      sink.accept(this);
      clear();
    }
  }

  /** Drops all rows. */
  public void clear() {
    for (int f = 0; f < FIELDS.length; f++) {
      if (used[f]) {
        used[f] = false;
        ByteDictionary dictionary = dictionaries[f];
        if (dictionary != null) {
          dictionary.clear();
        }
      }
    }
    rowsBefore += size;
    filling = FILLINGS.incrementAndGet();
    size = 0;
    literalBytes = 0;
    words.clear();
  }

  /**
   * Begins a row.
   *
   * @param from where the record begins in {@link #bytes()}
   * @param to where it ends, its line's end included
   * @param lineInChunk lines of the chunk before it
   * @param ordinalInRecord 0 for the record's first event
   * @return the row's number
   */
  public int next(int from, int to, int lineInChunk, int ordinalInRecord) {
    if (size == capacity
        || literalBytes > MAX_DICTIONARY_BYTES
        || words.values().bytes() > MAX_DICTIONARY_BYTES) {
      flush();
    }
    int row = size++;
    current = row;
    recordFrom[row] = from;
    recordTo[row] = to;
    line[row] = lineInChunk;
    ordinal[row] = (byte) ordinalInRecord;
    time[row] = ABSENT;
    timeInfo[row] = 0;
    action[row] = (byte) Action.MESSAGE.ordinal();
    outcome[row] = (byte) Outcome.UNKNOWN.ordinal();
    dataset[row] = (byte) Dataset.SYSLOG.ordinal();
    flags[row] = 0;
    words.next(row);
    return row;
  }

  /**
   * A number that stays until the rows are handed on or dropped, and that no other rows of any
   * batch have: as long as it stands, so do codes (see {@link #keyword(Field, int)}).
   */
  public long filling() {
    return filling;
  }

  /** The row that values are set of: the last one, unless {@link #reopen} went back. */
  public int row() {
    return current;
  }

  /** A name of the current row, never given twice, by which a parser may come back to it. */
  public long rowName() {
    return rowsBefore + current;
  }

  /**
   * Goes back to an earlier row, for records whose meaning a later one completes: a login that
   * turns out refused, a statement that failed. Values are set of that row until {@link #next} or
   * {@link #leave}; words cannot be added.
   *
   * @param rowName from {@link #rowName}
   * @return false, and nothing changed, where the row was handed on already
   */
  public boolean reopen(long rowName) {
    if (rowName < rowsBefore || rowName >= rowsBefore + size) {
      return false;
    }
    current = (int) (rowName - rowsBefore);
    return true;
  }

  /** Returns to the last row. */
  public void leave() {
    current = size - 1;
  }

  /** Sets the time: nanoseconds since the epoch. */
  public void time(long nanos, int digits, Basis basis, @Nullable YearBasis year) {
    time[current] = nanos;
    timeInfo[current] =
        (short) (digits | basis.ordinal() << 4 | (year == null ? 0 : year.ordinal() + 1) << 8);
  }

  public void action(Action value) {
    action[current] = (byte) value.ordinal();
  }

  public void outcome(Outcome value) {
    outcome[current] = (byte) value.ordinal();
  }

  public void dataset(Dataset value) {
    dataset[current] = (byte) value.ordinal();
  }

  public void flag(Flag flag) {
    flags[current] |= flag.bit();
  }

  /** Sets a keyword to {@code source[from, to)}; an empty one stays absent. */
  public void keyword(Field field, byte[] source, int from, int to) {
    if (from >= to) {
      return;
    }
    int[] column = codes(field);
    ByteDictionary dictionary = dictionary(field);
    if (to - from <= Keywords.MAX_BYTES) {
      column[current] = dictionary.add(source, from, to);
    } else {
      column[current] = dictionary.add(cut, 0, Keywords.cut(source, from, to, cut));
      flag(Flag.TRUNCATED);
    }
  }

  /** Sets a keyword; an empty one stays absent. Allocates: not for the hot path. */
  public void keyword(Field field, String value) {
    byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
    keyword(field, utf8, 0, utf8.length);
  }

  /**
   * Sets a keyword to the value that another row of this batch got.
   *
   * @param code what {@link #code} gave for that row
   */
  public void keyword(Field field, int code) {
    codes(field)[current] = code;
  }

  public void number(Field field, long value) {
    numbers(field)[current] = value;
  }

  /**
   * Sets an address from its text: dotted IPv4, IPv6, with or without brackets or zone; IPv4-mapped
   * IPv6 becomes IPv4.
   *
   * @return false, and nothing set, where the text is no address
   */
  public boolean address(Field field, byte[] source, int from, int to) {
    if (!IpAddress.parse(source, from, to, address)) {
      return false;
    }
    codes(field)[current] = dictionary(field).add(address, 0, 16);
    return true;
  }

  /** Sets an address from its 16 bytes, IPv4 as IPv4-mapped. */
  public void address(Field field, byte[] sixteen) {
    codes(field)[current] = dictionary(field).add(sixteen, 0, 16);
  }

  /** Sets a text to a slice of {@link #bytes()}. */
  public void text(Field field, int from, int to, TextCoding coding) {
    textColumn(field);
    at(textFrom, field)[current] = from;
    at(textTo, field)[current] = to;
    at(textCoding, field)[current] = (byte) coding.ordinal();
  }

  /** Sets a text that does not stand in the record as it is. */
  public void text(Field field, byte[] value, int from, int to) {
    int length = to - from;
    if (literalBytes + length > literals.length) {
      literals = Arrays.copyOf(literals, Math.max(literals.length * 2, literalBytes + length));
    }
    System.arraycopy(value, from, literals, literalBytes, length);
    text(field, literalBytes, literalBytes + length, TextCoding.LITERAL);
    literalBytes += length;
  }

  /** Sets a text that does not stand in the record as it is. Allocates: not for the hot path. */
  public void text(Field field, String value) {
    byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
    text(field, utf8, 0, utf8.length);
  }

  /**
   * Makes the words of {@code source[from, to)} findable: runs of ASCII letters, digits and {@code
   * _}, and of bytes above 127, in lower case, cut at 64 bytes. Each word counts once per row.
   */
  public void words(byte[] source, int from, int to) {
    words.add(size - 1, source, from, to);
  }

  // Reading: by row, from 0 to size() - 1.

  public int size() {
    return size;
  }

  /** The bytes of the chunk. */
  public byte[] bytes() {
    return bytes;
  }

  /** The place in the file of {@code bytes()[0]}. */
  public long bytesOffset() {
    return bytesOffset;
  }

  public int recordFrom(int row) {
    return recordFrom[row];
  }

  public int recordTo(int row) {
    return recordTo[row];
  }

  /** The record's place in its file. */
  public long offset(int row) {
    return bytesOffset + recordFrom[row];
  }

  public int length(int row) {
    return recordTo[row] - recordFrom[row];
  }

  /** The record's line, from 1; 0 where the file has no lines. */
  public long line(int row) {
    return firstLine == 0 ? 0 : firstLine + line[row];
  }

  public int ordinal(int row) {
    return ordinal[row] & 0xFF;
  }

  /** Nanoseconds since the epoch, or {@link #ABSENT}. */
  public long time(int row) {
    return time[row];
  }

  /** Digits, basis and year of the time, packed; for {@link #eventTime(long, int)}. */
  public int timeInfo(int row) {
    return timeInfo[row];
  }

  public Action action(int row) {
    return ACTIONS[action[row]];
  }

  public Outcome outcome(int row) {
    return OUTCOMES[outcome[row]];
  }

  public Dataset dataset(int row) {
    return DATASETS[dataset[row]];
  }

  /** The set of {@link Flag} bits. */
  public int flags(int row) {
    return flags[row];
  }

  /** Whether any row of this batch has the field. */
  public boolean has(Field field) {
    return used[field.ordinal()];
  }

  /** The code of a keyword, list or address in {@link #values}, or -1 where absent. */
  public int code(Field field, int row) {
    int f = field.ordinal();
    return used[f] ? at(codes, field)[row] : -1;
  }

  /** The values of a keyword, list or address field in this batch. */
  public ByteDictionary values(Field field) {
    return dictionary(field);
  }

  /** A number, or {@link #ABSENT}. */
  public long numberAt(Field field, int row) {
    int f = field.ordinal();
    return used[f] ? at(numbers, field)[row] : ABSENT;
  }

  /** Where a text begins, in {@link #bytes()} or {@link #literals()}; -1 where absent. */
  public int textFrom(Field field, int row) {
    int f = field.ordinal();
    return used[f] ? at(textFrom, field)[row] : -1;
  }

  public int textTo(Field field, int row) {
    return at(textTo, field)[row];
  }

  public TextCoding textCoding(Field field, int row) {
    return CODINGS[at(textCoding, field)[row]];
  }

  /** The bytes of texts with {@link TextCoding#LITERAL}. */
  public byte[] literals() {
    return literals;
  }

  /** The words of the rows. */
  public WordColumn words() {
    return words;
  }

  /** The text of a row, decoded, or null where absent. */
  public @Nullable String textAt(Field field, int row) {
    int from = textFrom(field, row);
    if (from < 0) {
      return null;
    }
    TextCoding coding = textCoding(field, row);
    return coding.decode(coding == TextCoding.LITERAL ? literals : bytes, from, textTo(field, row));
  }

  /** The keyword of a row, or null where absent. */
  public @Nullable String keywordAt(Field field, int row) {
    int code = code(field, row);
    return code < 0 ? null : dictionary(field).text(code);
  }

  /** The event of a row. */
  public Event event(int row, ArtifactKey artifact) {
    Event.Builder event =
        new Event.Builder(
            artifact,
            new Place(artifact.path(), offset(row), length(row), line(row), ordinal(row)),
            action(row),
            outcome(row),
            dataset(row),
            eventTime(time[row], timeInfo[row]),
            flags[row]);
    for (Field field : FIELDS) {
      if (!used[field.ordinal()]) {
        continue;
      }
      switch (field.kind()) {
        case KEYWORD, LIST -> event.put(field, keywordAt(field, row));
        case ADDRESS -> {
          int code = code(field, row);
          event.put(
              field,
              code < 0
                  ? null
                  : IpAddress.text(dictionary(field).arena(), dictionary(field).start(code)));
        }
        case NUMBER, INSTANT -> {
          long number = numberAt(field, row);
          event.put(field, number == ABSENT ? null : number);
        }
        case TEXT -> event.put(field, textAt(field, row));
      }
    }
    return event.build();
  }

  /** The time of a row from its two columns. */
  public static EventTime eventTime(long nanos, int info) {
    if (nanos == ABSENT) {
      return EventTime.NONE;
    }
    int year = info >> 8 & 0xF;
    return new EventTime(
        EventTime.instant(nanos),
        info & 0xF,
        BASES[info >> 4 & 0xF],
        year == 0 ? null : YEARS[year - 1]);
  }

  private void use(int f) {
    used[f] = true;
  }

  private int[] codes(Field field) {
    int f = field.ordinal();
    int[] column = codes[f];
    if (column == null) {
      column = new int[capacity];
      codes[f] = column;
    }
    if (!used[f]) {
      use(f);
      Arrays.fill(column, -1);
    }
    return column;
  }

  private ByteDictionary dictionary(Field field) {
    int f = field.ordinal();
    ByteDictionary dictionary = dictionaries[f];
    if (dictionary == null) {
      dictionary = new ByteDictionary();
      dictionaries[f] = dictionary;
    }
    return dictionary;
  }

  private long[] numbers(Field field) {
    int f = field.ordinal();
    long[] column = numbers[f];
    if (column == null) {
      column = new long[capacity];
      numbers[f] = column;
    }
    if (!used[f]) {
      use(f);
      Arrays.fill(column, ABSENT);
    }
    return column;
  }

  private void textColumn(Field field) {
    int f = field.ordinal();
    if (textFrom[f] == null) {
      textFrom[f] = new int[capacity];
      textTo[f] = new int[capacity];
      textCoding[f] = new byte[capacity];
    }
    if (!used[f]) {
      use(f);
      Arrays.fill(at(textFrom, field), -1);
    }
  }

  private static <T> T at(@Nullable T[] columns, Field field) {
    T column = columns[field.ordinal()];
    if (column == null) {
      throw new IllegalStateException("no row has " + field.key());
    }
    return column;
  }
}
