package dwell.cli;

/**
 * Text from evidence, made fit for a terminal: what could move the cursor, change colours or turn
 * the direction of writing is shown as its code point instead.
 */
final class PlainText {
  private PlainText() {}

  /**
   * The text on one line, with every character that is not for display as {@code \}{@code u{…}}.
   */
  static String of(String text) {
    if (text.codePoints().noneMatch(PlainText::unsafe)) {
      return text;
    }
    StringBuilder out = new StringBuilder(text.length() + 16);
    text.codePoints()
        .forEach(c -> {
          switch (c) {
            case '\n' -> out.append("\\n");
            case '\r' -> out.append("\\r");
            case '\t' -> out.append("\\t");
            default -> {
              if (unsafe(c)) {
                out.append("\\u{").append(Integer.toHexString(c)).append('}');
              } else {
                out.appendCodePoint(c);
              }
            }
          }
        });
    return out.toString();
  }

  /** The text cut to {@code width} characters, with an ellipsis where something was cut. */
  static String cut(String text, int width) {
    if (text.length() <= width) {
      return text;
    }
    int end = Math.max(0, width - 1);
    if (end > 0 && Character.isHighSurrogate(text.charAt(end - 1))) {
      end--;
    }
    return text.substring(0, end) + "…";
  }

  private static boolean unsafe(int c) {
    return switch (Character.getType(c)) {
      // Cf holds the characters that turn the direction of writing, and the zero-width ones.
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          true;
      default -> false;
    };
  }
}
