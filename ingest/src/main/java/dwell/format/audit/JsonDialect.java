package dwell.format.audit;

import dwell.format.JsonFields;
import dwell.record.Ascii;
import org.jspecify.annotations.Nullable;

/** Who wrote a JSON object for an audit event. */
enum JsonDialect {
  /**
   * Laurel: {@code ID}, and a member for each record by its type (json-format.md of its sources).
   */
  LAUREL,
  /**
   * go-audit: {@code sequence}, {@code timestamp}, {@code messages} with the records' own text
   * (marshaller.go, parser.go).
   */
  GO_AUDIT,
  /** Auditbeat's auditd module: {@code auditd} beside ECS' members. */
  AUDITBEAT;

  static final byte[] ID = Ascii.bytes("ID");
  static final byte[] MESSAGES = Ascii.bytes("messages");
  static final byte[] TIMESTAMP = Ascii.bytes("timestamp");
  private static final byte[] SEQUENCE = Ascii.bytes("sequence");
  private static final byte[] AUDITD = Ascii.bytes("auditd");

  /** The dialect of the object on the line; null where it is no audit event. */
  static @Nullable JsonDialect of(JsonFields fields, byte[] bytes, int from, int to) {
    boolean sequence = false;
    boolean messages = false;
    if (!fields.open(bytes, from, to)) {
      return null;
    }
    for (boolean first = true; fields.next(); first = false) {
      if (first && fields.string() && fields.named(ID) && stamp(bytes, fields)) {
        return LAUREL;
      }
      if (fields.named(AUDITD) && !fields.string()) {
        return AUDITBEAT;
      }
      sequence |= fields.named(SEQUENCE);
      messages |= fields.named(MESSAGES) && !fields.string();
    }
    return sequence && messages ? GO_AUDIT : null;
  }

  /** {@code 1626611363.720:348501}. */
  private static boolean stamp(byte[] bytes, JsonFields fields) {
    int dot = Ascii.skipDigits(bytes, fields.valueFrom(), fields.valueTo());
    return dot > fields.valueFrom()
        && dot < fields.valueTo()
        && bytes[dot] == '.'
        && Ascii.indexOf(bytes, dot, fields.valueTo(), (byte) ':') > 0;
  }
}
