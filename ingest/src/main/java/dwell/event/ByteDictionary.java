package dwell.event;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Byte strings to small numbers, in order of first use. Open addressing over one arena; adding a
 * value that is already known allocates nothing. Not safe for use by several threads.
 */
public final class ByteDictionary {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private byte[] arena = new byte[1 << 12];
  private int[] starts = new int[1 << 7];
  private int[] hashes = new int[1 << 7];

  /** Code + 1 of the value in a slot; 0: the slot is free. */
  private int[] slots = new int[1 << 8];

  private int size;
  private int used;

  /** The number of values. Codes run from 0 to one less. */
  public int size() {
    return size;
  }

  /** Bytes of all values together. */
  public int bytes() {
    return used;
  }

  /** The arena that all values stand in; valid until the next {@link #add} or {@link #clear}. */
  public byte[] arena() {
    return arena;
  }

  /** Where the value of {@code code} begins in {@link #arena()}. */
  public int start(int code) {
    return starts[code];
  }

  /** Where the value of {@code code} ends in {@link #arena()}. */
  public int end(int code) {
    return code + 1 < size ? starts[code + 1] : used;
  }

  /** The value of {@code code}, as UTF-8; bytes that are none become U+FFFD. */
  public String text(int code) {
    return new String(arena, starts[code], end(code) - starts[code], StandardCharsets.UTF_8);
  }

  /** The code of {@code bytes[from, to)}, a new one where the value is new. */
  public int add(byte[] bytes, int from, int to) {
    int hash = hash(bytes, from, to);
    int mask = slots.length - 1;
    for (int slot = hash & mask; ; slot = (slot + 1) & mask) {
      int code = slots[slot] - 1;
      if (code < 0) {
        return insert(bytes, from, to, hash, slot);
      }
      if (hashes[code] == hash && Arrays.equals(arena, starts[code], end(code), bytes, from, to)) {
        return code;
      }
    }
  }

  /** The code of {@code bytes[from, to)}, or -1 where it is no value. */
  public int find(byte[] bytes, int from, int to) {
    int hash = hash(bytes, from, to);
    int mask = slots.length - 1;
    for (int slot = hash & mask; ; slot = (slot + 1) & mask) {
      int code = slots[slot] - 1;
      if (code < 0
          || hashes[code] == hash
              && Arrays.equals(arena, starts[code], end(code), bytes, from, to)) {
        return code;
      }
    }
  }

  /** Forgets all values and keeps the memory. */
  public void clear() {
    if (size > 0) {
      Arrays.fill(slots, 0);
    }
    size = 0;
    used = 0;
  }

  private int insert(byte[] bytes, int from, int to, int hash, int slot) {
    int length = to - from;
    if (used + length > arena.length) {
      arena = Arrays.copyOf(arena, Math.max(arena.length * 2, used + length));
    }
    if (size == starts.length) {
      starts = Arrays.copyOf(starts, size * 2);
      hashes = Arrays.copyOf(hashes, size * 2);
    }
    System.arraycopy(bytes, from, arena, used, length);
    starts[size] = used;
    hashes[size] = hash;
    used += length;
    slots[slot] = ++size;
    if (size * 2 > slots.length) {
      rehash();
    }
    return size - 1;
  }

  private void rehash() {
    slots = new int[slots.length * 2];
    int mask = slots.length - 1;
    for (int code = 0; code < size; code++) {
      int slot = hashes[code] & mask;
      while (slots[slot] != 0) {
        slot = (slot + 1) & mask;
      }
      slots[slot] = code + 1;
    }
  }

  private static int hash(byte[] bytes, int from, int to) {
    long h = (to - from) * 0x9E3779B97F4A7C15L;
    int i = from;
    for (; i + 8 <= to; i += 8) {
      h = (h ^ (long) LONGS.get(bytes, i)) * 0xFF51AFD7ED558CCDL;
      h ^= h >>> 32;
    }
    long tail = 0;
    for (; i < to; i++) {
      tail = tail << 8 | (bytes[i] & 0xFF);
    }
    h = (h ^ tail) * 0xC4CEB9FE1A85EC53L;
    h ^= h >>> 29;
    return (int) (h ^ h >>> 32);
  }
}
