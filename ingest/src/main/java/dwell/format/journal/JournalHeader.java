package dwell.format.journal;

import dwell.record.Ascii;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * {@code struct Header} of systemd's journal-def.h: what the rest of the file is read by. Numbers
 * are little endian; offsets count from the file's beginning.
 *
 * @param size bytes of the header
 * @param arena bytes behind it that the file has for objects
 * @param compact whether items are 32 bits wide (HEADER_INCOMPATIBLE_COMPACT, systemd 252)
 * @param dataTable offset of the items of the data hash table
 * @param dataTableSize its bytes
 * @param fieldTable offset of the items of the field hash table
 * @param fieldTableSize its bytes
 * @param tail offset of the last object
 * @param entries number of entries
 */
record JournalHeader(
    long size,
    long arena,
    boolean compact,
    long dataTable,
    long dataTableSize,
    long fieldTable,
    long fieldTableSize,
    long tail,
    long entries) {
  static final byte[] SIGNATURE = Ascii.bytes("LPKSHHRH");

  /** The smallest header that a version of systemd wrote: up to {@code tail_entry_monotonic}. */
  static final int LEAST = 208;

  /** A larger one is none. */
  private static final int MOST = 4096;

  private static final int COMPACT = 1 << 4;
  private static final VarHandle INTS =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  /** Of a file whose own header cannot be read. */
  static final JournalHeader NONE = new JournalHeader(8, 0, false, 0, 0, 0, 0, 0, 0);

  static int int32(byte[] b, int at) {
    return (int) INTS.get(b, at);
  }

  static long int64(byte[] b, int at) {
    return (long) LONGS.get(b, at);
  }

  /** The header at {@code at}, of which {@link #LEAST} bytes are there. */
  static JournalHeader read(byte[] b, int at) {
    long size = int64(b, at + 88);
    boolean sound = size >= LEAST && size <= MOST && size % 8 == 0;
    return new JournalHeader(
        sound ? size : LEAST,
        int64(b, at + 96),
        (int32(b, at + 12) & COMPACT) != 0,
        int64(b, at + 104),
        int64(b, at + 112),
        int64(b, at + 120),
        int64(b, at + 128),
        int64(b, at + 136),
        int64(b, at + 152));
  }

  /**
   * Whether an object of so many bytes at {@code offset} ends within the file's arena. Not asked
   * where the header contradicts itself about the arena: then it is the header that is damaged.
   */
  boolean holds(long offset, long bytes) {
    return arena <= 0 || tail >= size + arena || bytes <= size + arena - offset;
  }

  /** Where the payload of a data object begins: compact ones have two numbers more. */
  int payload() {
    return compact ? 72 : 64;
  }

  /** Bytes of an item of an entry: an offset, and its hash where not compact. */
  int item() {
    return compact ? 4 : 16;
  }
}
