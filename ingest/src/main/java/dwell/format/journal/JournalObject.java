package dwell.format.journal;

import static dwell.format.journal.JournalHeader.int32;
import static dwell.format.journal.JournalHeader.int64;

/**
 * Whether bytes are an object of journal-def.h: {@code type, flags, six zero bytes, size}, then
 * what the type has. Objects begin at multiples of eight. Nothing in a file says where an object
 * was damaged, so each is looked at by what it can be.
 */
final class JournalObject {
  static final int DATA = 1;
  static final int FIELD = 2;
  static final int ENTRY = 3;
  static final int DATA_TABLE = 4;
  static final int FIELD_TABLE = 5;
  static final int ENTRY_ARRAY = 6;
  static final int TAG = 7;

  /** Bytes of {@code struct ObjectHeader}. */
  static final int HEADER = 16;

  /** Where the items of an entry begin. */
  static final int ITEMS = 64;

  /** DATA_SIZE_MAX of journald. */
  private static final long LARGEST_DATA = 768L << 20;

  /** No object is larger: the table of a file of terabytes would not be. */
  private static final long LARGEST = 1L << 40;

  /** Field names have at most 64 bytes (journal_field_valid). */
  private static final int LONGEST_FIELD = 40 + 64;

  /** ENTRY_FIELD_COUNT_MAX of journald, with room. */
  private static final int MOST_ITEMS = 1 << 14;

  /** Microseconds: no journal is from before systemd, nor from after 2100. */
  private static final long FIRST_TIME = 1_262_304_000_000_000L;

  private static final long LAST_TIME = 4_102_444_800_000_000L;

  private JournalObject() {}

  static long size(byte[] b, int at) {
    return int64(b, at + 8);
  }

  /** Whether type, flags and size are those of an object that begins {@code offset} in the file. */
  static boolean plausible(byte[] b, int at, long offset, JournalHeader file) {
    if (!headed(b, at)) {
      return false;
    }
    int type = b[at];
    int flags = b[at + 1];
    long size = size(b, at);
    if (!file.holds(offset, size)) {
      return false;
    }
    if (flags != 0 && (type != DATA || flags != 1 && flags != 2 && flags != 4)) {
      return false;
    }
    return switch (type) {
      case DATA -> size > file.payload() && size <= LARGEST_DATA;
      case FIELD -> size > 40 && size <= LONGEST_FIELD;
      case ENTRY -> entry(size, file);
      case DATA_TABLE ->
          offset + HEADER == file.dataTable() && size == HEADER + file.dataTableSize();
      case FIELD_TABLE ->
          offset + HEADER == file.fieldTable() && size == HEADER + file.fieldTableSize();
      case ENTRY_ARRAY -> size > 24 && (size - 24) % (file.compact() ? 4 : 8) == 0;
      default -> size == 64;
    };
  }

  private static boolean entry(long size, JournalHeader file) {
    long items = size - ITEMS;
    return items > 0 && items % file.item() == 0 && items / file.item() <= MOST_ITEMS;
  }

  /** Whether a type and a size stand there at all. */
  static boolean headed(byte[] b, int at) {
    int type = b[at];
    return type >= DATA
        && type <= TAG
        && (int64(b, at) & 0xFFFF_FFFF_FFFF_0000L) == 0
        && size(b, at) > HEADER
        && size(b, at) < LARGEST;
  }

  /**
   * Whether an object that is plausible is one by its content too, for places where its
   * neighbourhood is damaged.
   *
   * @param size how many of its bytes are there
   */
  static boolean certain(byte[] b, int at, int size, long offset, JournalHeader file) {
    return switch (b[at]) {
      case ENTRY -> size >= size(b, at) && certainEntry(b, at, size, offset, file);
      case DATA -> size > file.payload() && (b[at + 1] != 0 || named(b[at + file.payload()]));
      case FIELD -> size > 40 && named(b[at + 40]);
      default -> false;
    };
  }

  private static boolean certainEntry(byte[] b, int at, int size, long offset, JournalHeader file) {
    long time = int64(b, at + 24);
    if (time < FIRST_TIME || time > LAST_TIME || int64(b, at + 16) <= 0) {
      return false;
    }
    for (int i = ITEMS; i < size; i += file.item()) {
      long data = item(b, at + i, file);
      if (data % 8 != 0 || data < file.size() || data >= offset) {
        return false;
      }
    }
    return true;
  }

  private static boolean named(byte c) {
    return c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '_';
  }

  /** The offset that an item of an entry has. */
  static long item(byte[] b, int at, JournalHeader file) {
    return file.compact() ? int32(b, at) & 0xFFFF_FFFFL : int64(b, at);
  }
}
