package dwell.event;

import java.nio.charset.StandardCharsets;

/** How a {@link Field.Kind#TEXT} value stands in the bytes of its record. */
public enum TextCoding {
  /** As it is. */
  RAW,
  /** Not in the record: a value that the parser made from several parts, kept beside it. */
  LITERAL,
  /** RFC 4180: a doubled quote is a quote. */
  CSV,
  /** A JSON string without its quotes (RFC 8259, section 7). */
  JSON,
  /**
   * Backslash escapes of MariaDB's server_audit ({@code escape_string} in plugin/server_audit):
   * {@code \' \\ \n \r \t \0 \b \Z} stand for what they do in SQL; any other escaped character for
   * itself.
   */
  BACKSLASH,
  /** PostgreSQL's stderr log: the tab behind each line break was added by the log. */
  TAB_CONTINUED;

  /** The text of {@code bytes[from, to)}; what is not UTF-8 becomes U+FFFD. */
  public String decode(byte[] bytes, int from, int to) {
    String raw = new String(bytes, from, to - from, StandardCharsets.UTF_8);
    return switch (this) {
      case RAW, LITERAL -> raw;
      case CSV -> raw.replace("\"\"", "\"");
      case TAB_CONTINUED -> raw.replace("\n\t", "\n");
      case JSON -> unescape(raw, true);
      case BACKSLASH -> unescape(raw, false);
    };
  }

  private static String unescape(String raw, boolean json) {
    if (raw.indexOf('\\') < 0) {
      return raw;
    }
    StringBuilder out = new StringBuilder(raw.length());
    for (int i = 0; i < raw.length(); i++) {
      char c = raw.charAt(i);
      if (c != '\\' || i + 1 == raw.length()) {
        out.append(c);
        continue;
      }
      char escaped = raw.charAt(++i);
      if (json && escaped == 'u' && i + 4 < raw.length()) {
        int code = hex(raw, i + 1);
        if (code >= 0) {
          out.append((char) code);
          i += 4;
          continue;
        }
      }
      out.append(json ? jsonEscape(escaped) : sqlEscape(escaped));
    }
    return out.toString();
  }

  private static char jsonEscape(char c) {
    return switch (c) {
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'b' -> '\b';
      case 'f' -> '\f';
      default -> c;
    };
  }

  private static char sqlEscape(char c) {
    return switch (c) {
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'b' -> '\b';
      case '0' -> '\0';
      case 'Z' -> '\u001a';
      default -> c;
    };
  }

  private static int hex(String text, int at) {
    int code = 0;
    for (int i = at; i < at + 4; i++) {
      int digit = Character.digit(text.charAt(i), 16);
      if (digit < 0) {
        return -1;
      }
      code = code << 4 | digit;
    }
    return code;
  }
}
