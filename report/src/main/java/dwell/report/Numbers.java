package dwell.report;

import java.util.Locale;

/** Counts, sizes and durations as people read them; the same on every machine. */
public final class Numbers {
  private static final char THIN_SPACE = '\u202f';
  private static final String[] BYTE_UNITS = {"B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"};

  private Numbers() {}

  /** {@code 12 480}, with a narrow space that does not break. */
  public static String count(long number) {
    String digits = Long.toString(number);
    int first = digits.charAt(0) == '-' ? 1 : 0;
    StringBuilder out = new StringBuilder(digits.length() + 6);
    for (int i = 0; i < digits.length(); i++) {
      int left = digits.length() - i;
      if (i > first && left % 3 == 0) {
        out.append(THIN_SPACE);
      }
      out.append(digits.charAt(i));
    }
    return out.toString();
  }

  /** {@code 1 session}, {@code 12 sessions}. */
  public static String of(long number, String singular, String plural) {
    return count(number) + " " + (number == 1 ? singular : plural);
  }

  /** {@code 1.4 MiB}. */
  public static String bytes(long bytes) {
    double size = bytes;
    int unit = 0;
    while (size >= 1024 && unit < BYTE_UNITS.length - 1) {
      size /= 1024;
      unit++;
    }
    return unit == 0
        ? count(bytes) + " B"
        : String.format(Locale.ROOT, "%.1f %s", size, BYTE_UNITS[unit]);
  }

  /** Two units at most: {@code 2 d 4 h}, {@code 3 h 05 min}, {@code 42 s}, {@code 0.4 s}. */
  public static String duration(double seconds) {
    if (seconds < 10 && seconds != Math.rint(seconds)) {
      return String.format(Locale.ROOT, "%.1f s", seconds);
    }
    long whole = Math.round(seconds);
    if (whole < 60) {
      return whole + " s";
    }
    if (whole < 3600) {
      return whole / 60 + " min" + rest(whole % 60, " s");
    }
    if (whole < 86_400) {
      return whole / 3600 + " h" + rest(whole % 3600 / 60, " min");
    }
    return count(whole / 86_400) + " d" + rest(whole % 86_400 / 3600, " h");
  }

  private static String rest(long number, String unit) {
    return number == 0 ? "" : " " + number + unit;
  }
}
