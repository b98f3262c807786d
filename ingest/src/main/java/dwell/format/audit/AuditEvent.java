package dwell.format.audit;

import dwell.event.Action;
import dwell.event.Dataset;
import dwell.event.EventBatch;
import dwell.event.Field;
import dwell.event.Flag;
import dwell.event.IpAddress;
import dwell.event.Outcome;
import dwell.record.Ascii;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One audit event, gathered from its records, whatever carried them: the log file, syslog, the
 * journal, JSON. Reused.
 */
final class AuditEvent {
  /** The id that stands for none: (uid_t) -1. */
  private static final long UNSET = 4_294_967_295L;

  private static final byte[] PASSWORD = Ascii.bytes("password");
  private static final byte[] CHAUTHTOK = Ascii.bytes("chauthtok");
  private static final byte[] DENIED = Ascii.bytes(" denied ");
  private static final byte[] REFUSED = Ascii.bytes("\"DENIED\"");
  private static final byte[] SU = Ascii.bytes("/su\"");
  private static final byte[] SUDO = Ascii.bytes("/sudo\"");
  private static final byte[] INVALID_USER = Ascii.bytes("invalid-user");
  private static final byte[] NONE = Ascii.bytes("(none)");
  private static final byte[] NULL = Ascii.bytes("(null)");

  private final Fields fields = new Fields();
  private final byte[] sixteen = new byte[16];
  private Kind kind = Kind.OTHER;
  private boolean denied;

  /** Begins an event. */
  void clear() {
    fields.clear();
    kind = Kind.OTHER;
    denied = false;
  }

  /**
   * Adds a record. Of several, the one whose kind stands first in {@link Kind} decides what the
   * event is.
   *
   * @param type null for a type that decides nothing
   * @param path whether it is a PATH record
   * @param from where its fields begin in {@code bytes}, which are the same for all records of an
   *     event
   */
  void add(@Nullable Kind type, boolean path, byte[] bytes, int from, int to) {
    fields.read(bytes, from, to, type == Kind.EXECVE, path);
    if (type != null && type.ordinal() < kind.ordinal()) {
      kind = type;
    }
    // SELinux (security/selinux/avc.c) and AppArmor (security/apparmor/audit.c): neither has a
    // result.
    denied |=
        (type == Kind.AVC || type == Kind.USER_AVC) && Ascii.indexOf(bytes, from, to, DENIED) >= 0
            || fields.has(Key.APPARMOR)
                && Ascii.equals(bytes, fields.from(Key.APPARMOR), fields.to(Key.APPARMOR), REFUSED);
  }

  /** Whether the key's value is {@code wanted[start, end)}, as written. */
  boolean is(Key key, byte[] bytes, byte[] wanted, int start, int end) {
    return fields.has(key)
        && Arrays.equals(bytes, fields.from(key), fields.to(key), wanted, start, end);
  }

  /** Whether the fields' text is worth finding: a call's own numbers are not. */
  boolean worded() {
    return kind != Kind.EXECVE && kind != Kind.SYSCALL;
  }

  /** Sets the columns of the batch's current row. */
  void fill(EventBatch batch, byte[] bytes) {
    batch.dataset(Dataset.AUDIT);
    batch.action(kind.action);
    batch.keyword(Field.SHAPE, kind.shape, 0, kind.shape.length);
    outcome(batch, bytes);
    process(batch, bytes);
    account(batch, bytes);
    source(batch, bytes);
    what(batch, bytes);
  }

  private void outcome(EventBatch batch, byte[] bytes) {
    Key key =
        fields.has(Key.RES)
            ? Key.RES
            : fields.has(Key.SUCCESS) ? Key.SUCCESS : fields.has(Key.RESULT) ? Key.RESULT : Key.RES;
    if (fields.has(key)) {
      byte first = fields.from(key) < fields.to(key) ? bytes[fields.from(key)] : 0;
      if (first == 's' || first == 'y' || first == '1' || first == 'S') {
        batch.outcome(Outcome.SUCCESS);
      } else if (first == 'f' || first == 'n' || first == '0' || first == 'F') {
        batch.outcome(Outcome.FAILURE);
      }
    } else if (denied) {
      batch.outcome(Outcome.FAILURE);
    }
  }

  private void process(EventBatch batch, byte[] bytes) {
    number(batch, Field.PID, bytes, Key.PID);
    number(batch, Field.PARENT_PID, bytes, Key.PPID);
    number(batch, Field.USER_ID, bytes, Key.UID);
    number(batch, Field.EFFECTIVE_USER_ID, bytes, Key.EUID);
    number(batch, Field.AUDIT_USER_ID, bytes, Key.AUID);
    if (number(bytes, Key.SES) >= 0) {
      batch.keyword(Field.SESSION, bytes, fields.from(Key.SES), fields.to(Key.SES));
    }
    text(batch, Field.PROCESS, bytes, Key.COMM);
    text(batch, Field.EXECUTABLE, bytes, Key.EXE);
    text(batch, Field.WORKING_DIRECTORY, bytes, Key.CWD);
    text(batch, Field.TTY, bytes, fields.has(Key.TTY) ? Key.TTY : Key.TERMINAL);
    text(batch, Field.EFFECTIVE_USER, bytes, Key.NAMED_EUID);
  }

  private void account(EventBatch batch, byte[] bytes) {
    if (kind.administers()) {
      text(batch, Field.TARGET_USER, bytes, fields.has(Key.ACCT) ? Key.ACCT : Key.NAMED_ID);
      text(batch, Field.GROUP, bytes, Key.GRP);
      text(batch, Field.USER, bytes, Key.NAMED_UID);
      return;
    }
    if (!fields.has(Key.ACCT) || becomes(bytes)) {
      text(batch, Field.USER, bytes, Key.NAMED_UID);
      text(batch, Field.EFFECTIVE_USER, bytes, Key.ACCT);
      return;
    }
    byte[] name = fields.decode(bytes, fields.from(Key.ACCT), fields.to(Key.ACCT));
    if (placeholder(name, fields.decodedLength())) {
      batch.keyword(Field.REASON, INVALID_USER, 0, INVALID_USER.length);
    } else if (!absent(name, fields.decodedLength())) {
      batch.keyword(Field.USER, name, 0, fields.decodedLength());
    }
  }

  /**
   * Whether the account is the one that someone becomes: always with su; with sudo in what comes
   * after its own question for the invoker's password.
   */
  private boolean becomes(byte[] bytes) {
    if (!fields.has(Key.EXE)) {
      return false;
    }
    int from = fields.from(Key.EXE);
    int to = fields.to(Key.EXE);
    return Ascii.endsWith(bytes, from, to, SU)
        || kind.ordinal() >= Kind.CRED_ACQ.ordinal()
            && kind.ordinal() <= Kind.USER_END.ordinal()
            && Ascii.endsWith(bytes, from, to, SUDO);
  }

  /**
   * sshd hides a name that is no account: {@code (unknown)}, {@code (invalid user)}
   * (audit-linux.c).
   */
  private static boolean placeholder(byte[] name, int length) {
    return length > 2 && name[0] == '(' && name[length - 1] == ')' && !absent(name, length);
  }

  private void source(EventBatch batch, byte[] bytes) {
    boolean address =
        fields.has(Key.ADDR)
            && batch.address(Field.SOURCE_IP, bytes, fields.from(Key.ADDR), fields.to(Key.ADDR));
    if (!fields.has(Key.HOSTNAME)) {
      return;
    }
    byte[] name = fields.decode(bytes, fields.from(Key.HOSTNAME), fields.to(Key.HOSTNAME));
    int length = fields.decodedLength();
    if (absent(name, length)) {
      return;
    }
    if (IpAddress.parse(name, 0, length, sixteen)) {
      if (!address) {
        batch.address(Field.SOURCE_IP, name, 0, length);
      }
    } else if (address || !kind.administers()) {
      // shadow's tools write the name of their own host there.
      batch.keyword(Field.SOURCE_DOMAIN, name, 0, length);
    }
  }

  private void what(EventBatch batch, byte[] bytes) {
    if (kind == Kind.USER_CMD && fields.has(Key.CMD)) {
      byte[] command = fields.decode(bytes, fields.from(Key.CMD), fields.to(Key.CMD));
      command(batch, command, fields.decodedLength());
    } else if (fields.commandLength() > 0) {
      command(batch, fields.command(), fields.commandLength());
    } else if (fields.has(Key.PROCTITLE)) {
      byte[] title = fields.decode(bytes, fields.from(Key.PROCTITLE), fields.to(Key.PROCTITLE));
      int length = fields.decodedLength();
      for (int i = 0; i < length; i++) {
        title[i] = title[i] == 0 ? (byte) ' ' : title[i];
      }
      command(batch, title, length);
    }
    if (fields.cut()) {
      batch.flag(Flag.TRUNCATED);
    }
    if (kind == Kind.USER_CHAUTHTOK && fields.has(Key.OP) && !aboutPassword(bytes)) {
      batch.action(Action.ACCOUNT_CHANGE);
    }
    if (kind == Kind.USER_ACCT && batch.outcome(batch.row()) == Outcome.FAILURE) {
      batch.action(Action.LOGIN_ATTEMPT);
    }
    if (fields.has(Key.PATH)) {
      text(batch, Field.FILE_PATH, bytes, Key.PATH);
    } else if (fields.has(Key.NAME)) {
      if (kind.aboutFiles()) {
        text(batch, Field.FILE_PATH, bytes, Key.NAME);
      }
      batch.words(
          fields.decode(bytes, fields.from(Key.NAME), fields.to(Key.NAME)),
          0,
          fields.decodedLength());
    }
  }

  private boolean aboutPassword(byte[] bytes) {
    int from = fields.from(Key.OP);
    int to = fields.to(Key.OP);
    return Ascii.indexOf(bytes, from, to, PASSWORD) >= 0
        || Ascii.indexOf(bytes, from, to, CHAUTHTOK) >= 0;
  }

  private static void command(EventBatch batch, byte[] text, int length) {
    batch.text(Field.COMMAND_LINE, text, 0, length);
    batch.words(text, 0, length);
  }

  private void text(EventBatch batch, Field field, byte[] bytes, Key key) {
    if (!fields.has(key)) {
      return;
    }
    byte[] value = fields.decode(bytes, fields.from(key), fields.to(key));
    if (!absent(value, fields.decodedLength())) {
      batch.keyword(field, value, 0, fields.decodedLength());
    }
  }

  /** {@code ?}, {@code (none)}, {@code (null)}: how the writers say that there is nothing. */
  private static boolean absent(byte[] value, int length) {
    return length == 0
        || length == 1 && value[0] == '?'
        || Ascii.equals(value, 0, length, NONE)
        || Ascii.equals(value, 0, length, NULL);
  }

  private void number(EventBatch batch, Field field, byte[] bytes, Key key) {
    long value = number(bytes, key);
    if (value >= 0) {
      batch.number(field, value);
    }
  }

  /** The number of a field; -1 where it is absent, none, or stands for none. */
  private long number(byte[] bytes, Key key) {
    long value = fields.has(key) ? Ascii.number(bytes, fields.from(key), fields.to(key)) : -1;
    return value == UNSET ? -1 : Math.max(-1, value);
  }
}
