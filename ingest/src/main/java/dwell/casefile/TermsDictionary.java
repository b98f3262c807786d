package dwell.casefile;

import java.io.IOException;
import java.util.Arrays;
import org.apache.lucene.store.ByteArrayDataOutput;
import org.apache.lucene.store.IndexOutput;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.StringHelper;
import org.apache.lucene.util.compress.LZ4;

/**
 * Writes the terms of a sorted column: blocks of 64, whose first term stands whole and whose others
 * share its beginning and are compressed together, and of every 1024th term as much as tells it
 * from the one before. The layout is that of Lucene's {@code Lucene90DocValuesFormat}.
 */
final class TermsDictionary {
  private static final int BLOCK_SHIFT = 6;
  private static final int BLOCK_MASK = (1 << BLOCK_SHIFT) - 1;
  private static final int INDEX_SHIFT = 10;
  private static final int INDEX_MASK = (1 << INDEX_SHIFT) - 1;

  /** Both lengths of a term, and the byte before them. */
  private static final int LENGTHS = 11;

  private final IndexOutput data;
  private final IndexOutput meta;
  private final LZ4.FastCompressionHashTable hashes = new LZ4.FastCompressionHashTable();
  private byte[] bytes = new byte[1 << 14];
  private final ByteArrayDataOutput block = new ByteArrayDataOutput(bytes);
  private int longestBlock;

  TermsDictionary(IndexOutput data, IndexOutput meta) {
    this.data = data;
    this.meta = meta;
  }

  void write(SortedTerms terms) throws IOException {
    writeTerms(terms);
    writeIndex(terms);
  }

  private void writeTerms(SortedTerms terms) throws IOException {
    int count = terms.size();
    meta.writeVLong(count);
    meta.writeInt(ValuesWriter.MONOTONIC_SHIFT);
    ValuesWriter.Addresses addresses =
        new ValuesWriter.Addresses(meta, (count + BLOCK_MASK) >>> BLOCK_SHIFT);
    long start = data.getFilePointer();
    BytesRef previous = new BytesRef();
    BytesRef term = new BytesRef();
    int longest = 0;
    longestBlock = 0;
    block.reset(bytes);
    for (int rank = 0; rank < count; rank++) {
      terms.read(rank, term);
      if ((rank & BLOCK_MASK) == 0) {
        flush();
        addresses.add(data.getFilePointer() - start);
        data.writeVInt(term.length);
        data.writeBytes(term.bytes, term.offset, term.length);
      } else {
        append(previous, term);
      }
      longest = Math.max(longest, term.length);
      BytesRef swap = previous;
      previous = term;
      term = swap;
    }
    flush();
    addresses.finish();
    meta.writeInt(longest);
    meta.writeInt(longestBlock);
    meta.writeLong(start);
    meta.writeLong(data.getFilePointer() - start);
    addresses.copyTo(data, meta);
  }

  private void append(BytesRef previous, BytesRef term) throws IOException {
    int prefix = StringHelper.bytesDifference(previous, term);
    int suffix = term.length - prefix;
    int used = block.getPosition();
    if (used + suffix + LENGTHS > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, used + suffix + LENGTHS));
      block.reset(bytes, used, bytes.length - used);
    }
    block.writeByte((byte) (Math.min(prefix, 15) | Math.min(15, suffix - 1) << 4));
    if (prefix >= 15) {
      block.writeVInt(prefix - 15);
    }
    if (suffix >= 16) {
      block.writeVInt(suffix - 16);
    }
    block.writeBytes(term.bytes, term.offset + prefix, suffix);
  }

  private void flush() throws IOException {
    int length = block.getPosition();
    if (length == 0) {
      return;
    }
    data.writeVInt(length);
    long start = data.getFilePointer();
    LZ4.compress(bytes, 0, length, data, hashes);
    // Readers take it as the size of a buffer, and what is compressed may be the longer one.
    int written = Math.toIntExact(data.getFilePointer() - start);
    longestBlock = Math.max(longestBlock, Math.max(length, written));
    block.reset(bytes);
  }

  private void writeIndex(SortedTerms terms) throws IOException {
    int count = terms.size();
    meta.writeInt(INDEX_SHIFT);
    ValuesWriter.Addresses addresses =
        new ValuesWriter.Addresses(meta, 1 + ((count + INDEX_MASK) >>> INDEX_SHIFT));
    long start = data.getFilePointer();
    BytesRef previous = new BytesRef();
    BytesRef term = new BytesRef();
    long length = 0;
    for (int rank = 0; rank < count; rank += 1 << INDEX_SHIFT) {
      addresses.add(length);
      if (rank > 0) {
        terms.read(rank - 1, previous);
        terms.read(rank, term);
        int key = StringHelper.sortKeyLength(previous, term);
        data.writeBytes(term.bytes, term.offset, key);
        length += key;
      }
    }
    addresses.add(length);
    addresses.finish();
    meta.writeLong(start);
    meta.writeLong(data.getFilePointer() - start);
    addresses.copyTo(data, meta);
  }
}
