package dwell.pattern;

import java.util.Arrays;

/**
 * A shape with several open captures: what parts them may stand in the message more than once, and
 * then there is more than one way to read it. Every way is counted; a capture that is the same in
 * all of them stands, any other is disputed (place -1). Reused, owned by one thread.
 */
final class Readings {
  /** Past this many places of one part, all that the part bounds is disputed. */
  private static final int MAX_PLACES = 64;

  /** Places of a literal that are remembered. */
  private static final int MAX_LITERALS = 256;

  private static final int MAX_MIDDLES = Catalogue.MAX_CAPTURES;

  private final int[] starts;
  private final int[] ends;
  private final int[] count = new int[MAX_MIDDLES];
  private final int[][] from = new int[MAX_MIDDLES][MAX_PLACES];

  // Ways of writing one shape part the message by the same literals: each is looked for once.
  private final int[] literals = new int[MAX_LITERALS];
  private int literalCount;
  private byte[] searched = new byte[0];
  private int searchedFrom = -1;
  private int searchedTo;
  private int searchEnd;

  private final int[] settledStart = new int[Catalogue.MAX_CAPTURES];
  private final int[] settledEnd = new int[Catalogue.MAX_CAPTURES];
  private final int[][] to = new int[MAX_MIDDLES][MAX_PLACES];

  /**
   * @param starts gets where each capture begins
   * @param ends gets where each capture ends
   */
  Readings(int[] starts, int[] ends) {
    this.starts = starts;
    this.ends = ends;
  }

  /** Must be called for each new message. */
  void begin() {
    searchedFrom = -1;
  }

  /** Whether {@code bytes[begin, end)}, between front and back, can be read at all. */
  boolean read(ShapeProgram shape, byte[] bytes, int begin, int end) {
    int middles = shape.middles.length;
    boolean overflow = false;
    int least = begin;
    for (int m = 0; m < middles; m++) {
      overflow |= find(shape.middles[m], m, bytes, least, end);
      if (count[m] == 0) {
        return false;
      }
      // What follows cannot begin before this part has ended once.
      least = to[m][0];
      for (int i = 1; i < count[m]; i++) {
        least = Math.min(least, to[m][i]);
      }
    }
    for (int m = middles - 2; m >= 0 && !overflow; m--) {
      keepBefore(m, from[m + 1][count[m + 1] - 1]);
    }
    for (int m = 0; m < middles; m++) {
      settle(shape.middles[m], m, bytes, end, overflow);
    }
    for (int o = 0; o < shape.open.length; o++) {
      boolean fixed =
          (o == 0 || !overflow && count[o - 1] == 1)
              && (o == middles || !overflow && count[o] == 1);
      int slot = shape.open[o];
      starts[slot] = fixed ? (o == 0 ? begin : to[o - 1][0]) : -1;
      ends[slot] = fixed ? (o == middles ? end : from[o][0]) : -1;
    }
    return true;
  }

  /** Collects the places of a part; true where there are more than are kept. */
  private boolean find(ShapeProgram.Middle middle, int m, byte[] bytes, int begin, int end) {
    count[m] = 0;
    byte[] literal = middle.literal();
    int scanned = search(literal, bytes, begin, end);
    for (int i = 0; i < literalCount; i++) {
      if (!place(middle, m, bytes, literals[i], end)) {
        return true;
      }
    }
    // More literals than are kept: the rest is looked at one by one.
    for (int at = scanned; at + literal.length <= end; at++) {
      if (bytes[at] == literal[0]
          && ShapeProgram.at(bytes, at, end, literal)
          && !place(middle, m, bytes, at, end)) {
        return true;
      }
    }
    return false;
  }

  /** Notes the place if the part stands there; false where no more places are kept. */
  private boolean place(ShapeProgram.Middle middle, int m, byte[] bytes, int at, int end) {
    int behind = at + middle.literal().length;
    int stop = ShapeProgram.forward(middle.steps(), bytes, behind, end, starts, ends);
    if (stop >= 0) {
      if (count[m] == MAX_PLACES) {
        return false;
      }
      from[m][count[m]] = at;
      to[m][count[m]] = stop;
      count[m]++;
    }
    return true;
  }

  /** Finds a literal, or remembers that it was just looked for; gives where the search ended. */
  private int search(byte[] literal, byte[] bytes, int begin, int end) {
    if (begin == searchedFrom && end == searchedTo && Arrays.equals(literal, searched)) {
      return searchEnd;
    }
    literalCount = 0;
    byte first = literal[0];
    int at = begin;
    for (; at + literal.length <= end && literalCount < MAX_LITERALS; at++) {
      if (bytes[at] == first && ShapeProgram.at(bytes, at, end, literal)) {
        literals[literalCount++] = at;
      }
    }
    searched = literal;
    searchedFrom = begin;
    searchedTo = end;
    searchEnd = at;
    return at;
  }

  /** Drops the places of a part that leave no room for the next one's last place. */
  private void keepBefore(int m, int last) {
    int kept = 0;
    for (int i = 0; i < count[m]; i++) {
      if (to[m][i] <= last) {
        from[m][kept] = from[m][i];
        to[m][kept] = to[m][i];
        kept++;
      }
    }
    count[m] = kept;
  }

  private void settle(ShapeProgram.Middle middle, int m, byte[] bytes, int end, boolean overflow) {
    ShapeProgram.Step[] steps = middle.steps();
    int literal = middle.literal().length;
    for (ShapeProgram.Step step : steps) {
      int slot = step.slot();
      ShapeProgram.forward(steps, bytes, from[m][0] + literal, end, starts, ends);
      int start = starts[slot];
      int stop = ends[slot];
      boolean same = !overflow;
      for (int i = 1; i < count[m] && same; i++) {
        ShapeProgram.forward(steps, bytes, from[m][i] + literal, end, starts, ends);
        same = Arrays.equals(bytes, start, stop, bytes, starts[slot], ends[slot]);
      }
      settledStart[slot] = same ? start : -1;
      settledEnd[slot] = same ? stop : -1;
    }
    for (ShapeProgram.Step step : steps) {
      int slot = step.slot();
      starts[slot] = settledStart[slot];
      ends[slot] = settledEnd[slot];
    }
  }
}
