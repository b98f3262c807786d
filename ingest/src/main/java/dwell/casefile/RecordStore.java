package dwell.casefile;

import com.github.luben.zstd.ZstdCompressCtx;
import com.github.luben.zstd.ZstdException;
import dwell.record.Lines;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Keeps the bytes of every artifact, decompressed, so that the case stands without the evidence:
 * zstd frames of at most {@link #BLOCK_BYTES} bytes each with its checksum, in one data file a pass
 * over evidence ({@code 000000.zst}), with a list of the blocks beside it ({@code 000000.blocks}).
 *
 * <p>A pass counts only when a committed manifest names it; what a crash leaves is overwritten by
 * the next.
 */
final class RecordStore implements Closeable {
  /** Larger blocks compress little better, and every look at a record must undo one. */
  static final int BLOCK_BYTES = 256 << 10;

  /**
   * Level 1 keeps pace with reading; level 3 saves four per cent of space for a third more time.
   */
  private static final int LEVEL = 1;

  private final Path folder;
  private final int pass;
  private final FileChannel data;
  private final AtomicLong end = new AtomicLong();
  private final List<Appender> appenders = new ArrayList<>();
  private final Set<Integer> discarded = new HashSet<>();
  private final Map<Integer, Integer> renumbered = new HashMap<>();

  private RecordStore(Path folder, int pass, FileChannel data) {
    this.folder = folder;
    this.pass = pass;
    this.data = data;
  }

  /** Begins a pass; what stands under its number was never committed, and goes. */
  static RecordStore create(Path folder, int pass) throws IOException {
    Files.createDirectories(folder);
    FileChannel data =
        FileChannel.open(
            dataFile(folder, pass),
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE,
            StandardOpenOption.TRUNCATE_EXISTING);
    return new RecordStore(folder, pass, data);
  }

  static Path dataFile(Path folder, int pass) {
    return folder.resolve(String.format("%06d.zst", pass));
  }

  static Path blocksFile(Path folder, int pass) {
    return folder.resolve(String.format("%06d.blocks", pass));
  }

  /** The number that the manifest's entries name. */
  int pass() {
    return pass;
  }

  /** A place for one worker to add its chunks to. */
  synchronized Appender appender() {
    Appender appender = new Appender();
    appenders.add(appender);
    return appender;
  }

  /** Forgets the blocks of an artifact; the space they took stays taken. */
  synchronized void discard(int artifact) {
    discarded.add(artifact);
  }

  /** Keeps an artifact's blocks under another number. */
  synchronized void renumber(int artifact, int number) {
    renumbered.put(artifact, number);
  }

  /** The blocks added so far, under the numbers that count, in order. */
  synchronized List<Block> blocks() {
    List<Block> blocks = new ArrayList<>();
    for (Appender appender : appenders) {
      for (Block block : appender.blocks) {
        int number = block.artifact();
        for (Integer next = renumbered.get(number); next != null; next = renumbered.get(number)) {
          number = next;
        }
        if (!discarded.contains(number)) {
          blocks.add(block.of(number));
        }
      }
    }
    blocks.sort(Block.IN_ORDER);
    return blocks;
  }

  /** Makes all that was added durable. */
  void commit() throws IOException {
    data.force(true);
    AtomicFile.write(blocksFile(folder, pass), Block.toBytes(blocks()));
  }

  @Override
  public void close() throws IOException {
    synchronized (this) {
      appenders.forEach(appender -> appender.zstd.close());
    }
    data.close();
  }

  /** Adds the chunks of one worker; used by one thread at a time. */
  final class Appender {
    private final ZstdCompressCtx zstd = new ZstdCompressCtx().setLevel(LEVEL).setChecksum(true);
    private final byte[] packed =
        new byte[(int) com.github.luben.zstd.Zstd.compressBound(BLOCK_BYTES)];
    private final List<Block> blocks = new ArrayList<>();

    private Appender() {}

    /**
     * Keeps {@code bytes[0, to)}.
     *
     * @param offset their place in the artifact
     * @param firstLine the number of their first line, from 1; 0 where the artifact has no lines
     */
    void add(int artifact, byte[] bytes, int to, long offset, long firstLine) {
      long line = firstLine;
      for (int from = 0; from < to; from += BLOCK_BYTES) {
        int length = Math.min(BLOCK_BYTES, to - from);
        int size = zstd.compressByteArray(packed, 0, packed.length, bytes, from, length);
        long position = end.getAndAdd(size);
        write(size, position);
        add(new Block(artifact, offset + from, length, line, pass, position, size));
        if (firstLine > 0) {
          line += Lines.count(bytes, from, from + length);
        }
      }
    }

    private void add(Block block) {
      synchronized (RecordStore.this) {
        blocks.add(block);
      }
    }

    private void write(int size, long position) {
      ByteBuffer buffer = ByteBuffer.wrap(packed, 0, size);
      try {
        while (buffer.hasRemaining()) {
          position += data.write(buffer, position);
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /**
   * Undoes one block.
   *
   * @throws IOException where the bytes are not what was written
   */
  static byte[] unpack(byte[] packed, Block block) throws IOException {
    byte[] raw = new byte[block.length()];
    try {
      long size =
          com.github.luben.zstd.Zstd.decompressByteArray(
              raw, 0, raw.length, packed, 0, packed.length);
      if (size == raw.length) {
        return raw;
      }
    } catch (ZstdException e) {
      throw new CaseException(damaged(block), e);
    }
    throw new CaseException(damaged(block));
  }

  private static String damaged(Block block) {
    return String.format(
        "the kept records are damaged: %06d.zst at byte %d", block.pass(), block.position());
  }
}
