package dwell.export;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** How many records an export wrote, how many it left out, and why. */
public final class ExportTally {
  private final Map<String, Long> leftOut = new LinkedHashMap<>();
  private long written;

  void wrote() {
    written++;
  }

  /** Leaves one thing out. {@code why} is a phrase: {@code without a time of their own}. */
  void left(String why) {
    leftOut.merge(why, 1L, Long::sum);
  }

  /** Leaves several out; nothing where there are none. */
  void left(long number, String why) {
    if (number > 0) {
      leftOut.merge(why, number, Long::sum);
    }
  }

  /** Records written. */
  public long written() {
    return written;
  }

  /** How many were left out, by reason, in the order in which the reasons came up. */
  public Map<String, Long> leftOut() {
    return Collections.unmodifiableMap(leftOut);
  }
}
