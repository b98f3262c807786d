package dwell.format.sql;

import dwell.event.EventBatch;
import dwell.event.Field;
import dwell.event.Keywords;
import java.util.Arrays;

/** A short text that is kept from one record to later ones, without making a string of it. */
public final class Text {
  private byte[] bytes = new byte[32];
  private int length;

  public void set(byte[] source, int from, int to) {
    length = Math.min(Math.max(to - from, 0), Keywords.MAX_BYTES);
    if (length > bytes.length) {
      bytes = new byte[Math.max(length, 2 * bytes.length)];
    }
    System.arraycopy(source, from, bytes, 0, length);
  }

  public void set(Text other) {
    set(other.bytes, 0, other.length);
  }

  public void clear() {
    length = 0;
  }

  public boolean isEmpty() {
    return length == 0;
  }

  /** Sets the keyword of the batch's row, where there is a text. */
  public void put(EventBatch batch, Field field) {
    batch.keyword(field, bytes, 0, length);
  }

  /**
   * Sets the far side of the batch's row: an address where the text is one, else a host name.
   *
   * @return whether it was an address
   */
  public boolean putSource(EventBatch batch) {
    return source(batch, bytes, 0, length);
  }

  /**
   * Sets the far side of the batch's row to {@code bytes[from, to)}: an address where it is one,
   * else a host name.
   */
  public static boolean source(EventBatch batch, byte[] bytes, int from, int to) {
    if (from >= to) {
      return false;
    }
    if (batch.address(Field.SOURCE_IP, bytes, from, to)) {
      return true;
    }
    batch.keyword(Field.SOURCE_DOMAIN, bytes, from, to);
    return false;
  }

  @Override
  public String toString() {
    return new String(Arrays.copyOf(bytes, length), java.nio.charset.StandardCharsets.UTF_8);
  }
}
