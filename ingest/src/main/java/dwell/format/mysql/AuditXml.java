package dwell.format.mysql;

import dwell.record.Ascii;
import org.jspecify.annotations.Nullable;

/**
 * A record of the XML formats: {@code <AUDIT_RECORD NAME="Query" … />}, Percona's first versions
 * with quotes around the names too, or {@code <AUDIT_RECORD><NAME>Query</NAME>…</AUDIT_RECORD>}. No
 * XML parser: nothing but these tags is known, so there are no declarations and no entities.
 * Elements inside of elements (connection attributes) are passed over.
 */
final class AuditXml implements AuditReader {
  private static final byte[] RECORD = Ascii.bytes("<AUDIT_RECORD");
  private static final byte[] END = Ascii.bytes("</AUDIT_RECORD>");

  @Override
  public boolean read(byte[] bytes, int from, int to, AuditParts parts) {
    int at = Ascii.indexOf(bytes, from, to, RECORD);
    if (at < 0) {
      return false;
    }
    at = blank(bytes, at + RECORD.length, to);
    return at < to && bytes[at] == '>'
        ? elements(bytes, at + 1, to, parts)
        : attributes(bytes, at, to, parts);
  }

  private static boolean attributes(byte[] bytes, int from, int to, AuditParts parts) {
    int at = from;
    while (at < to) {
      at = blank(bytes, at, to);
      if (at >= to || bytes[at] == '/' || bytes[at] == '>') {
        return at + 1 < to && bytes[at] == '/' && bytes[at + 1] == '>';
      }
      boolean quoted = bytes[at] == '"';
      int name = quoted ? at + 1 : at;
      int nameTo = name(bytes, name, to);
      int equals = quoted && nameTo < to && bytes[nameTo] == '"' ? nameTo + 1 : nameTo;
      if (nameTo == name || equals + 1 >= to || bytes[equals] != '=' || bytes[equals + 1] != '"') {
        // Percona's first versions wrote a comma behind the last attribute.
        at++;
        continue;
      }
      int value = equals + 2;
      int valueTo = Ascii.indexOf(bytes, value, to, (byte) '"');
      set(parts, AuditPart.of(bytes, name, nameTo), value, valueTo < 0 ? to : valueTo);
      at = valueTo < 0 ? to : valueTo + 1;
    }
    return false;
  }

  private static boolean elements(byte[] bytes, int from, int to, AuditParts parts) {
    int depth = 0;
    int at = from;
    while (at < to) {
      int open = Ascii.indexOf(bytes, at, to, (byte) '<');
      if (open < 0) {
        return false;
      }
      if (open + 1 < to && bytes[open + 1] == '/') {
        if (Ascii.startsWith(bytes, open, to, END)) {
          return true;
        }
        depth--;
        at = open + 2;
        continue;
      }
      int name = open + 1;
      int nameTo = name(bytes, name, to);
      int close = Ascii.indexOf(bytes, nameTo, to, (byte) '>');
      at = close < 0 ? to : close + 1;
      if (close < 0 || bytes[close - 1] == '/') {
        continue;
      }
      int next = Ascii.indexOf(bytes, at, to, (byte) '<');
      if (depth == 0) {
        set(parts, AuditPart.of(bytes, name, nameTo), at, next < 0 ? to : next);
      }
      depth++;
    }
    return false;
  }

  private static void set(AuditParts parts, @Nullable AuditPart part, int from, int to) {
    if (part != null) {
      parts.set(part, from, to);
    }
  }

  private static int name(byte[] bytes, int from, int to) {
    int i = from;
    while (i < to && (Ascii.isLetter(bytes[i]) || Ascii.isDigit(bytes[i]) || bytes[i] == '_')) {
      i++;
    }
    return i;
  }

  private static int blank(byte[] bytes, int from, int to) {
    int i = from;
    while (i < to && (bytes[i] == ' ' || bytes[i] >= '\t' && bytes[i] <= '\r')) {
      i++;
    }
    return i;
  }
}
