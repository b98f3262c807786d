package dwell.format.mysql;

import dwell.event.TextCoding;
import dwell.record.Ascii;
import java.util.function.Supplier;

/**
 * The forms in which the audit log plugins of MySQL Enterprise and Percona Server write.
 *
 * <p>In each, the line that begins a record cannot stand inside of one: XML escapes {@code <}, JSON
 * the line feed, CSV doubles the quote. So a record that was cut does not take the next with it.
 */
enum AuditDialect {
  /** {@code audit_log_format=OLD} and {@code NEW}: attributes, or elements. */
  XML("xml", TextCoding.RAW, AuditXml::new) {
    @Override
    boolean begins(byte[] bytes, int from, int end) {
      int at = Ascii.skipBlanks(bytes, from, end);
      int behind = at + RECORD.length;
      return Ascii.startsWith(bytes, at, end, RECORD)
          && (behind == end || bytes[behind] == '>' || bytes[behind] <= ' ' && bytes[behind] >= 0);
    }
  },
  /** Objects, one a line or laid out, alone or in an array. */
  JSON("json", TextCoding.JSON, AuditJson::new) {
    @Override
    boolean begins(byte[] bytes, int from, int end) {
      int at = from;
      while (at < end && opening(bytes[at])) {
        at++;
      }
      return at < end && bytes[at] == '{';
    }

    @Override
    boolean nothing(byte[] bytes, int from, int to) {
      for (int i = from; i < to; i++) {
        if (!opening(bytes[i]) && bytes[i] != '\n' && bytes[i] != '\r') {
          return false;
        }
      }
      return true;
    }
  },
  /** Percona's: {@code "NAME","RECORD","TIMESTAMP",…}. */
  CSV("csv", TextCoding.CSV, AuditCsv::new) {
    @Override
    boolean begins(byte[] bytes, int from, int end) {
      if (end - from < 8 || bytes[from] != '"' || !Ascii.isLetter(bytes[from + 1])) {
        return false;
      }
      int name = Ascii.indexOf(bytes, from + 1, Math.min(end, from + LONGEST_NAME), (byte) '"');
      int id = name + BETWEEN.length;
      int digits = name < 0 ? -1 : Ascii.skipDigits(bytes, id, end);
      return name > 0
          && Ascii.startsWith(bytes, name, end, BETWEEN)
          && digits > id
          && digits < end
          && bytes[digits] == '_';
    }
  };

  private static final byte[] RECORD = Ascii.bytes("<AUDIT_RECORD");
  private static final byte[] BETWEEN = Ascii.bytes("\",\"");
  private static final int LONGEST_NAME = 40;

  final String slug;
  final TextCoding coding;
  private final Supplier<AuditReader> reader;

  AuditDialect(String slug, TextCoding coding, Supplier<AuditReader> reader) {
    this.slug = slug;
    this.coding = coding;
    this.reader = reader;
  }

  AuditReader reader() {
    return reader.get();
  }

  /** Whether a record begins with the line {@code bytes[from, end)}. */
  abstract boolean begins(byte[] bytes, int from, int end);

  /** Whether a file's beginning up to its first record says nothing, and belongs to that record. */
  boolean nothing(byte[] bytes, int from, int to) {
    return Blank.is(bytes, from, to);
  }

  private static boolean opening(byte c) {
    return c == ' ' || c == '\t' || c == '[' || c == ',';
  }
}
