package dwell.casefile;

import java.io.IOException;
import org.apache.lucene.codecs.BlockTermState;
import org.apache.lucene.codecs.CodecUtil;
import org.apache.lucene.codecs.NormsProducer;
import org.apache.lucene.codecs.PostingsWriterBase;
import org.apache.lucene.codecs.lucene104.Lucene104PostingsFormat;
import org.apache.lucene.codecs.lucene104.Lucene104PostingsFormat.IntBlockTermState;
import org.apache.lucene.index.FieldInfo;
import org.apache.lucene.index.IndexFileNames;
import org.apache.lucene.index.SegmentWriteState;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.store.ByteArrayDataOutput;
import org.apache.lucene.store.DataOutput;
import org.apache.lucene.store.IndexOutput;
import org.apache.lucene.util.BitUtil;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.FixedBitSet;
import org.apache.lucene.util.IOUtils;

/**
 * Writes the documents of each term, without frequencies or positions, in the layout of Lucene's
 * {@code Lucene104PostingsFormat}: its reader, check and merges take them as its own.
 *
 * <p>Why not its own writer: that takes one document a call, through an iterator, and is made for
 * all that a term may have; here the documents stand in an array. What it took to compile was more
 * than any other code of an ingest.
 *
 * <p>A term's documents are written as differences, in blocks of 256, each behind its length and
 * last document; every 32 blocks behind theirs; at last those that fill no block. A single document
 * stands in the dictionary of terms alone.
 */
final class PostingsWriter extends PostingsWriterBase {
  private static final String FORMAT = "Lucene104PostingsWriter";
  private static final int VERSION = 0;
  private static final int BLOCK = Lucene104PostingsFormat.BLOCK_SIZE;
  private static final int GROUP = Lucene104PostingsFormat.LEVEL1_NUM_DOCS;

  /** A block's numbers take at most 4 bytes each; with them stand their kind, lengths and skips. */
  private static final int MAX_BLOCK_BYTES = 4 * BLOCK + 32;

  private final IndexOutput meta;
  private final IndexOutput data;
  private final int[] deltas = new int[BLOCK];
  private final PackedBlock packed = new PackedBlock();

  /** Blocks that are not yet in the file: those of a group and the rest. */
  private final byte[] groupBytes = new byte[(GROUP / BLOCK + 1) * MAX_BLOCK_BYTES];

  private final ByteArrayDataOutput blocks = new ByteArrayDataOutput(groupBytes);

  private final byte[] blockBytes = new byte[MAX_BLOCK_BYTES];
  private final ByteArrayDataOutput block = new ByteArrayDataOutput(blockBytes);
  private IntBlockTermState last = new IntBlockTermState();

  /**
   * @param state whose suffix is that of the format
   */
  PostingsWriter(SegmentWriteState state) throws IOException {
    meta = create(state, "Meta", Lucene104PostingsFormat.META_EXTENSION);
    try {
      data = create(state, "Doc", Lucene104PostingsFormat.DOC_EXTENSION);
    } catch (Throwable e) {
      IOUtils.closeWhileHandlingException(meta);
      throw e;
    }
  }

  private static IndexOutput create(SegmentWriteState state, String part, String extension)
      throws IOException {
    String name =
        IndexFileNames.segmentFileName(state.segmentInfo.name, state.segmentSuffix, extension);
    IndexOutput out = state.directory.createOutput(name, state.context);
    try {
      header(out, state, part);
    } catch (Throwable e) {
      IOUtils.closeWhileHandlingException(out);
      throw e;
    }
    return out;
  }

  private static void header(IndexOutput out, SegmentWriteState state, String part)
      throws IOException {
    CodecUtil.writeIndexHeader(
        out, FORMAT + part, VERSION, state.segmentInfo.getId(), state.segmentSuffix);
  }

  @Override
  public void init(IndexOutput terms, SegmentWriteState state) throws IOException {
    header(terms, state, "Terms");
    terms.writeVInt(BLOCK);
  }

  @Override
  public void setField(FieldInfo field) {}

  @Override
  public BlockTermState writeTerm(
      BytesRef term, TermsEnum terms, FixedBitSet seen, NormsProducer norms) throws IOException {
    TermPostings.Cursor cursor = (TermPostings.Cursor) terms;
    int[] docs = cursor.docs();
    int from = cursor.from();
    int to = cursor.to();
    for (int i = from; i < to; i++) {
      seen.set(docs[i]);
    }
    IntBlockTermState state = new IntBlockTermState();
    state.docFreq = to - from;
    state.totalTermFreq = to - from;
    state.docStartFP = data.getFilePointer();
    state.singletonDocID = to - from == 1 ? docs[from] : -1;
    state.lastPosBlockOffset = -1;
    if (to - from > 1) {
      writeDocs(docs, from, to);
    }
    return state;
  }

  private void writeDocs(int[] docs, int from, int to) throws IOException {
    int before = -1;
    int beforeGroup = -1;
    int at = from;
    while (at + BLOCK <= to) {
      int end = at + BLOCK;
      writeBlock(docs, at, before);
      before = docs[end - 1];
      if ((end - from) % GROUP == 0) {
        data.writeVInt(before - beforeGroup);
        data.writeVLong(blocks.getPosition());
        flush();
        beforeGroup = before;
      }
      at = end;
    }
    if (at < to) {
      deltas(docs, at, to, before);
      blocks.writeGroupVInts(deltas, to - at);
    }
    flush();
  }

  private void flush() throws IOException {
    data.writeBytes(groupBytes, 0, blocks.getPosition());
    blocks.reset(groupBytes);
  }

  /** Puts the differences between documents into {@link #deltas}; gives all their bits in one. */
  private int deltas(int[] docs, int from, int to, int before) {
    int bits = 0;
    int previous = before;
    for (int i = from; i < to; i++) {
      int delta = docs[i] - previous;
      deltas[i - from] = delta;
      bits |= delta;
      previous = docs[i];
    }
    return bits;
  }

  private void writeBlock(int[] docs, int from, int before) throws IOException {
    int bits =
        Integer.SIZE - Integer.numberOfLeadingZeros(deltas(docs, from, from + BLOCK, before));
    int range = docs[from + BLOCK - 1] - before;
    int words = FixedBitSet.bits2words(range);
    block.reset(blockBytes);
    if (range == BLOCK) {
      // All documents from the first to the last.
      block.writeByte((byte) 0);
    } else if (Math.min(Integer.SIZE, bits + 1) * BLOCK <= words * Long.SIZE) {
      block.writeByte((byte) bits);
      packed.write(deltas, bits, block);
    } else {
      // A bit a document is shorter than the differences with one bit more.
      block.writeByte((byte) -words);
      writeBits(docs, from, before, words);
    }
    int length = block.getPosition();
    blocks.writeVLong(shortLength(range) + shortLength(length));
    writeShort(range);
    writeShort(length);
    blocks.writeBytes(blockBytes, 0, length);
  }

  private void writeBits(int[] docs, int from, int before, int words) throws IOException {
    int next = from;
    for (int word = 0; word < words; word++) {
      int first = before + 1 + word * Long.SIZE;
      long bits = 0;
      while (next < from + BLOCK && docs[next] - first < Long.SIZE) {
        bits |= 1L << docs[next++] - first;
      }
      block.writeLong(bits);
    }
  }

  /** The bytes of a number that mostly needs 15 bits; those above them stand in a VLong. */
  private static int shortLength(int number) {
    int rest = number >>> 15;
    int bits = Integer.SIZE - Integer.numberOfLeadingZeros(rest);
    return Short.BYTES + (bits + 6) / 7;
  }

  private void writeShort(int number) throws IOException {
    if (number >>> 15 == 0) {
      blocks.writeShort((short) number);
    } else {
      blocks.writeShort((short) (0x8000 | number & 0x7FFF));
      blocks.writeVLong(number >>> 15);
    }
  }

  @Override
  public void encodeTerm(DataOutput out, FieldInfo field, BlockTermState state, boolean absolute)
      throws IOException {
    IntBlockTermState term = (IntBlockTermState) state;
    long start = absolute ? 0 : last.docStartFP;
    if (!absolute
        && last.singletonDocID >= 0
        && term.singletonDocID >= 0
        && term.docStartFP == start) {
      long delta = (long) term.singletonDocID - last.singletonDocID;
      out.writeVLong(BitUtil.zigZagEncode(delta) << 1 | 1);
    } else {
      out.writeVLong(term.docStartFP - start << 1);
      if (term.singletonDocID >= 0) {
        out.writeVInt(term.singletonDocID);
      }
    }
    last = term;
  }

  @Override
  public void close() throws IOException {
    try (data;
        meta) {
      CodecUtil.writeFooter(data);
      // The greatest numbers of impacts and their bytes, of which there are none.
      for (int i = 0; i < 4; i++) {
        meta.writeInt(0);
      }
      meta.writeLong(data.getFilePointer());
      CodecUtil.writeFooter(meta);
    }
  }
}
