package dwell.cli;

import dwell.casefile.Ingest;
import java.io.PrintWriter;
import java.util.Locale;

/**
 * One line that tells how far the reading is, drawn over itself a few times a second; nothing where
 * standard error is no terminal.
 */
final class ProgressLine implements Ingest.Progress, AutoCloseable {
  private static final long EVERY_NANOS = 200_000_000L;
  private static final int WIDTH = 100;

  private final PrintWriter err;
  private final boolean shown;
  private final long total;
  private final long begun = System.nanoTime();
  private long drawn = begun - EVERY_NANOS;
  private boolean dirty;

  /**
   * @param total bytes of evidence as stored; -1 where not known
   */
  ProgressLine(PrintWriter err, boolean shown, long total) {
    this.err = err;
    this.shown = shown;
    this.total = total;
  }

  @Override
  public synchronized void at(String path, long stored, long parsed, long events) {
    long now = System.nanoTime();
    if (!shown || now - drawn < EVERY_NANOS) {
      return;
    }
    drawn = now;
    double seconds = Math.max(0.001, (now - begun) / 1e9);
    StringBuilder line = new StringBuilder();
    if (total > 0) {
      line.append(String.format(Locale.ROOT, "%3d %%  ", Math.min(100, stored * 100 / total)));
    }
    line.append(
        String.format(
            Locale.ROOT,
            "%s read, %s/s, %,d events",
            size(parsed),
            size((long) (parsed / seconds)),
            events));
    if (total > 0 && stored > 0 && stored < total) {
      line.append(", ").append(clock((long) (seconds * (total - stored) / stored))).append(" left");
    }
    line.append("  ").append(PlainText.of(path));
    err.print('\r' + pad(PlainText.cut(line.toString(), WIDTH)));
    err.flush();
    dirty = true;
  }

  /** Takes the line away. */
  @Override
  public synchronized void close() {
    if (dirty) {
      err.print('\r' + " ".repeat(WIDTH) + '\r');
      err.flush();
      dirty = false;
    }
  }

  private static String pad(String line) {
    return line + " ".repeat(Math.max(0, WIDTH - line.length()));
  }

  /** A number of bytes in the unit that suits it: powers of 1024. */
  static String size(long bytes) {
    String[] units = {"B", "KiB", "MiB", "GiB", "TiB"};
    double value = bytes;
    int unit = 0;
    while (value >= 1024 && unit < units.length - 1) {
      value /= 1024;
      unit++;
    }
    return unit == 0
        ? bytes + " B"
        : String.format(Locale.ROOT, value < 10 ? "%.1f %s" : "%.0f %s", value, units[unit]);
  }

  private static String clock(long seconds) {
    return seconds < 60
        ? seconds + " s"
        : String.format(Locale.ROOT, "%d:%02d min", seconds / 60, seconds % 60);
  }
}
