package dwell.format.journal;

import dwell.record.Ascii;
import org.jspecify.annotations.Nullable;

/**
 * The fields of an entry that are read (systemd.journal-fields(7)); the others are kept in the
 * record's bytes alone.
 */
enum JournalField {
  __REALTIME_TIMESTAMP,
  _SOURCE_REALTIME_TIMESTAMP,
  _HOSTNAME,
  SYSLOG_IDENTIFIER,
  _COMM,
  SYSLOG_PID,
  _PID,
  _UID,
  _AUDIT_SESSION,
  _AUDIT_LOGINUID,
  _EXE,
  MESSAGE;

  private static final JournalField[] ALL = values();

  private final byte[] text = Ascii.bytes(name());

  /** How many there are. */
  static int count() {
    return ALL.length;
  }

  /** The field whose name {@code bytes[from, to)} is; null where that one is not read. */
  static @Nullable JournalField of(byte[] bytes, int from, int to) {
    for (JournalField field : ALL) {
      if (Ascii.equals(bytes, from, to, field.text)) {
        return field;
      }
    }
    return null;
  }
}
