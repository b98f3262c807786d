package dwell.format.audit;

import dwell.event.Action;
import dwell.event.Dataset;
import dwell.event.EventBatch;
import dwell.event.EventTime.YearBasis;
import dwell.event.Field;
import dwell.event.TextCoding;
import dwell.format.ArtifactHost;
import dwell.format.LogParser;
import dwell.format.ParseContext;
import dwell.record.Ascii;
import dwell.record.Chunk;
import dwell.record.Lines;
import dwell.time.EpochStamp;
import dwell.time.RowClock;
import dwell.time.Stamp;
import java.util.Arrays;

/**
 * Makes rows of the audit log: a record for each run of lines whose events stand in each other, an
 * event in it for each serial.
 */
final class AuditParser implements LogParser {
  /** The ordinal of an event in its record is a byte. */
  private static final int MOST_EVENTS = 200;

  private static final byte[] PATH = Ascii.bytes("PATH");
  private static final byte[] NODE = Ascii.bytes("node=");
  private static final byte[] TYPE = Ascii.bytes("type=");
  private static final byte[] REPLACE = Ascii.bytes("type=REPLACE msg=");
  private static final byte[] REPLACE_NUMBER = Ascii.bytes("type=UNKNOWN[1329] msg=");
  private static final byte[] REPLACE_SHAPE = Ascii.bytes("audit/replace");

  private final AuditLine front = new AuditLine();
  private final EventLines lines = new EventLines();
  private final AuditEvent event = new AuditEvent();
  private final Stamp stamp = new Stamp();
  private final RowClock clock;
  private final ArtifactHost host;

  /** First lines of the record's events, and to which of them each line belongs. */
  private final int[] firsts = new int[MOST_EVENTS];

  private int[] owners = new int[64];
  private byte[] text = new byte[1 << 10];

  AuditParser(ParseContext context) {
    clock = new RowClock(context.clock());
    host = new ArtifactHost(context);
  }

  @Override
  public void parse(Chunk chunk, EventBatch batch) {
    byte[] bytes = chunk.bytes();
    lines.read(bytes, 0, chunk.to());
    int before = 0;
    for (int first = 0; first < lines.size(); ) {
      int end = lines.recordEnd(first);
      while (first < end) {
        int to = record(batch, bytes, first, end, before);
        before += Lines.count(bytes, lines.from(first), lines.to(to - 1));
        first = to;
      }
    }
  }

  /** Makes the events of the lines from {@code first}; the line behind the last that it took. */
  private int record(EventBatch batch, byte[] bytes, int first, int limit, int before) {
    if (owners.length < limit - first) {
      owners = new int[2 * (limit - first)];
    }
    int events = 0;
    int end = first;
    for (; end < limit; end++) {
      int previous = lines.previous(end);
      if (previous >= first) {
        owners[end - first] = owners[previous - first];
      } else if (events == MOST_EVENTS) {
        break;
      } else {
        firsts[events] = end;
        owners[end - first] = events++;
      }
    }
    for (int i = 0; i < events; i++) {
      batch.next(lines.from(first), lines.to(end - 1), before, i);
      row(batch, bytes, first, end, i);
    }
    return end;
  }

  private void row(EventBatch batch, byte[] bytes, int first, int end, int number) {
    host.set(batch);
    batch.dataset(Dataset.AUDIT);
    int start = lines.start(firsts[number]);
    if (!front.read(bytes, start, Lines.end(bytes, start, lines.to(firsts[number])))) {
      int to = trimmed(bytes, start, lines.to(firsts[number]));
      batch.text(Field.MESSAGE, start, to, TextCoding.RAW);
      batch.words(bytes, start, to);
      if (replacement(bytes, start, to)) {
        batch.action(Action.INFO);
        batch.keyword(Field.SHAPE, REPLACE_SHAPE, 0, REPLACE_SHAPE.length);
      }
      return;
    }
    if (EpochStamp.read(bytes, front.idFrom, front.idTo, stamp) > 0) {
      clock.set(batch, stamp, stamp.zoned() ? null : YearBasis.RECORDED);
    }
    batch.keyword(Field.HOST, bytes, front.nodeFrom, front.nodeTo);
    gather(batch, bytes, first, end, number);
    event.fill(batch, bytes);
    if (event.worded()) {
      for (int i = firsts[number]; i < end; i++) {
        if (owners[i - first] == number) {
          batch.words(bytes, i == firsts[number] ? front(bytes, i) : lines.start(i), lines.to(i));
        }
      }
    }
  }

  /**
   * Whether the line is the kernel's question whether the daemon is still there, asked when another
   * process would take its place (AUDIT_REPLACE, kernel/audit.c, auditd_set). Its only content is
   * that process' id in binary, up to its first zero byte: there is neither stamp nor serial.
   */
  private static boolean replacement(byte[] bytes, int from, int to) {
    int type = Ascii.indexOf(bytes, from, to, TYPE);
    return type >= 0
        && (type == from || Ascii.startsWith(bytes, from, to, NODE))
        && (Ascii.startsWith(bytes, type, to, REPLACE)
            || Ascii.startsWith(bytes, type, to, REPLACE_NUMBER));
  }

  private int front(byte[] bytes, int line) {
    front.read(bytes, lines.start(line), lines.to(line));
    return front.body;
  }

  /** Takes the fields of the event's lines, and their text: a slice where they stand together. */
  private void gather(EventBatch batch, byte[] bytes, int first, int end, int number) {
    event.clear();
    int from = front.body;
    int to = from;
    int length = 0;
    boolean parted = false;
    for (int i = firsts[number]; i < end; i++) {
      if (owners[i - first] != number) {
        continue;
      }
      int start = lines.start(i);
      parted |= i > firsts[number] && start != to;
      int lineTo = Lines.end(bytes, start, lines.to(i));
      front.read(bytes, start, lineTo);
      boolean path = Ascii.equals(bytes, front.typeFrom, front.typeTo, PATH);
      Kind kind = Kind.of(bytes, front.typeFrom, front.typeTo);
      event.add(kind, path, bytes, front.body, Lines.trim(bytes, start, lineTo));
      to = lines.to(i);
      length = append(bytes, i == firsts[number] ? from : start, to, length);
    }
    if (parted) {
      batch.text(Field.MESSAGE, text, 0, trimmed(text, 0, length));
    } else {
      batch.text(Field.MESSAGE, from, trimmed(bytes, from, to), TextCoding.RAW);
    }
  }

  private int append(byte[] bytes, int from, int to, int length) {
    if (length + to - from > text.length) {
      text = Arrays.copyOf(text, 2 * (length + to - from));
    }
    System.arraycopy(bytes, from, text, length, to - from);
    return length + to - from;
  }

  private static int trimmed(byte[] bytes, int from, int end) {
    int to = end;
    while (to > from && (bytes[to - 1] == '\n' || bytes[to - 1] == '\r')) {
      to--;
    }
    return to;
  }
}
