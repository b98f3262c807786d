package dwell.format;

import java.io.InterruptedIOException;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * Buffers for chunks, of one size, used again and again: what bounds the memory of reading. Whoever
 * takes one where all are in use waits until one is given back. Safe for use by several threads.
 *
 * <p>A reader holds one buffer and takes a second before it hands the first on: a pool needs one
 * more buffer than there are readers at work, and more for chunks that wait for a parser.
 */
public final class BufferPool {
  private final int bytes;
  private final Semaphore left;
  private final ConcurrentLinkedDeque<byte[]> idle = new ConcurrentLinkedDeque<>();

  /**
   * A pool; buffers are made when they are first needed.
   *
   * @param count how many buffers there may be at once, at least 2
   * @param bytes the size of each: {@link dwell.record.RecordLimits#chunkBytes}
   */
  public BufferPool(int count, int bytes) {
    if (count < 2) {
      throw new IllegalArgumentException("a reader needs two buffers");
    }
    this.bytes = bytes;
    left = new Semaphore(count);
  }

  /** The size of a buffer. */
  public int bytes() {
    return bytes;
  }

  /**
   * Takes a buffer; its bytes are of no meaning.
   *
   * @throws InterruptedIOException where the thread is interrupted while it waits
   */
  public byte[] take() throws InterruptedIOException {
    try {
      left.acquire();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while waiting for a buffer");
    }
    byte @Nullable [] buffer = idle.pollFirst();
    return buffer == null ? new byte[bytes] : buffer;
  }

  /** Gives a buffer back, which must not be used any more. */
  public void give(byte[] buffer) {
    if (buffer.length != bytes) {
      throw new IllegalArgumentException("this buffer is not of this pool");
    }
    idle.addFirst(buffer);
    left.release();
  }
}
