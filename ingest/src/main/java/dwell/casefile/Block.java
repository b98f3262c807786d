package dwell.casefile;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * A run of an artifact's bytes in the record store.
 *
 * @param artifact the artifact's number
 * @param offset where the run begins in the artifact, decompressed
 * @param length its bytes
 * @param firstLine the number of the line that it begins in, from 1; 0 where the artifact has no
 *     lines
 * @param pass the data file
 * @param position where its frame begins in the data file
 * @param size bytes of the frame
 */
record Block(
    int artifact, long offset, int length, long firstLine, int pass, long position, int size) {
  static final Comparator<Block> IN_ORDER =
      Comparator.comparingInt(Block::artifact).thenComparingLong(Block::offset);

  private static final int BYTES = 4 + 8 + 4 + 8 + 8 + 4;

  /** The same block, as one of another artifact. */
  Block of(int number) {
    return number == artifact
        ? this
        : new Block(number, offset, length, firstLine, pass, position, size);
  }

  /** The blocks of one pass, closed by a CRC-32C. */
  static byte[] toBytes(List<Block> blocks) {
    ByteBuffer out = ByteBuffer.allocate(blocks.size() * BYTES + 4);
    for (Block block : blocks) {
      out.putInt(block.artifact)
          .putLong(block.offset)
          .putInt(block.length)
          .putLong(block.firstLine)
          .putLong(block.position)
          .putInt(block.size);
    }
    out.putInt(crc(out.array()));
    return out.array();
  }

  /**
   * Reads what {@link #toBytes} wrote.
   *
   * @throws IOException where it is damaged
   */
  static List<Block> fromBytes(byte[] bytes, int pass) throws IOException {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    if (bytes.length < 4
        || (bytes.length - 4) % BYTES != 0
        || in.getInt(bytes.length - 4) != crc(bytes)) {
      throw new CaseException(
          String.format("the list of kept records is damaged: %06d.blocks", pass));
    }
    List<Block> blocks = new ArrayList<>();
    while (in.remaining() > 4) {
      blocks.add(
          new Block(
              in.getInt(),
              in.getLong(),
              in.getInt(),
              in.getLong(),
              pass,
              in.getLong(),
              in.getInt()));
    }
    return blocks;
  }

  private static int crc(byte[] bytes) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, 0, bytes.length - 4);
    return (int) crc.getValue();
  }
}
