package dwell.format;

import dwell.record.Lines;

/** Looks at the first lines of a sample. */
public final class LineSample {
  /** How many lines are looked at. */
  private static final int LINES = 200;

  /** Says whether a line is of the format that is looked for. */
  @FunctionalInterface
  public interface Test {
    /**
     * @param from where the line begins, zero bytes passed over
     * @param to where it ends, without its line's end; greater than {@code from}
     */
    boolean fits(byte[] b, int from, int to);
  }

  private LineSample() {}

  /**
   * How many percent of the sample's first lines fit; blank lines aside, and a last line that the
   * sample cuts. 0 where there are none.
   */
  public static int share(Sample sample, Test test) {
    byte[] b = sample.bytes();
    int lines = 0;
    int fitting = 0;
    for (int at = 0; at < b.length && lines < LINES; ) {
      int end = Lines.end(b, at, b.length);
      if (end == b.length && b[end - 1] != '\n' && !sample.whole() && lines > 0) {
        break;
      }
      int to = Lines.trim(b, at, end);
      while (at < to && b[at] == 0) {
        at++;
      }
      if (to > at) {
        lines++;
        fitting += test.fits(b, at, to) ? 1 : 0;
      }
      at = end;
    }
    return lines == 0 ? 0 : fitting * 100 / lines;
  }

  /**
   * How surely a file is of a format that at least half of its first lines fit: the more of them,
   * the surer; 0 where fewer do.
   *
   * @param least how surely a format is told from others by a line of it
   */
  public static int mostly(Sample sample, Test test, int least) {
    int share = share(sample, test);
    return share < 50 ? 0 : least + share / 2;
  }

  /** Whether the sample is text: nearly free of control characters, and without zero bytes. */
  public static boolean text(Sample sample) {
    int control = 0;
    for (byte b : sample.bytes()) {
      if (b == 0) {
        return false;
      }
      if (b >= 0 && b < ' ' && b != '\t' && b != '\n' && b != '\r' && b != 0x1B && b != '\f') {
        control++;
      }
    }
    return control <= sample.bytes().length / 10;
  }
}
