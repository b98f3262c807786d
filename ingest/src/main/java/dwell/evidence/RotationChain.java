package dwell.evidence;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A log and its rotated predecessors: where one file stands among them, told by its name as
 * logrotate(8), newsyslog, savelog and the daemons themselves (PostgreSQL, MongoDB) write it.
 *
 * <p>Known are {@code auth.log}, {@code auth.log.1}, {@code auth.log.2.gz}, {@code auth.log.0}
 * (savelog), {@code auth.log-20260914}, {@code auth.log-20260914.gz}, {@code auth-20260914.log}
 * (logrotate with {@code extension}), {@code auth.log.20260914}, {@code auth.log-2026-09-14},
 * {@code auth.log-2026091403}, {@code auth.log-1789344000} ({@code dateformat -%s}), {@code
 * postgresql-2026-09-14_000000.log}, {@code mongod.log.2026-09-14T00-00-00}.
 *
 * @param name path of the chain: the folder, and the file's name without what the rotation added
 * @param position the smaller, the older: 0 for the live file; -1 for {@code .old} and {@code .0},
 *     -2 for {@code .1} and so on; far below those for dated ones, in order of their dates
 */
public record RotationChain(String name, long position) implements Comparable<RotationChain> {
  private static final Comparator<RotationChain> OLDEST_FIRST =
      Comparator.comparing(RotationChain::name).thenComparingLong(RotationChain::position);

  /** Dated files lie below every numbered one: a date is at most 14 digits. */
  private static final long DATED = -1_000_000_000_000_000L;

  /** A number beyond this is no rotation count, but part of a name (a port, an id). */
  private static final int MAX_COUNT = 9999;

  /** What MySQL's manual and Xorg call a log that was put aside. */
  private static final String OLD = ".old";

  /** Where a file stands, by its path. */
  public static RotationChain of(String path) {
    int slash = path.lastIndexOf('/') + 1;
    String folder = path.substring(0, slash);
    String name = withoutCompression(path.substring(slash));
    RotationChain chain = bySuffix(folder, name);
    if (chain == null) {
      chain = byInfix(folder, name);
    }
    return chain == null ? new RotationChain(folder + name, 0) : chain;
  }

  /** Whether the name tells that the file was rotated away. */
  public boolean rotated() {
    return position != 0;
  }

  /** The day in the name of a dated file, when it was rotated or begun; null where it has none. */
  public @Nullable LocalDate date() {
    if (position > DATED / 2) {
      return null;
    }
    long day = (position - DATED) / 1_000_000;
    return LocalDate.of((int) (day / 10_000), (int) (day / 100 % 100), 1).plusDays(day % 100 - 1);
  }

  @Override
  public int compareTo(RotationChain other) {
    return OLDEST_FIRST.compare(this, other);
  }

  private static boolean hasLetter(String name, int to) {
    for (int i = 0; i < to; i++) {
      if (Character.isLetter(name.charAt(i))) {
        return true;
      }
    }
    return false;
  }

  /** {@code base.1}, {@code base-20260914}, {@code base.20260914}. */
  private static @Nullable RotationChain bySuffix(String folder, String name) {
    if (name.length() > OLD.length() && name.endsWith(OLD)) {
      return new RotationChain(folder + name.substring(0, name.length() - OLD.length()), -1);
    }
    for (int i = name.length() - 1; i > 0; i--) {
      char c = name.charAt(i);
      if (c == '.' || c == '-' || c == '_') {
        String suffix = name.substring(i + 1);
        long count = c == '.' ? count(suffix) : -1;
        // A base without a letter is an address or a number, not the name of a log.
        if (count >= 0 && hasLetter(name, i)) {
          return new RotationChain(folder + name.substring(0, i), -1 - count);
        }
        long date = date(suffix);
        if (date > 0) {
          return new RotationChain(folder + name.substring(0, i), DATED + date);
        }
      }
      if (!dateCharacter(c)) {
        return null;
      }
    }
    return null;
  }

  /** {@code auth-20260914.log}: the date before the extension. */
  private static @Nullable RotationChain byInfix(String folder, String name) {
    int dot = name.lastIndexOf('.');
    if (dot <= 0) {
      return null;
    }
    String stem = name.substring(0, dot);
    for (int i = stem.length() - 1; i > 0 && dateCharacter(stem.charAt(i)); i--) {
      if (stem.charAt(i) == '-' || stem.charAt(i) == '.' || stem.charAt(i) == '_') {
        long date = date(stem.substring(i + 1));
        // The longest run that is a date: 2026-09-14_000000 and not only its time of day.
        if (date > 0) {
          return new RotationChain(
              folder + stem.substring(0, i) + name.substring(dot), DATED + date);
        }
      }
    }
    return null;
  }

  private static boolean dateCharacter(char c) {
    return c >= '0' && c <= '9' || c == '-' || c == '_' || c == '.' || c == 'T' || c == ':';
  }

  /** A rotation count, or -1. */
  private static long count(String digits) {
    if (digits.isEmpty() || digits.length() > 4) {
      return -1;
    }
    for (int i = 0; i < digits.length(); i++) {
      if (digits.charAt(i) < '0' || digits.charAt(i) > '9') {
        return -1;
      }
    }
    int count = Integer.parseInt(digits);
    return count <= MAX_COUNT ? count : -1;
  }

  /** Year, month, day and what follows as one number of 14 digits; 0 where the text is no date. */
  private static long date(String text) {
    StringBuilder digits = new StringBuilder(14);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c >= '0' && c <= '9') {
        digits.append(c);
      } else if (!dateCharacter(c)) {
        return 0;
      }
    }
    if (digits.length() == 10 && text.length() == 10) {
      long number = Long.parseLong(digits.toString());
      if (plausibleDate(number / 100)) {
        return number * 10_000;
      }
      LocalDateTime time = LocalDateTime.ofEpochSecond(number, 0, ZoneOffset.UTC);
      long day = time.getYear() * 10_000L + time.getMonthValue() * 100L + time.getDayOfMonth();
      long second = time.getHour() * 10_000L + time.getMinute() * 100L + time.getSecond();
      return plausibleDate(day) ? day * 1_000_000 + second : 0;
    }
    if (digits.length() < 8 || digits.length() > 14) {
      return 0;
    }
    if (!plausibleDate(Long.parseLong(digits.substring(0, 8)))) {
      return 0;
    }
    while (digits.length() < 14) {
      digits.append('0');
    }
    return Long.parseLong(digits.toString());
  }

  private static boolean plausibleDate(long day) {
    long month = day / 100 % 100;
    long ofMonth = day % 100;
    return day >= 1980_01_01
        && day <= 2261_12_31
        && month >= 1
        && month <= 12
        && ofMonth >= 1
        && ofMonth <= 31;
  }

  private static String withoutCompression(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    for (String extension : new String[] {".gz", ".bz2", ".xz", ".zst", ".z"}) {
      if (lower.endsWith(extension) && name.length() > extension.length()) {
        return name.substring(0, name.length() - extension.length());
      }
    }
    return name;
  }
}
