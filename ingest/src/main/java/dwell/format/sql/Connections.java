package dwell.format.sql;

import java.util.Arrays;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What is known of each open connection of a server, by thread or process id. Open addressing over
 * primitive keys, so that a look-up allocates nothing. Holds at most {@link #MOST}; when full,
 * those that were not touched for longest are forgotten.
 *
 * @param <C> what is kept of a connection
 */
public final class Connections<C> {
  /** The greatest number of connections kept. */
  public static final int MOST = 1 << 15;

  private final Supplier<C> fresh;
  private long[] keys = new long[64];
  private long[] touched = new long[64];
  private @Nullable Object[] values = new @Nullable Object[64];
  private int size;
  private long now;

  /**
   * @param fresh makes what is kept of a connection that is not known yet
   */
  public Connections(Supplier<C> fresh) {
    this.fresh = fresh;
  }

  /** What is kept of a connection, or null where it is not known. */
  @SuppressWarnings("unchecked")
  public @Nullable C get(long id) {
    int slot = slot(id);
    if (values[slot] == null) {
      return null;
    }
    touched[slot] = ++now;
    return (C) values[slot];
  }

  /** What is kept of a connection; made where it is not known. */
  public C open(long id) {
    C known = get(id);
    if (known != null) {
      return known;
    }
    if (size == MOST) {
      rebuild(values.length, middleTouch());
    } else if (2 * size == values.length) {
      rebuild(2 * values.length, 0);
    }
    C made = fresh.get();
    put(id, made, ++now);
    return made;
  }

  /** Forgets a connection. */
  public void close(long id) {
    int hole = slot(id);
    if (values[hole] == null) {
      return;
    }
    size--;
    int i = hole;
    while (true) {
      i = (i + 1) & (values.length - 1);
      if (values[i] == null) {
        break;
      }
      int home = hash(keys[i]);
      if (((i - home) & (values.length - 1)) >= ((i - hole) & (values.length - 1))) {
        keys[hole] = keys[i];
        touched[hole] = touched[i];
        values[hole] = values[i];
        hole = i;
      }
    }
    values[hole] = null;
  }

  /** Forgets all. */
  public void clear() {
    Arrays.fill(values, null);
    size = 0;
  }

  public int size() {
    return size;
  }

  private void put(long id, Object value, long time) {
    int slot = slot(id);
    keys[slot] = id;
    touched[slot] = time;
    values[slot] = value;
    size++;
  }

  private long middleTouch() {
    long[] times = new long[size];
    int n = 0;
    for (int i = 0; i < values.length; i++) {
      if (values[i] != null) {
        times[n++] = touched[i];
      }
    }
    Arrays.sort(times);
    return times[n / 2];
  }

  private void rebuild(int slots, long oldest) {
    long[] oldKeys = keys;
    long[] oldTouched = touched;
    @Nullable Object[] oldValues = values;
    keys = new long[slots];
    touched = new long[slots];
    values = new @Nullable Object[slots];
    size = 0;
    for (int i = 0; i < oldValues.length; i++) {
      Object value = oldValues[i];
      if (value != null && oldTouched[i] >= oldest) {
        put(oldKeys[i], value, oldTouched[i]);
      }
    }
  }

  private int slot(long id) {
    int i = hash(id);
    while (values[i] != null && keys[i] != id) {
      i = (i + 1) & (values.length - 1);
    }
    return i;
  }

  private int hash(long id) {
    long h = id * 0x9E3779B97F4A7C15L;
    return (int) (h >>> 40) & (values.length - 1);
  }
}
