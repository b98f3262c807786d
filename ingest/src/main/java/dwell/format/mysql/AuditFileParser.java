package dwell.format.mysql;

import dwell.event.Dataset;
import dwell.event.EventBatch;
import dwell.event.EventTime.Basis;
import dwell.event.EventTime.YearBasis;
import dwell.event.Field;
import dwell.event.Flag;
import dwell.event.Outcome;
import dwell.event.TextCoding;
import dwell.format.ArtifactHost;
import dwell.format.FreeText;
import dwell.format.ParseContext;
import dwell.record.Ascii;
import dwell.record.Chunk;
import dwell.time.HostClock;
import dwell.time.IsoStamp;
import dwell.time.RowClock;
import dwell.time.Stamp;
import java.time.ZoneOffset;
import java.util.Arrays;

/** Makes rows of the audit log plugins' files. */
final class AuditFileParser extends EntryParser {
  private static final byte[] MYSQL = Ascii.bytes("mysql");
  private static final byte[] DECLARATION = Ascii.bytes("<?xml ");
  private static final byte[] ROOT = Ascii.bytes("<AUDIT>");
  private static final byte[] AT_HOST = Ascii.bytes("] @ ");

  private final AuditDialect dialect;
  private final AuditReader reader;
  private final AuditParts parts;
  private final Stamp stamp = new Stamp();
  private final RowClock clock = new RowClock(new HostClock(ZoneOffset.UTC, Basis.RECORDED));
  private final ArtifactHost host;

  AuditFileParser(AuditDialect dialect, ParseContext context) {
    this.dialect = dialect;
    reader = dialect.reader();
    parts = new AuditParts(dialect);
    host = new ArtifactHost(context);
  }

  @Override
  boolean begins(byte[] bytes, int from, int end) {
    return dialect.begins(bytes, from, end);
  }

  @Override
  boolean nothing(byte[] bytes, int from, int to) {
    return dialect.nothing(bytes, from, to);
  }

  @Override
  void row(Chunk chunk, EventBatch batch, int from, int to, int line) {
    byte[] bytes = chunk.bytes();
    batch.next(from, to, line, 0);
    host.set(batch);
    batch.dataset(Dataset.MYSQL_AUDIT);
    int first = Blank.skip(bytes, from, to);
    int last = to;
    while (last > first && (bytes[last - 1] == '\n' || bytes[last - 1] == '\r')) {
      last--;
    }
    batch.text(Field.MESSAGE, first, last, TextCoding.RAW);
    FreeText.flags(bytes, first, last, batch);
    parts.clear(bytes);
    boolean whole = reader.read(bytes, first, last, parts);
    if (!parts.has(AuditPart.NAME) && !parts.has(AuditPart.TIMESTAMP)) {
      batch.words(bytes, first, last);
      heading(batch, bytes, first, last);
      return;
    }
    if (!whole) {
      batch.flag(Flag.TRUNCATED);
    }
    time(batch, bytes);
    put(batch, bytes);
    if (!parts.has(AuditPart.SQLTEXT)) {
      batch.words(bytes, first, last);
    }
  }

  /** A document's first lines, or else what is left of a record whose beginning is gone. */
  private static void heading(EventBatch batch, byte[] bytes, int from, int to) {
    if (Ascii.startsWith(bytes, from, to, DECLARATION) || Ascii.startsWith(bytes, from, to, ROOT)) {
      AuditKind.OTHER.put(batch);
    } else if (!Blank.is(bytes, from, to)) {
      batch.flag(Flag.TRUNCATED);
    }
  }

  private void time(EventBatch batch, byte[] bytes) {
    int from = parts.from(AuditPart.TIMESTAMP);
    int to = parts.to(AuditPart.TIMESTAMP);
    if (parts.has(AuditPart.TIMESTAMP)
        && IsoStamp.readNamed(bytes, from, to, stamp) > 0
        && clock.set(batch, stamp, stamp.zoned() ? null : YearBasis.RECORDED)) {
      batch.text(Field.TIME_ORIGINAL, from, to, TextCoding.RAW);
    }
  }

  private void put(EventBatch batch, byte[] bytes) {
    AuditKind kind = AuditKind.of(parts);
    kind.put(batch);
    batch.keyword(Field.DB_SYSTEM, MYSQL, 0, MYSQL.length);
    long connection = parts.number(AuditPart.CONNECTION_ID);
    if (connection > 0) {
      parts.keyword(batch, Field.SESSION, AuditPart.CONNECTION_ID);
    }
    parts.keyword(batch, Field.DB_NAMESPACE, AuditPart.DB);
    parts.keyword(batch, Field.DB_COLLECTION, AuditPart.TABLE);
    if (kind != AuditKind.START && kind != AuditKind.STOP) {
      account(batch, kind);
      farSide(batch, bytes);
    }
    if (parts.has(AuditPart.SQLTEXT)) {
      parts.statement(batch);
    }
    if (kind == AuditKind.CONNECT || kind == AuditKind.CHANGE_USER || kind == AuditKind.QUERY) {
      outcome(batch, kind);
    }
  }

  /** Sets who the client said to be, and where that differs the account that the server took. */
  private void account(EventBatch batch, AuditKind kind) {
    if (parts.decode(AuditPart.USER)) {
      byte[] plain = parts.plain;
      int from = parts.plainFrom;
      int to = parts.plainTo;
      int end = kind.connection() ? -1 : Ascii.lastIndexOf(plain, from, to, AT_HOST);
      int bracket = end < 0 ? -1 : bracket(plain, from, end);
      if (bracket < 0) {
        batch.keyword(Field.USER, plain, from, to);
      } else {
        batch.keyword(Field.USER, plain, bracket + 1, end);
        if (!Arrays.equals(plain, from, bracket, plain, bracket + 1, end)) {
          batch.keyword(Field.EFFECTIVE_USER, plain, from, bracket);
        }
      }
    }
    if (!parts.same(AuditPart.USER, AuditPart.PRIV_USER)
        && parts.decode(AuditPart.PRIV_USER)
        && Ascii.indexOf(parts.plain, parts.plainFrom, parts.plainTo, AT_HOST) < 0) {
      Field field = batch.code(Field.USER, batch.row()) < 0 ? Field.USER : Field.EFFECTIVE_USER;
      parts.keyword(batch, field, AuditPart.PRIV_USER);
    }
  }

  /**
   * Where the bracket of {@code ACCOUNT[USER] @ HOST [IP]} opens (make_user_name in sql/log.cc).
   * Both may hold brackets, and mostly are the same.
   */
  private static int bracket(byte[] plain, int from, int end) {
    int middle = from + (end - from - 1) / 2;
    if (plain[middle] == '[' && Arrays.equals(plain, from, middle, plain, middle + 1, end)) {
      return middle;
    }
    return Ascii.indexOf(plain, from, end, (byte) '[');
  }

  private void farSide(EventBatch batch, byte[] bytes) {
    boolean address =
        parts.has(AuditPart.IP)
            && batch.address(
                Field.SOURCE_IP, bytes, parts.from(AuditPart.IP), parts.to(AuditPart.IP));
    if (!parts.decode(AuditPart.HOST)) {
      return;
    }
    boolean also = batch.address(Field.SOURCE_IP, parts.plain, parts.plainFrom, parts.plainTo);
    if (also && address) {
      batch.address(Field.SOURCE_IP, bytes, parts.from(AuditPart.IP), parts.to(AuditPart.IP));
    } else if (!also) {
      batch.keyword(Field.SOURCE_DOMAIN, parts.plain, parts.plainFrom, parts.plainTo);
    }
  }

  private void outcome(EventBatch batch, AuditKind kind) {
    long status = parts.number(AuditPart.STATUS);
    if (status == 0) {
      batch.outcome(Outcome.SUCCESS);
    } else if (status > 0) {
      batch.outcome(Outcome.FAILURE);
      parts.keyword(batch, Field.DB_STATUS, AuditPart.STATUS);
      if (kind != AuditKind.QUERY) {
        AuditRecord.reason(batch, status);
      }
    }
  }
}
