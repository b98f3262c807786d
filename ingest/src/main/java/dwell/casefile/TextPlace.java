package dwell.casefile;

import dwell.event.Field;
import dwell.event.TextCoding;

/**
 * Where in its record a text stands, in one number that is the same for most records of a shape:
 * how far from the record's beginning it starts, and how far before the record's end it ends. Only
 * the stamp, at the front, is told by its length instead. A literal has no place.
 *
 * <p>From the lowest bit: coding 3, wide 1, then start and extent: 12 and 32 bits, or 28 and 32
 * where wide.
 */
final class TextPlace {
  private static final TextCoding[] CODINGS = TextCoding.values();
  private static final int NARROW = 12;
  private static final int WIDE = 28;

  static final long LITERAL = TextCoding.LITERAL.ordinal();

  private TextPlace() {}

  /**
   * The place of {@code [from, to)}, both counted from the record's beginning.
   *
   * @return -1 where the text does not lie within a record of that length
   */
  static long of(Field field, int from, int to, int length, TextCoding coding) {
    if (from < 0 || to < from || to > length || from >= 1 << WIDE) {
      return -1;
    }
    long extent = byLength(field) ? to - from : length - to;
    boolean wide = from >= 1 << NARROW;
    return coding.ordinal()
        | (wide ? 8L : 0)
        | (long) from << 4
        | extent << (4 + (wide ? WIDE : NARROW));
  }

  static TextCoding coding(long place) {
    return CODINGS[(int) place & 7];
  }

  static int from(long place) {
    return (int) (place >>> 4) & ((1 << bits(place)) - 1);
  }

  /** Where the text ends, counted from the beginning of a record of that length. */
  static int to(Field field, long place, int length) {
    int extent = (int) (place >>> (4 + bits(place)));
    return byLength(field) ? from(place) + extent : length - extent;
  }

  private static int bits(long place) {
    return (place & 8) != 0 ? WIDE : NARROW;
  }

  private static boolean byLength(Field field) {
    return field == Field.TIME_ORIGINAL;
  }
}
