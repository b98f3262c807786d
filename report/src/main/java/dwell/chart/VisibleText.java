package dwell.chart;

/**
 * Text from evidence, made harmless to the eye: characters that do not show, or that turn the
 * direction of writing, become marks that do. Line ends and tabs stay.
 */
public final class VisibleText {
  private VisibleText() {}

  /** {@code ESC} as {@code ␛}, U+202E as {@code ‹U+202E›}. */
  public static String of(String text) {
    int length = text.length();
    for (int i = 0; i < length; ) {
      int c = text.codePointAt(i);
      if (hidden(c)) {
        return marked(text, i);
      }
      i += Character.charCount(c);
    }
    return text;
  }

  private static String marked(String text, int from) {
    StringBuilder out = new StringBuilder(text.length() + 64).append(text, 0, from);
    for (int i = from; i < text.length(); ) {
      int c = text.codePointAt(i);
      i += Character.charCount(c);
      if (!hidden(c)) {
        out.appendCodePoint(c);
      } else if (c < 0x20) {
        // Control Pictures, Unicode block U+2400.
        out.append((char) (0x2400 + c));
      } else if (c == 0x7f) {
        out.append('\u2421');
      } else {
        String hex = Integer.toHexString(c).toUpperCase(java.util.Locale.ROOT);
        out.append("‹U+").append("0".repeat(Math.max(0, 4 - hex.length()))).append(hex).append('›');
      }
    }
    return out.toString();
  }

  private static boolean hidden(int c) {
    if (c >= 0x20 && c < 0x7f || c == '\n' || c == '\t') {
      return false;
    }
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          true;
      // Blank, and yet no space: Hangul fillers and the braille blank.
      default -> c == 0x115f || c == 0x1160 || c == 0x3164 || c == 0xffa0 || c == 0x2800;
    };
  }
}
