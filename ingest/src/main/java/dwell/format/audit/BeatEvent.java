package dwell.format.audit;

import dwell.event.EventBatch;
import dwell.event.Field;
import dwell.format.JsonFields;
import dwell.record.Ascii;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * An object of auditbeat: the values of the records under ECS' names (go-libaudit,
 * aucoalesce/coalesce.go; auditbeat, module/auditd/audit_linux.go), in version 6 under names of its
 * own.
 */
final class BeatEvent {
  private static final int DEEPEST = 4;

  /** A path in the object, and the audit field that its value was. */
  private record Origin(byte[] path, byte[] key) {
    Origin(String path, String key) {
      this(Ascii.bytes(path), Ascii.bytes(key));
    }
  }

  private static final Origin[] ORIGINS = {
    new Origin("auditd.session", "ses"),
    new Origin("auditd.result", "res"),
    new Origin("process.pid", "pid"),
    new Origin("process.parent.pid", "ppid"),
    new Origin("process.ppid", "ppid"),
    new Origin("process.executable", "exe"),
    new Origin("process.exe", "exe"),
    new Origin("process.name", "comm"),
    new Origin("process.working_directory", "cwd"),
    new Origin("process.cwd", "cwd"),
    new Origin("process.title", "proctitle"),
    new Origin("user.id", "uid"),
    new Origin("user.uid", "uid"),
    new Origin("user.effective.id", "euid"),
    new Origin("user.euid", "euid"),
    new Origin("user.audit.id", "auid"),
    new Origin("user.auid", "auid"),
    new Origin("user.name", "UID"),
    new Origin("user.name_map.uid", "UID"),
    new Origin("user.effective.name", "EUID"),
    new Origin("user.name_map.euid", "EUID"),
    new Origin("source.ip", "addr"),
    new Origin("source.domain", "hostname"),
    new Origin("source.hostname", "hostname"),
    new Origin("file.path", "name")
  };

  private static final byte[] STAMP = Ascii.bytes("@timestamp");
  private static final byte[] TYPE = Ascii.bytes("auditd.message_type");
  private static final byte[] OLD_TYPE = Ascii.bytes("event.type");
  private static final byte[] ARGUMENTS = Ascii.bytes("process.args");
  private static final byte[] HOST = Ascii.bytes("host.name");
  private static final byte[] DATA = Ascii.bytes("auditd.data.");

  private final AuditEvent event;
  private final Transcript records;
  private final JsonFields[] levels = new JsonFields[DEEPEST];
  private final byte[] path = new byte[128];
  private final byte[] type = new byte[48];
  private int typeLength;
  private int argumentsFrom;
  private int argumentsTo;

  /** Where the time stands; -1 where there is none. */
  int stampFrom;

  int stampTo;

  BeatEvent(AuditEvent event, Transcript records) {
    this.event = event;
    this.records = records;
    Arrays.setAll(levels, level -> new JsonFields());
  }

  /** Writes back the object {@code b[from, to)} and gives it to the event. */
  void read(byte[] b, int from, int to, EventBatch batch) {
    typeLength = 0;
    argumentsFrom = -1;
    stampFrom = -1;
    object(b, from, to, 0, 0, batch);
    event.add(kind(), false, records.text(), 0, records.length());
    if (argumentsFrom >= 0) {
      int begin = records.length();
      records.list(null, b, argumentsFrom, argumentsTo);
      event.add(Kind.EXECVE, false, records.text(), begin, records.length());
    }
  }

  private @Nullable Kind kind() {
    for (int i = 0; i < typeLength; i++) {
      type[i] = (byte) (type[i] >= 'a' && type[i] <= 'z' ? type[i] - 32 : type[i]);
    }
    return Kind.of(type, 0, typeLength);
  }

  private void object(byte[] b, int from, int to, int level, int prefix, EventBatch batch) {
    JsonFields fields = levels[level];
    if (!fields.open(b, from, to)) {
      return;
    }
    while (fields.next()) {
      int length = fields.nameTo() - fields.nameFrom();
      if (prefix + length + 1 > path.length) {
        continue;
      }
      System.arraycopy(b, fields.nameFrom(), path, prefix, length);
      int end = prefix + length;
      boolean nested =
          !fields.string() && fields.valueFrom() < fields.valueTo() && b[fields.valueFrom()] == '{';
      if (nested && level + 1 < DEEPEST) {
        path[end] = '.';
        object(b, fields.valueFrom(), fields.valueTo(), level + 1, end + 1, batch);
      } else if (!nested) {
        member(b, fields, prefix, end, batch);
      }
    }
  }

  private void member(byte[] b, JsonFields value, int prefix, int end, EventBatch batch) {
    if (value.valueFrom() >= value.valueTo()) {
      return;
    }
    if (Ascii.equals(path, 0, end, ARGUMENTS)) {
      argumentsFrom = value.valueFrom();
      argumentsTo = value.valueTo();
    } else if (b[value.valueFrom()] == '[' && !value.string()) {
      return;
    } else if (Ascii.equals(path, 0, end, STAMP)) {
      stampFrom = value.valueFrom();
      stampTo = value.valueTo();
    } else if (Ascii.equals(path, 0, end, TYPE)
        || Ascii.equals(path, 0, end, OLD_TYPE) && value.string() && typeLength == 0) {
      typeLength = Math.min(type.length, value.valueTo() - value.valueFrom());
      System.arraycopy(b, value.valueFrom(), type, 0, typeLength);
    } else if (Ascii.equals(path, 0, end, HOST)) {
      batch.keyword(Field.HOST, b, value.valueFrom(), value.valueTo());
    } else if (prefix == DATA.length && Ascii.startsWith(path, 0, prefix, DATA)) {
      records.field(path, prefix, end, b, value);
    } else {
      origin(b, value, end);
    }
  }

  private void origin(byte[] b, JsonFields value, int end) {
    for (Origin origin : ORIGINS) {
      if (Ascii.equals(path, 0, end, origin.path)) {
        records.field(origin.key, 0, origin.key.length, b, value);
        return;
      }
    }
  }
}
