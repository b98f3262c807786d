package dwell.time;

import dwell.record.Ascii;

/**
 * The short names of the months that {@code %b} of {@code strftime(3)} gives in other languages
 * than English (glibc, localedata/locales: de, de_AT, fr, es, it, pt, nl, pl, cs, sv, da, nb, fi,
 * tr), in UTF-8 and in ISO 8859-1, where no two of these languages give one name to two months.
 */
final class MonthNames {
  private static final int LONGEST = 8;

  /** For each month from January. English ones among them stand where a dot may follow. */
  private static final byte[][][] NAMES = {
    names("jan", "jän", "janv", "ene", "gen", "sty", "led", "oca", "tammi"),
    names("feb", "févr", "fev", "lut", "úno", "şub", "helmi"),
    names("mar", "mär", "mrz", "mars", "mrt", "maa", "bře", "maalis"),
    names("apr", "april", "avril", "avr", "abr", "kwi", "dub", "nis", "huhti"),
    names("mai", "may", "mag", "mei", "maj", "kvě", "touko"),
    names("jun", "juin", "giu", "juni", "cze", "čen", "haz", "kesä"),
    names("jul", "juil", "juli", "lug", "lip", "čec", "tem", "heinä"),
    names("aug", "août", "ago", "sie", "srp", "ağu", "elo"),
    names("sep", "sept", "set", "wrz", "zář", "eyl", "syys"),
    names("okt", "oct", "ott", "out", "paź", "říj", "eki", "loka"),
    names("nov", "lis", "kas", "marras"),
    names("dez", "déc", "dic", "dec", "des", "gru", "pro", "ara", "joulu")
  };

  private MonthNames() {}

  private static byte[][] names(String... names) {
    byte[][] all = new byte[names.length][];
    for (int i = 0; i < names.length; i++) {
      all[i] = Ascii.bytes(names[i]);
    }
    return all;
  }

  /** The end of the word at {@code at}. */
  static int end(byte[] b, int at, int to) {
    int i = at;
    while (i < to && i - at <= LONGEST && b[i] != ' ') {
      i++;
    }
    return i;
  }

  /** 1 to 12, or 0 where {@code b[from, to)} is no month's name; a dot may end it. */
  static int month(byte[] b, int from, int to) {
    int end = to > from && b[to - 1] == '.' ? to - 1 : to;
    if (end - from < 3 || end - from > LONGEST) {
      return 0;
    }
    for (int month = 0; month < NAMES.length; month++) {
      for (byte[] name : NAMES[month]) {
        if (is(b, from, end, name)) {
          return month + 1;
        }
      }
    }
    return 0;
  }

  /** Compares without regard to ASCII case; {@code ISO 8859-1} has one byte for the name's two. */
  private static boolean is(byte[] b, int from, int to, byte[] name) {
    int at = from;
    for (int i = 0; i < name.length; i++, at++) {
      if (at >= to) {
        return false;
      }
      int wanted = name[i];
      int c = b[at];
      if (c >= 0 && (c | 0x20) == wanted || c == wanted) {
        continue;
      }
      boolean latin = (wanted & 0xFE) == 0xC2 && i + 1 < name.length;
      if (!latin || (c & 0xFF) != ((wanted & 3) << 6 | name[i + 1] & 0x3F)) {
        return false;
      }
      i++;
    }
    return at == to;
  }
}
