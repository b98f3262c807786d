package dwell.format.mysql;

import dwell.format.JsonFields;
import dwell.record.Ascii;
import org.jspecify.annotations.Nullable;

/**
 * A record of the JSON formats. MySQL's has {@code class} and {@code event}, the account that the
 * server took in {@code account}, what the client gave in {@code login}, and the rest in an object
 * whose name ends with {@code _data}; Percona's first plugin has all in {@code audit_record}, by
 * the names of XML in lower case.
 */
final class AuditJson implements AuditReader {
  private static final byte[] AUDIT_RECORD = Ascii.bytes("audit_record");
  private static final byte[] ID = Ascii.bytes("id");
  private static final byte[] CLASS = Ascii.bytes("class");
  private static final byte[] ACCOUNT = Ascii.bytes("account");
  private static final byte[] LOGIN = Ascii.bytes("login");
  private static final byte[] USER = Ascii.bytes("user");
  private static final byte[] DATA = Ascii.bytes("_data");
  private static final byte[] QUERY = Ascii.bytes("query");

  private final JsonFields fields = new JsonFields();
  private final JsonFields inner = new JsonFields();

  /** Whether an object is a record of either plugin, and not just any with a stamp. */
  static boolean plugin(byte[] bytes, int from, int to) {
    JsonFields fields = new JsonFields();
    int open = Ascii.indexOf(bytes, from, to, (byte) '{');
    if (open < 0 || !fields.open(bytes, open, to)) {
      return false;
    }
    boolean id = false;
    while (fields.next()) {
      if (fields.named(AUDIT_RECORD)) {
        return true;
      }
      id |= fields.named(ID);
    }
    return id;
  }

  @Override
  public boolean read(byte[] bytes, int from, int to, AuditParts parts) {
    int open = Ascii.indexOf(bytes, from, to, (byte) '{');
    if (open < 0 || !fields.open(bytes, open, to)) {
      return false;
    }
    while (fields.next()) {
      member(bytes, parts);
    }
    return fields.closed();
  }

  private void member(byte[] bytes, AuditParts parts) {
    int from = fields.valueFrom();
    int to = fields.valueTo();
    if (!fields.string() && from < to && bytes[from] == '{') {
      boolean account = fields.named(ACCOUNT);
      boolean known = account || fields.named(LOGIN) || fields.named(AUDIT_RECORD);
      if (known || Ascii.endsWith(bytes, fields.nameFrom(), fields.nameTo(), DATA)) {
        nested(bytes, from, to, parts, account);
      }
    } else if (fields.named(CLASS)) {
      parts.set(AuditPart.NAME, from, to);
    } else {
      set(parts, AuditPart.of(bytes, fields.nameFrom(), fields.nameTo()), from, to);
    }
  }

  private void nested(byte[] bytes, int from, int to, AuditParts parts, boolean account) {
    if (!inner.open(bytes, from, to)) {
      return;
    }
    while (inner.next()) {
      AuditPart part = AuditPart.of(bytes, inner.nameFrom(), inner.nameTo());
      if (account && inner.named(USER)) {
        part = AuditPart.PRIV_USER;
      } else if (inner.named(QUERY)) {
        part = AuditPart.SQLTEXT;
      }
      boolean flat = inner.string() || inner.valueFrom() < inner.valueTo();
      if (flat) {
        set(parts, part, inner.valueFrom(), inner.valueTo());
      }
    }
  }

  private static void set(AuditParts parts, @Nullable AuditPart part, int from, int to) {
    if (part != null) {
      parts.set(part, from, to);
    }
  }
}
