package dwell.format.utmp;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/**
 * {@code struct utmp} of glibc (sysdeps/gnu/bits/utmpx.h).
 *
 * @param size bytes of one record
 * @param seconds where the time's seconds stand; microseconds follow
 * @param wide whether session and time have 64 bits
 * @param address where {@code ut_addr_v6} stands
 * @param big whether numbers have their highest byte first; the address is in network order always
 */
record UtmpLayout(int size, int seconds, boolean wide, int address, boolean big) {
  /** x86, and all that keep 32-bit times for its sake. */
  static final UtmpLayout NARROW = new UtmpLayout(384, 340, false, 348, false);

  /** 64-bit systems without a 32-bit past, as arm64. */
  static final UtmpLayout WIDE = new UtmpLayout(400, 344, true, 360, false);

  /** s390x, and big-endian PowerPC and SPARC, which keep 32-bit times too. */
  static final UtmpLayout BIG = new UtmpLayout(384, 340, false, 348, true);

  private static final UtmpLayout[] ALL = {NARROW, WIDE, BIG};

  static final int EMPTY = 0;
  static final int RUN_LEVEL = 1;
  static final int BOOT_TIME = 2;
  static final int NEW_TIME = 3;
  static final int OLD_TIME = 4;
  static final int INIT_PROCESS = 5;
  static final int LOGIN_PROCESS = 6;
  static final int USER_PROCESS = 7;
  static final int DEAD_PROCESS = 8;
  static final int ACCOUNTING = 9;

  static final int PID = 4;
  static final int LINE = 8;
  static final int LINE_SIZE = 32;
  static final int ID = 40;
  static final int USER = 44;
  static final int USER_SIZE = 32;
  static final int HOST = 76;
  static final int HOST_SIZE = 256;

  /** No record is from before the format, 1990, nor from after its 32-bit times end. */
  private static final long FIRST = 631_152_000L;

  private static final long LAST = 4_294_967_295L;

  private static final VarHandle INTS =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle BIG_INTS =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  /** What the record at {@code at} is: {@link #EMPTY} to {@link #ACCOUNTING}, if it is one. */
  int type(byte[] b, int at) {
    int first = b[at] & 0xFF;
    int second = b[at + 1] & 0xFF;
    return big ? first << 8 | second : first | second << 8;
  }

  /** The 32-bit number at {@code at}. */
  int number(byte[] b, int at) {
    return big ? (int) BIG_INTS.get(b, at) : integer(b, at);
  }

  /** The little-endian 32-bit number at {@code at}. */
  static int integer(byte[] b, int at) {
    return (int) INTS.get(b, at);
  }

  /** The seconds since the epoch of the record at {@code at}. */
  long second(byte[] b, int at) {
    return wide ? (long) LONGS.get(b, at + seconds) : number(b, at + seconds) & 0xFFFFFFFFL;
  }

  /** The microseconds of the record at {@code at}. */
  long micros(byte[] b, int at) {
    return wide ? (long) LONGS.get(b, at + seconds + 8) : number(b, at + seconds + 4);
  }

  /** Whether the bytes of a record are all zero. */
  static boolean zero(byte[] b, int from, int to) {
    for (int i = from; i < to; i++) {
      if (b[i] != 0) {
        return false;
      }
    }
    return true;
  }

  /** The end of a string that ends at its first zero byte, if it has one. */
  static int end(byte[] b, int from, int size) {
    int end = from;
    while (end < from + size && b[end] != 0) {
      end++;
    }
    return end;
  }

  /** Whether the record at {@code at} is one: type, time and strings are what they can be. */
  boolean plausible(byte[] b, int at) {
    int type = type(b, at);
    long second = second(b, at);
    long micros = micros(b, at);
    return type <= ACCOUNTING
        && (second >= FIRST && second <= LAST || second == 0 && type == EMPTY)
        && micros >= 0
        && micros < 1_000_000
        && printable(b, at + LINE, LINE_SIZE)
        && printable(b, at + USER, USER_SIZE)
        && printable(b, at + HOST, HOST_SIZE);
  }

  private static boolean printable(byte[] b, int from, int size) {
    int end = end(b, from, size);
    for (int i = from; i < end; i++) {
      if (b[i] >= 0 && b[i] < ' ') {
        return false;
      }
    }
    return true;
  }

  /**
   * The layout of which the bytes hold records, or null where of none. An empty record says
   * nothing: sparse tables of other programs are full of what could be one.
   */
  static @Nullable UtmpLayout of(byte[] b) {
    for (UtmpLayout layout : ALL) {
      int records = 0;
      int good = 0;
      for (int at = 0; at + layout.size <= b.length; at += layout.size) {
        if (!zero(b, at, at + layout.size)) {
          records++;
          good += layout.type(b, at) != EMPTY && layout.plausible(b, at) ? 1 : 0;
          records -= layout.type(b, at) == EMPTY && layout.second(b, at) >= FIRST ? 1 : 0;
        }
      }
      if (good > 0 && good * 10 >= records * 9) {
        return layout;
      }
    }
    return null;
  }
}
