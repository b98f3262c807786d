package dwell.format.postgresql;

import dwell.record.Ascii;
import org.jspecify.annotations.Nullable;

/**
 * The words in front of a message ({@code error_severity} in elog.c, untranslated), and those in
 * front of its further lines in the text form.
 */
enum Severity {
  LOG,
  ERROR,
  FATAL,
  PANIC,
  WARNING,
  NOTICE,
  INFO,
  DEBUG,
  DEBUG1,
  DEBUG2,
  DEBUG3,
  DEBUG4,
  DEBUG5,
  // Further lines of a message.
  DETAIL,
  HINT,
  QUERY,
  CONTEXT,
  LOCATION,
  BACKTRACE,
  STATEMENT;

  private static final Severity[] ALL = values();

  private final byte[] text = Ascii.bytes(name());

  /** Whether the line belongs to the message before it. */
  boolean further() {
    return ordinal() >= DETAIL.ordinal();
  }

  /** Whether the statement that was running has failed. */
  boolean failed() {
    return this == ERROR || this == FATAL || this == PANIC;
  }

  /** Bytes of the word. */
  int length() {
    return text.length;
  }

  /** The severity that {@code bytes[from, to)} is, or null where it is none. */
  static @Nullable Severity of(byte[] bytes, int from, int to) {
    for (Severity severity : ALL) {
      if (Ascii.equals(bytes, from, to, severity.text)) {
        return severity;
      }
    }
    return null;
  }

  /**
   * The severity whose word, a colon and a space stand at {@code from}, or null where none does.
   */
  static @Nullable Severity at(byte[] bytes, int from, int to) {
    if (from >= to || bytes[from] < 'B' || bytes[from] > 'W') {
      return null;
    }
    for (Severity severity : ALL) {
      int colon = from + severity.text.length;
      if (colon + 1 < to
          && bytes[colon] == ':'
          && bytes[colon + 1] == ' '
          && Ascii.startsWith(bytes, from, to, severity.text)) {
        return severity;
      }
    }
    return null;
  }
}
