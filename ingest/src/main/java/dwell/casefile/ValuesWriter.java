package dwell.casefile;

import dwell.event.EventBatch;
import java.io.Closeable;
import java.io.IOException;
import java.util.Arrays;
import org.apache.lucene.codecs.CodecUtil;
import org.apache.lucene.codecs.lucene90.IndexedDISI;
import org.apache.lucene.codecs.perfield.PerFieldDocValuesFormat;
import org.apache.lucene.index.DocValuesSkipIndexType;
import org.apache.lucene.index.FieldInfo;
import org.apache.lucene.index.IndexFileNames;
import org.apache.lucene.index.SegmentWriteState;
import org.apache.lucene.store.ByteBuffersDataOutput;
import org.apache.lucene.store.ByteBuffersIndexOutput;
import org.apache.lucene.store.IndexOutput;
import org.apache.lucene.util.BitSetIterator;
import org.apache.lucene.util.FixedBitSet;
import org.apache.lucene.util.IOUtils;
import org.apache.lucene.util.packed.DirectMonotonicWriter;
import org.apache.lucene.util.packed.DirectWriter;

/**
 * Writes columns as the doc values of one segment, from arrays, in the layout of Lucene's {@code
 * Lucene90DocValuesFormat} version 3: its reader, check and merges take them as its own.
 *
 * <p>Why not its own writer: that asks for each value several times over, one call a value through
 * three iterators, and it was a quarter of the time of an ingest. Here a column is read in loops
 * over an array. What is written may differ from what Lucene would write in the choice among its
 * encodings, never in their meaning.
 */
final class ValuesWriter implements Closeable {
  static final String FORMAT = "Lucene90";
  private static final String SUFFIX = "0";
  private static final int VERSION = 3;
  private static final byte NUMERIC = 0;
  private static final byte BINARY = 1;
  private static final byte SORTED = 2;

  /** The block of all monotonic sequences, as a power of two. */
  static final int MONOTONIC_SHIFT = 16;

  private static final long ALL_PRESENT = -1;
  private static final long NONE_PRESENT = -2;
  private static final int NO_TABLE = -1;
  private static final byte BLOCKS = (byte) 0xFF;

  private final SegmentWriteState state;
  private final int size;
  private final IndexOutput data;
  private final IndexOutput meta;
  private final IndexOutput skips;
  private final IndexOutput presence;
  private final Packing packing;
  private final TermsDictionary dictionary;
  private final ByteBuffersDataOutput block = ByteBuffersDataOutput.newResettableInstance();

  /** The present values of the column at hand, side by side. */
  private final long[] dense;

  /** The documents that have a value in it, a bit each; one word more than they may need. */
  private final long[] present;

  ValuesWriter(SegmentWriteState state) throws IOException {
    this.state = state;
    this.size = state.segmentInfo.maxDoc();
    this.dense = new long[size];
    this.present = new long[(size >>> 6) + 1];
    this.packing = new Packing(size);
    IndexOutput[] open = new IndexOutput[4];
    try {
      open[0] = create("Data", "dvd");
      open[1] = create("Metadata", "dvm");
      open[2] = create("SkipIndex", "dvs");
      open[3] = create("DISI", "dvp");
    } catch (Throwable e) {
      IOUtils.closeWhileHandlingException(open);
      throw e;
    }
    data = open[0];
    meta = open[1];
    skips = open[2];
    presence = open[3];
    dictionary = new TermsDictionary(data, meta);
  }

  private IndexOutput create(String codec, String extension) throws IOException {
    String suffix = FORMAT + "_" + SUFFIX;
    String name = IndexFileNames.segmentFileName(state.segmentInfo.name, suffix, extension);
    IndexOutput out = state.directory.createOutput(name, state.context);
    try {
      CodecUtil.writeIndexHeader(
          out, "Lucene90DocValues" + codec, VERSION, state.segmentInfo.getId(), suffix);
    } catch (Throwable e) {
      IOUtils.closeWhileHandlingException(out);
      throw e;
    }
    return out;
  }

  @Override
  public void close() throws IOException {
    try (data;
        meta;
        skips;
        presence) {
      meta.writeInt(-1);
      CodecUtil.writeFooter(meta);
      CodecUtil.writeFooter(data);
      CodecUtil.writeFooter(skips);
      CodecUtil.writeFooter(presence);
    }
  }

  private void begin(FieldInfo field, byte type) throws IOException {
    field.putAttribute(PerFieldDocValuesFormat.PER_FIELD_FORMAT_KEY, FORMAT);
    field.putAttribute(PerFieldDocValuesFormat.PER_FIELD_SUFFIX_KEY, SUFFIX);
    meta.writeInt(field.number);
    meta.writeByte(type);
  }

  /** Writes numbers by document, {@link EventBatch#ABSENT} where absent. */
  void numbers(FieldInfo field, long[] values) throws IOException {
    begin(field, NUMERIC);
    if (field.docValuesSkipIndexType() != DocValuesSkipIndexType.NONE) {
      new SkipIndex(values, size).write(skips, meta);
    }
    int count = 0;
    long bits = 0;
    for (int doc = 0; doc < size; doc++) {
      long one = values[doc] == EventBatch.ABSENT ? 0 : 1;
      dense[count] = values[doc];
      count += (int) one;
      bits |= one << doc;
      if ((doc & 63) == 63) {
        present[doc >>> 6] = bits;
        bits = 0;
      }
    }
    present[size >>> 6] = bits;
    writePresence(count);
    packing.measure(dense, count);
    writePacked(count);
  }

  /** Writes terms by document, by their rank, -1 where absent. */
  void terms(FieldInfo field, SortedTerms terms, int[] ranks) throws IOException {
    begin(field, SORTED);
    int count = 0;
    long bits = 0;
    for (int doc = 0; doc < size; doc++) {
      int one = ~ranks[doc] >>> 31;
      dense[count] = ranks[doc];
      count += one;
      bits |= (long) one << doc;
      if ((doc & 63) == 63) {
        present[doc >>> 6] = bits;
        bits = 0;
      }
    }
    present[size >>> 6] = bits;
    writePresence(count);
    packing.measureRanks(dense, count, terms.size());
    writePacked(count);
    dictionary.write(terms);
  }

  /** Writes byte strings: that of {@code docs[i]} stands from {@code starts[i]} to {@code ends}. */
  void bytes(FieldInfo field, byte[] bytes, int[] docs, int[] starts, int[] ends)
      throws IOException {
    begin(field, BINARY);
    int count = docs.length;
    long start = data.getFilePointer();
    int shortest = Integer.MAX_VALUE;
    int longest = 0;
    for (int i = 0; i < count; i++) {
      int length = ends[i] - starts[i];
      data.writeBytes(bytes, starts[i], length);
      shortest = Math.min(shortest, length);
      longest = Math.max(longest, length);
    }
    meta.writeLong(start);
    meta.writeLong(data.getFilePointer() - start);
    Arrays.fill(present, 0);
    for (int doc : docs) {
      present[doc >>> 6] |= 1L << doc;
    }
    writePresence(count);
    meta.writeInt(count);
    meta.writeInt(shortest);
    meta.writeInt(longest);
    if (longest > shortest) {
      writeEnds(starts, ends);
    }
  }

  private void writeEnds(int[] starts, int[] ends) throws IOException {
    long start = data.getFilePointer();
    meta.writeLong(start);
    meta.writeVInt(MONOTONIC_SHIFT);
    DirectMonotonicWriter writer =
        DirectMonotonicWriter.getInstance(meta, data, ends.length + 1L, MONOTONIC_SHIFT);
    long end = 0;
    writer.add(end);
    for (int i = 0; i < ends.length; i++) {
      end += ends[i] - starts[i];
      writer.add(end);
    }
    writer.finish();
    meta.writeLong(data.getFilePointer() - start);
  }

  /** Writes which documents have a value, as {@link #present} says. */
  private void writePresence(int count) throws IOException {
    if (count == 0 || count == size) {
      meta.writeLong(count == 0 ? NONE_PRESENT : ALL_PRESENT);
      meta.writeLong(0);
      meta.writeShort((short) -1);
      meta.writeByte((byte) -1);
      return;
    }
    long start = presence.getFilePointer();
    short jumps =
        IndexedDISI.writeBitSet(
            new BitSetIterator(new FixedBitSet(present, size), count),
            presence,
            IndexedDISI.DEFAULT_DENSE_RANK_POWER);
    meta.writeLong(start);
    meta.writeLong(presence.getFilePointer() - start);
    meta.writeShort(jumps);
    meta.writeByte(IndexedDISI.DEFAULT_DENSE_RANK_POWER);
  }

  private void writePacked(int count) throws IOException {
    meta.writeLong(count);
    long start = data.getFilePointer();
    long jumps = -1;
    switch (packing.form()) {
      case CONSTANT -> writeForm(NO_TABLE, 0, packing.base(), packing.divisor());
      case TABLE -> {
        long[] table = packing.table();
        meta.writeInt(table.length);
        for (long value : table) {
          meta.writeLong(value);
        }
        writeHead(packing.bits(), 0, 1);
        packing.toTableIndexes(dense, count);
        pack(count, packing.bits(), 0, 1);
      }
      case BLOCKS -> {
        writeForm(-2 - Packing.BLOCK_SHIFT, BLOCKS, packing.base(), packing.divisor());
        jumps = writeBlocks(count);
      }
      case SINGLE -> {
        writeForm(NO_TABLE, packing.bits(), packing.base(), packing.divisor());
        pack(count, packing.bits(), packing.base(), packing.divisor());
      }
    }
    meta.writeLong(data.getFilePointer() - start);
    meta.writeLong(jumps);
  }

  private void writeForm(int table, int bits, long base, long divisor) throws IOException {
    meta.writeInt(table);
    writeHead(bits, base, divisor);
  }

  private void writeHead(int bits, long base, long divisor) throws IOException {
    meta.writeByte((byte) bits);
    meta.writeLong(base);
    meta.writeLong(divisor);
    meta.writeLong(data.getFilePointer());
  }

  private void pack(int count, int bits, long base, long divisor) throws IOException {
    DirectWriter writer = DirectWriter.getInstance(data, count, bits);
    add(writer, 0, count, base, divisor);
    writer.finish();
  }

  private void add(DirectWriter writer, int from, int to, long base, long divisor)
      throws IOException {
    if (divisor == 1) {
      for (int i = from; i < to; i++) {
        writer.add(dense[i] - base);
      }
    } else {
      for (int i = from; i < to; i++) {
        writer.add((dense[i] - base) / divisor);
      }
    }
  }

  private long writeBlocks(int count) throws IOException {
    int blocks = Packing.blocks(count);
    long[] starts = new long[blocks];
    for (int i = 0; i < blocks; i++) {
      starts[i] = data.getFilePointer();
      int from = i << Packing.BLOCK_SHIFT;
      int to = Math.min(count, from + Packing.BLOCK_SIZE);
      long base = packing.blockLeast(i);
      if (base == packing.blockMost(i)) {
        data.writeByte((byte) 0);
        data.writeLong(base);
      } else {
        int bits =
            DirectWriter.unsignedBitsRequired((packing.blockMost(i) - base) / packing.divisor());
        block.reset();
        DirectWriter writer = DirectWriter.getInstance(block, to - from, bits);
        add(writer, from, to, base, packing.divisor());
        writer.finish();
        data.writeByte((byte) bits);
        data.writeLong(base);
        data.writeInt(Math.toIntExact(block.size()));
        block.copyTo(data);
      }
    }
    long jumps = data.getFilePointer();
    for (long start : starts) {
      data.writeLong(start);
    }
    data.writeLong(jumps);
    return jumps;
  }

  /** A sequence that never falls, whose places stand in {@link #meta} and values after the data. */
  static final class Addresses {
    private final ByteBuffersDataOutput buffer = new ByteBuffersDataOutput();
    private final ByteBuffersIndexOutput out =
        new ByteBuffersIndexOutput(buffer, "addresses", "addresses");
    private final DirectMonotonicWriter writer;

    Addresses(IndexOutput meta, long count) throws IOException {
      writer = DirectMonotonicWriter.getInstance(meta, out, count, MONOTONIC_SHIFT);
    }

    void add(long address) throws IOException {
      writer.add(address);
    }

    /** Ends the sequence. */
    void finish() throws IOException {
      writer.finish();
    }

    /** Writes the values, and where they stand. */
    void copyTo(IndexOutput data, IndexOutput meta) throws IOException {
      long start = data.getFilePointer();
      buffer.copyTo(data);
      meta.writeLong(start);
      meta.writeLong(data.getFilePointer() - start);
    }
  }
}
