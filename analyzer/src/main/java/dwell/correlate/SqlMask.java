package dwell.correlate;

/** Compares statements of which one log has masked the password. */
final class SqlMask {
  private SqlMask() {}

  /** Whether the texts are equal up to the first mask and after the last one. */
  static boolean equal(String a, String b) {
    String masked = a.contains("*****") || a.contains("<secret>") ? a : b;
    String plain = masked.equals(a) ? b : a;
    int from = first(masked);
    int tail = masked.length() - last(masked);
    return plain.length() >= from + tail
        && plain.regionMatches(0, masked, 0, from)
        && plain.regionMatches(plain.length() - tail, masked, masked.length() - tail, tail);
  }

  private static int first(String text) {
    int stars = text.indexOf("*****");
    int secret = text.indexOf("<secret>");
    int at = stars < 0 ? secret : secret < 0 ? stars : Math.min(stars, secret);
    return at > 0 && text.charAt(at - 1) == '\'' ? at - 1 : at;
  }

  private static int last(String text) {
    int stars = text.lastIndexOf("*****");
    int secret = text.lastIndexOf("<secret>");
    int end = Math.max(stars < 0 ? -1 : stars + 5, secret < 0 ? -1 : secret + 8);
    return end < text.length() && text.charAt(end) == '\'' ? end + 1 : end;
  }
}
