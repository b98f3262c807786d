package dwell.format.audit;

import dwell.record.Ascii;

/**
 * The front of a line: {@code node=… type=… msg=audit(SECONDS.MILLIS:SERIAL): }. Reused; one a
 * cutter or parser.
 */
final class AuditLine {
  private static final byte[] NODE = Ascii.bytes("node=");
  private static final byte[] TYPE = Ascii.bytes("type=");
  private static final byte[] MESSAGE = Ascii.bytes(" msg=audit(");

  int nodeFrom;
  int nodeTo;
  int typeFrom;
  int typeTo;

  /** Stamp and serial, as written. */
  int idFrom;

  int idTo;

  /** Where the fields begin. */
  int body;

  /** Reads the front of the line {@code bytes[from, to)}; false where it has none. */
  boolean read(byte[] bytes, int from, int to) {
    int at = from;
    nodeFrom = nodeTo = from;
    if (Ascii.startsWith(bytes, at, to, NODE)) {
      int space = Ascii.indexOf(bytes, at, to, (byte) ' ');
      if (space < 0) {
        return false;
      }
      nodeFrom = at + NODE.length;
      nodeTo = space;
      at = space + 1;
    }
    if (!Ascii.startsWith(bytes, at, to, TYPE)) {
      return false;
    }
    typeFrom = at + TYPE.length;
    typeTo = Ascii.indexOf(bytes, typeFrom, to, (byte) ' ');
    if (typeTo < 0 || !Ascii.startsWith(bytes, typeTo, to, MESSAGE)) {
      return false;
    }
    idFrom = typeTo + MESSAGE.length;
    idTo = Ascii.indexOf(bytes, idFrom, Math.min(to, idFrom + 48), (byte) ')');
    if (idTo < 0) {
      return false;
    }
    body = idTo + 1;
    if (body < to && bytes[body] == ':') {
      body++;
    }
    body = Ascii.skipBlanks(bytes, body, to);
    return true;
  }
}
