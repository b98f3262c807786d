package dwell.casefile;

import dwell.event.EventBatch;
import org.apache.lucene.codecs.DocValuesProducer;
import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.EmptyDocValuesProducer;
import org.apache.lucene.index.FieldInfo;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.SortedDocValues;
import org.apache.lucene.index.SortedNumericDocValues;
import org.apache.lucene.util.BytesRef;

/**
 * Columns in memory as the codec wants to read them: from beginning to end, as often as it likes.
 * One class a type, whatever the column, so that the codec's loops meet few receivers.
 */
final class ArrayValues {
  private ArrayValues() {}

  /** Numbers by document, {@link EventBatch#ABSENT} where absent. */
  static DocValuesProducer numbers(long[] values, int size) {
    return new EmptyDocValuesProducer() {
      @Override
      public NumericDocValues getNumeric(FieldInfo field) {
        return new Numbers(values, size);
      }

      @Override
      public SortedNumericDocValues getSortedNumeric(FieldInfo field) {
        return DocValues.singleton(getNumeric(field));
      }
    };
  }

  /** Terms by document, by rank; -1 where absent. */
  static DocValuesProducer terms(SortedTerms terms, int[] ranks, int size) {
    return new EmptyDocValuesProducer() {
      @Override
      public SortedDocValues getSorted(FieldInfo field) {
        return new Ranks(terms, ranks, size);
      }
    };
  }

  /**
   * Byte strings: that of {@code docs[i]} ends at {@code ends[i]} in {@code bytes} and begins where
   * that of {@code order[i]} says.
   */
  static DocValuesProducer bytes(byte[] bytes, int[] docs, int[] starts, int[] ends) {
    return new EmptyDocValuesProducer() {
      @Override
      public BinaryDocValues getBinary(FieldInfo field) {
        return new Bytes(bytes, docs, starts, ends);
      }
    };
  }

  private static final class Numbers extends NumericDocValues {
    private final long[] values;
    private final int size;
    private int doc = -1;

    Numbers(long[] values, int size) {
      this.values = values;
      this.size = size;
    }

    @Override
    public long longValue() {
      return values[doc];
    }

    @Override
    public boolean advanceExact(int target) {
      doc = target;
      return values[target] != EventBatch.ABSENT;
    }

    @Override
    public int docID() {
      return doc;
    }

    @Override
    public int nextDoc() {
      return advance(doc + 1);
    }

    @Override
    public int advance(int target) {
      doc = target;
      while (doc < size && values[doc] == EventBatch.ABSENT) {
        doc++;
      }
      if (doc >= size) {
        doc = NO_MORE_DOCS;
      }
      return doc;
    }

    @Override
    public long cost() {
      return size;
    }
  }

  private static final class Ranks extends SortedDocValues {
    private final SortedTerms terms;
    private final int[] ranks;
    private final int size;
    private final BytesRef term = new BytesRef();
    private int doc = -1;

    Ranks(SortedTerms terms, int[] ranks, int size) {
      this.terms = terms;
      this.ranks = ranks;
      this.size = size;
    }

    @Override
    public int ordValue() {
      return ranks[doc];
    }

    @Override
    public BytesRef lookupOrd(int ord) {
      terms.read(ord, term);
      return term;
    }

    @Override
    public int getValueCount() {
      return terms.size();
    }

    @Override
    public boolean advanceExact(int target) {
      doc = target;
      return ranks[target] >= 0;
    }

    @Override
    public int docID() {
      return doc;
    }

    @Override
    public int nextDoc() {
      return advance(doc + 1);
    }

    @Override
    public int advance(int target) {
      doc = target;
      while (doc < size && ranks[doc] < 0) {
        doc++;
      }
      if (doc >= size) {
        doc = NO_MORE_DOCS;
      }
      return doc;
    }

    @Override
    public long cost() {
      return size;
    }
  }

  private static final class Bytes extends BinaryDocValues {
    private final byte[] bytes;
    private final int[] docs;
    private final int[] starts;
    private final int[] ends;
    private final BytesRef value = new BytesRef();
    private int at = -1;

    Bytes(byte[] bytes, int[] docs, int[] starts, int[] ends) {
      this.bytes = bytes;
      this.docs = docs;
      this.starts = starts;
      this.ends = ends;
    }

    @Override
    public BytesRef binaryValue() {
      value.bytes = bytes;
      value.offset = starts[at];
      value.length = ends[at] - starts[at];
      return value;
    }

    @Override
    public boolean advanceExact(int target) {
      return advance(target) == target;
    }

    @Override
    public int docID() {
      return at < 0 ? -1 : at < docs.length ? docs[at] : NO_MORE_DOCS;
    }

    @Override
    public int nextDoc() {
      at++;
      return docID();
    }

    @Override
    public int advance(int target) {
      do {
        at++;
      } while (at < docs.length && docs[at] < target);
      return docID();
    }

    @Override
    public long cost() {
      return docs.length;
    }
  }
}
