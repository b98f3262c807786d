package dwell.casefile;

import dwell.event.ArtifactKey;
import dwell.event.Event;
import dwell.event.EventBatch;
import dwell.event.Field;
import dwell.event.IpAddress;
import dwell.event.Place;
import dwell.event.TextCoding;
import java.io.IOException;
import java.util.function.IntFunction;
import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.FieldInfo;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.SortedDocValues;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;

/**
 * The events of one segment by document. Columns are opened when first asked for, and again where a
 * document lies behind the last one asked for. Used by one thread.
 */
final class SegmentEvents {
  private static final Field[] FIELDS = Field.values();
  private static final int CACHE = 1 << 12;

  private final LeafReader leaf;
  private final RecordBytes records;
  private final IntFunction<ArtifactKey> keys;
  private final Numbers time;
  private final Numbers artifact;
  private final Numbers offset;
  private final Numbers length;
  private final Terms kinds;
  private final long[] kindOfOrd;
  private final @Nullable Numbers[] numbers = new Numbers[FIELDS.length];
  private final @Nullable Terms[] terms = new Terms[FIELDS.length];
  private final boolean[] held = new boolean[FIELDS.length];

  SegmentEvents(LeafReader leaf, RecordBytes records, IntFunction<ArtifactKey> keys)
      throws IOException {
    this.leaf = leaf;
    this.records = records;
    this.keys = keys;
    time = new Numbers(leaf, IndexSchema.TIME);
    artifact = new Numbers(leaf, IndexSchema.ARTIFACT);
    offset = new Numbers(leaf, IndexSchema.OFFSET);
    length = new Numbers(leaf, IndexSchema.LENGTH);
    kinds = new Terms(leaf, IndexSchema.KIND, false);
    kindOfOrd = new long[kinds.count()];
    for (int ord = 0; ord < kindOfOrd.length; ord++) {
      BytesRef kind = kinds.bytes(ord);
      kindOfOrd[ord] = Kind.fromBytes(kind.bytes, kind.offset);
    }
    for (FieldInfo info : leaf.getFieldInfos()) {
      Field field = Field.of(info.name);
      if (field != null) {
        held[field.ordinal()] = true;
      }
    }
  }

  long nanos(int doc) throws IOException {
    return time.at(doc);
  }

  int artifact(int doc) throws IOException {
    return (int) artifact.at(doc);
  }

  long offset(int doc) throws IOException {
    return offset.at(doc);
  }

  int length(int doc) throws IOException {
    return (int) length.at(doc);
  }

  /** The {@link Kind} of a document. */
  long kind(int doc) throws IOException {
    return kindOfOrd[kinds.ord(doc)];
  }

  @Nullable String keyword(Field field, int doc) throws IOException {
    if (!held[field.ordinal()]) {
      return null;
    }
    Terms column = terms[field.ordinal()];
    if (column == null) {
      column = new Terms(leaf, field.key(), field.kind() == Field.Kind.ADDRESS);
      terms[field.ordinal()] = column;
    }
    return column.text(doc);
  }

  long number(Field field, int doc) throws IOException {
    if (!held[field.ordinal()]) {
      return EventBatch.ABSENT;
    }
    Numbers column = numbers[field.ordinal()];
    if (column == null) {
      column = new Numbers(leaf, field.key());
      numbers[field.ordinal()] = column;
    }
    return column.at(doc);
  }

  @Nullable String text(Field field, int doc) throws IOException {
    return text(field, doc, null);
  }

  private @Nullable String text(Field field, int doc, byte @Nullable [] record) throws IOException {
    long place = number(field, doc);
    if (place == EventBatch.ABSENT) {
      return null;
    }
    TextCoding coding = TextPlace.coding(place);
    if (coding == TextCoding.LITERAL) {
      BinaryDocValues literals = leaf.getBinaryDocValues(IndexSchema.literal(field));
      if (literals == null || !literals.advanceExact(doc)) {
        throw new CaseException("the index is damaged: a literal text is missing");
      }
      BytesRef value = literals.binaryValue();
      return coding.decode(value.bytes, value.offset, value.offset + value.length);
    }
    int length = length(doc);
    int from = TextPlace.from(place);
    int to = TextPlace.to(field, place, length);
    if (record != null) {
      return coding.decode(record, from, to);
    }
    return coding.decode(records.read(artifact(doc), offset(doc) + from, to - from), 0, to - from);
  }

  Event event(int doc) throws IOException {
    long kind = kind(doc);
    int number = artifact(doc);
    long at = offset(doc);
    int bytes = length(doc);
    ArtifactKey key = keys.apply(number);
    Event.Builder event =
        new Event.Builder(
            key,
            new Place(key.path(), at, bytes, records.line(number, at), Kind.ordinal(kind)),
            Kind.action(kind),
            Kind.outcome(kind),
            Kind.dataset(kind),
            EventBatch.eventTime(nanos(doc), Kind.timeInfo(kind)),
            Kind.flags(kind));
    byte[] record = null;
    for (Field field : FIELDS) {
      if (!held[field.ordinal()]) {
        continue;
      }
      switch (field.kind()) {
        case KEYWORD, LIST, ADDRESS -> event.put(field, keyword(field, doc));
        case NUMBER, INSTANT -> {
          long value = number(field, doc);
          event.put(field, value == EventBatch.ABSENT ? null : value);
        }
        case TEXT -> {
          long place = number(field, doc);
          if (place != EventBatch.ABSENT) {
            if (record == null && TextPlace.coding(place) != TextCoding.LITERAL) {
              record = records.read(number, at, bytes);
            }
            event.put(field, text(field, doc, record));
          }
        }
      }
    }
    return event.build();
  }

  /** A column of numbers. */
  private static final class Numbers {
    private final LeafReader leaf;
    private final String name;
    private @Nullable NumericDocValues values;

    Numbers(LeafReader leaf, String name) {
      this.leaf = leaf;
      this.name = name;
    }

    long at(int doc) throws IOException {
      NumericDocValues column = values;
      if (column == null || column.docID() > doc) {
        column = leaf.getNumericDocValues(name);
        values = column;
        if (column == null) {
          return EventBatch.ABSENT;
        }
      }
      return column.advanceExact(doc) ? column.longValue() : EventBatch.ABSENT;
    }
  }

  /** A column of terms, with the texts that were asked for last. */
  private static final class Terms {
    private final LeafReader leaf;
    private final String name;
    private final boolean address;
    private SortedDocValues values;
    private final int[] cachedOrds;
    private final @Nullable String[] cached;

    Terms(LeafReader leaf, String name, boolean address) throws IOException {
      this.leaf = leaf;
      this.name = name;
      this.address = address;
      values = open();
      int slots = Integer.highestOneBit(Math.clamp(values.getValueCount() * 2L, 2, CACHE));
      cachedOrds = new int[slots];
      cached = new String[slots];
    }

    private SortedDocValues open() throws IOException {
      SortedDocValues column = leaf.getSortedDocValues(name);
      if (column == null) {
        throw new CaseException("the index is damaged: " + name + " has no values");
      }
      return column;
    }

    int count() {
      return values.getValueCount();
    }

    BytesRef bytes(int ord) throws IOException {
      return values.lookupOrd(ord);
    }

    /** The ordinal of the document's value, or -1. */
    int ord(int doc) throws IOException {
      if (values.docID() > doc) {
        values = open();
      }
      return values.advanceExact(doc) ? values.ordValue() : -1;
    }

    @Nullable String text(int doc) throws IOException {
      int ord = ord(doc);
      if (ord < 0) {
        return null;
      }
      int slot = ord & cached.length - 1;
      String text = cached[slot];
      if (text == null || cachedOrds[slot] != ord) {
        BytesRef value = values.lookupOrd(ord);
        text = address ? IpAddress.text(value.bytes, value.offset) : IndexSchema.text(value);
        cached[slot] = text;
        cachedOrds[slot] = ord;
      }
      return text;
    }
  }
}
