package dwell.format.journal;

import dwell.event.Action;
import dwell.event.EventBatch;
import dwell.event.Field;
import dwell.event.Flag;
import dwell.format.LogParser;
import dwell.format.ParseContext;
import dwell.format.ParseContext.FaultSink;
import dwell.format.journal.DataValues.State;
import dwell.format.journal.JournalWalk.After;
import dwell.format.journal.JournalWalk.Kind;
import dwell.record.Ascii;
import dwell.record.Chunk;
import org.jspecify.annotations.Nullable;

/** Makes a row of each entry, and of each run of bytes that is none. */
final class JournalParser implements LogParser {
  private static final byte[] OBJECTS = Ascii.bytes("journal/objects");
  private static final byte[] FREE = Ascii.bytes("journal/free");

  private final FaultSink faults;
  private final EntryRow row;
  private final EntryFields fields = new EntryFields();
  private final DataValues values = new DataValues();
  private final Unpacking unpacking = new Unpacking();
  private final JournalWalk walk;

  // The chunk, and the record in it, that are being read.
  private long chunkOffset;
  private int recordFrom;
  private long received;
  private boolean cut;
  private boolean missing;

  private long entries;
  private boolean damaged;

  JournalParser(ParseContext context) {
    faults = context.faults();
    row = new EntryRow(context);
    walk = new JournalWalk(context.limits(), this::object);
  }

  @Override
  public void parse(Chunk chunk, EventBatch batch) {
    byte[] bytes = chunk.bytes();
    chunkOffset = chunk.offset();
    int to = chunk.to();
    After after = chunk.last() ? After.NOTHING : After.RECORD;
    for (int at = 0; at < to; ) {
      recordFrom = at;
      int end = walk.next(bytes, at, to, after);
      batch.next(at, end, 0, 0);
      fill(batch, walk.kind());
      at = end;
    }
    if (chunk.last()) {
      ended(chunkOffset + to);
    }
  }

  private void fill(EventBatch batch, Kind kind) {
    boolean before = damaged;
    damaged = kind == Kind.DAMAGE;
    if (kind == Kind.ENTRY) {
      entries++;
      row.fill(batch, fields, received);
      if (cut) {
        batch.flag(Flag.TRUNCATED);
      }
      if (missing) {
        batch.flag(Flag.INCONSISTENT);
      }
      return;
    }
    row.host(batch);
    long offset = chunkOffset + recordFrom;
    if (kind == Kind.DAMAGE) {
      batch.flag(Flag.INCONSISTENT);
      if (!before) {
        faults.fault(offset, "bytes that are no journal object");
      }
    } else if (kind == Kind.ZEROS && offset <= walk.header().tail()) {
      batch.flag(Flag.ZEROED);
      faults.fault(offset, "zeros where journal objects should stand");
    } else {
      batch.action(Action.INFO);
      byte[] shape = kind == Kind.ZEROS ? FREE : OBJECTS;
      batch.keyword(Field.SHAPE, shape, 0, shape.length);
    }
  }

  private void object(byte[] bytes, int at, int size) {
    if (bytes[at] == JournalObject.DATA) {
      data(bytes, at, size);
    } else {
      entry(bytes, at, size);
    }
  }

  private void data(byte[] bytes, int at, int size) {
    long offset = chunkOffset + at;
    int payload = at + walk.header().payload();
    int to = at + size;
    int flags = bytes[at + 1];
    if (payload >= to) {
      values.unread(offset);
    } else if (flags == 0) {
      JournalField field = DataValues.field(bytes, payload, to);
      boolean whole = size >= JournalObject.size(bytes, at);
      keep(
          offset,
          field,
          bytes,
          payload,
          Math.min(to, payload + Unpacking.MOST),
          !whole || to - payload > Unpacking.MOST);
    } else if (unpacking.unpack(bytes, payload, to, flags)) {
      byte[] unpacked = unpacking.bytes();
      int length = unpacking.length();
      keep(offset, DataValues.field(unpacked, 0, length), unpacked, 0, length, unpacking.cut());
    } else {
      faults.fault(offset, "a compressed value cannot be unpacked");
    }
  }

  private void keep(
      long offset, @Nullable JournalField field, byte[] b, int from, int to, boolean part) {
    if (field == null) {
      values.unread(offset);
    } else {
      values.keep(offset, field, b, from + field.name().length() + 1, to, part);
    }
  }

  private void entry(byte[] bytes, int at, int size) {
    fields.begin();
    cut = false;
    missing = false;
    JournalHeader header = walk.header();
    received = JournalHeader.int64(bytes, at + 24);
    for (int i = at + JournalObject.ITEMS; i + header.item() <= at + size; i += header.item()) {
      item(bytes, JournalObject.item(bytes, i, header), chunkOffset + at);
    }
  }

  private void item(byte[] bytes, long data, long entry) {
    State state = data <= 0 || data % 8 != 0 ? State.ABSENT : values.find(data);
    if (state == State.KEPT) {
      fields.copy(values.field(), values.bytes(), values.from(), values.to(), place(bytes, data));
      cut |= values.cut();
    } else if (state == State.ABSENT) {
      if (!missing) {
        faults.fault(entry, "an entry names data that is not in the file");
      }
      missing = true;
    } else if (state == State.DROPPED) {
      if (!cut) {
        faults.fault(entry, "an entry names data so far before it that it was not kept");
      }
      cut = true;
    }
  }

  /** Where the value of the data object stands as it is in the record that is read, or -1. */
  private int place(byte[] bytes, long data) {
    long at = data - chunkOffset;
    return at < recordFrom || bytes[(int) at + 1] != 0
        ? -1
        : (int) at + walk.header().payload() + values.field().name().length() + 1;
  }

  /** Holds what was found against what the header says. */
  private void ended(long size) {
    JournalHeader header = walk.header();
    long said = header.size() + header.arena();
    if (header.arena() > 0 && said > size) {
      faults.fault(size, "the file ends before the space that its header claims");
    }
    if (header.entries() > entries) {
      faults.fault(0, "the header counts more entries than are in the file");
    }
  }
}
