package dwell.casefile;

import dwell.record.Lines;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads what {@link RecordStore} keeps. Safe for use by several threads. */
final class KeptRecords implements RecordBytes, Closeable {
  private static final int CACHED_BLOCKS = 128;

  private final Map<Integer, FileChannel> files = new HashMap<>();
  private final Map<Integer, List<Block>> byArtifact = new HashMap<>();
  private final Map<Block, byte[]> cache =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Block, byte[]> eldest) {
          return size() > CACHED_BLOCKS;
        }
      };

  /** Opens the passes that a manifest names. */
  static KeptRecords open(Path folder, Collection<Integer> passes) throws IOException {
    KeptRecords kept = new KeptRecords();
    try {
      for (int pass : passes) {
        byte[] blocks = Files.readAllBytes(RecordStore.blocksFile(folder, pass));
        kept.add(folder, pass, Block.fromBytes(blocks, pass));
      }
      return kept;
    } catch (NoSuchFileException e) {
      kept.close();
      throw new CaseException("the kept records are missing: " + e.getFile(), e);
    } catch (IOException e) {
      kept.close();
      throw e;
    }
  }

  /** Adds the blocks of a pass; for one that goes on, those that it has so far. */
  KeptRecords add(Path folder, int pass, List<Block> blocks) throws IOException {
    for (Block block : blocks) {
      byArtifact.computeIfAbsent(block.artifact(), a -> new ArrayList<>()).add(block);
    }
    files.put(pass, FileChannel.open(RecordStore.dataFile(folder, pass)));
    return this;
  }

  @Override
  public byte[] read(int artifact, long offset, int length) throws IOException {
    byte[] out = new byte[length];
    List<Block> blocks = byArtifact.getOrDefault(artifact, List.of());
    int at = find(blocks, offset);
    int done = 0;
    while (done < length) {
      if (at < 0 || at >= blocks.size() || offset + done < blocks.get(at).offset()) {
        throw new CaseException(
            "bytes " + offset + " to " + (offset + length) + " of an artifact were not kept");
      }
      Block block = blocks.get(at++);
      int from = (int) Math.min(offset + done - block.offset(), block.length());
      int n = Math.min(length - done, block.length() - from);
      System.arraycopy(unpacked(block), from, out, done, n);
      done += n;
    }
    return out;
  }

  @Override
  public long line(int artifact, long offset) throws IOException {
    List<Block> blocks = byArtifact.getOrDefault(artifact, List.of());
    int at = find(blocks, offset);
    if (at < 0 || blocks.get(at).firstLine() == 0) {
      return 0;
    }
    Block block = blocks.get(at);
    int to = (int) Math.min(offset - block.offset(), block.length());
    return block.firstLine() + Lines.count(unpacked(block), 0, to);
  }

  /** How many bytes of an artifact are kept. */
  long size(int artifact) {
    List<Block> blocks = byArtifact.getOrDefault(artifact, List.of());
    return blocks.isEmpty() ? 0 : blocks.getLast().offset() + blocks.getLast().length();
  }

  @Override
  public void close() throws IOException {
    for (FileChannel file : files.values()) {
      file.close();
    }
  }

  /** The last block that begins at or before the place, or -1. */
  private static int find(List<Block> blocks, long offset) {
    int low = 0;
    int high = blocks.size() - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      if (blocks.get(middle).offset() <= offset) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    return high;
  }

  private byte[] unpacked(Block block) throws IOException {
    synchronized (cache) {
      byte[] raw = cache.get(block);
      if (raw != null) {
        return raw;
      }
    }
    byte[] raw = RecordStore.unpack(packed(block), block);
    synchronized (cache) {
      cache.put(block, raw);
    }
    return raw;
  }

  private byte[] packed(Block block) throws IOException {
    @Nullable FileChannel file = files.get(block.pass());
    if (file == null) {
      throw new CaseException("the kept records of pass " + block.pass() + " are missing");
    }
    ByteBuffer packed = ByteBuffer.allocate(block.size());
    while (packed.hasRemaining()) {
      if (file.read(packed, block.position() + packed.position()) < 0) {
        throw new CaseException(
            String.format("the kept records are cut off: %06d.zst", block.pass()));
      }
    }
    return packed.array();
  }
}
