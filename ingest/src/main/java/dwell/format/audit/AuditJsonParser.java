package dwell.format.audit;

import dwell.event.EventBatch;
import dwell.event.EventTime.YearBasis;
import dwell.event.Field;
import dwell.event.TextCoding;
import dwell.format.ArtifactHost;
import dwell.format.FreeText;
import dwell.format.JsonFields;
import dwell.format.LineParser;
import dwell.format.ParseContext;
import dwell.record.Ascii;
import dwell.time.EpochStamp;
import dwell.time.IsoStamp;
import dwell.time.RowClock;
import dwell.time.Stamp;
import org.jspecify.annotations.Nullable;

/** Makes rows of audit events in JSON: their records are written back and read as the log's. */
final class AuditJsonParser extends LineParser {
  private static final byte[] NODE = Ascii.bytes("NODE");
  private static final byte[] PATH = Ascii.bytes("PATH");
  private static final byte[] ARGV = Ascii.bytes("ARGV");
  private static final byte[] ARGV_STRING = Ascii.bytes("ARGV_STR");
  private static final byte[] PROCTITLE = Ascii.bytes("PROCTITLE");
  private static final byte[] TITLE = Ascii.bytes("proctitle");
  private static final byte[] FIRST = Ascii.bytes("a0");
  private static final byte[] TYPE = Ascii.bytes("type");
  private static final byte[] DATA = Ascii.bytes("data");
  private static final byte[] NAMES = Ascii.bytes("uid_map");
  private static final byte[] UID = Ascii.bytes("UID");
  private static final byte[] EUID = Ascii.bytes("EUID");
  private static final byte[] BLANK = {' '};
  private static final long PATH_NUMBER = 1302;

  private final JsonFields fields = new JsonFields();
  private final JsonFields items = new JsonFields();
  private final JsonFields inner = new JsonFields();
  private final AuditEvent event = new AuditEvent();
  private final Transcript decoded = new Transcript(true);
  private final Transcript plain = new Transcript(false);
  private final BeatEvent beat = new BeatEvent(event, plain);
  private final Stamp stamp = new Stamp();
  private final RowClock clock;
  private final ArtifactHost host;
  private final FreeText text;

  AuditJsonParser(ParseContext context) {
    clock = new RowClock(context.clock());
    host = new ArtifactHost(context);
    text = new FreeText(context);
  }

  @Override
  protected void line(byte[] b, int from, int to, EventBatch batch) {
    host.set(batch);
    batch.text(Field.MESSAGE, from, to, TextCoding.RAW);
    JsonDialect dialect = JsonDialect.of(fields, b, from, to);
    if (dialect == null) {
      text.unknown(b, from, to, batch);
      return;
    }
    event.clear();
    decoded.clear();
    plain.clear();
    boolean stamped =
        switch (dialect) {
          case LAUREL -> laurel(b, from, to, batch);
          case GO_AUDIT -> goAudit(b, from, to);
          case AUDITBEAT -> beat(b, from, to, batch);
        };
    if (stamped) {
      clock.set(batch, stamp, stamp.zoned() ? null : YearBasis.RECORDED);
    }
    Transcript records = dialect == JsonDialect.LAUREL ? decoded : plain;
    event.fill(batch, records.text());
    if (event.worded()) {
      batch.words(records.text(), 0, records.length());
    }
  }

  private boolean laurel(byte[] b, int from, int to, EventBatch batch) {
    boolean stamped = false;
    fields.open(b, from, to);
    while (fields.next()) {
      if (fields.string()) {
        if (fields.named(JsonDialect.ID)) {
          stamped = EpochStamp.read(b, fields.valueFrom(), fields.valueTo(), stamp) > 0;
        } else if (fields.named(NODE)) {
          batch.keyword(Field.HOST, b, fields.valueFrom(), fields.valueTo());
        }
      } else if (items.openList(b, fields.valueFrom(), fields.valueTo())) {
        while (items.nextItem()) {
          record(b, items.valueFrom(), items.valueTo());
        }
      } else {
        record(b, fields.valueFrom(), fields.valueTo());
      }
    }
    return stamped;
  }

  /** Writes back the record {@code b[from, to)}, whose type is the name of the current member. */
  private void record(byte[] b, int from, int to) {
    if (!inner.open(b, from, to)) {
      return;
    }
    Kind kind = Kind.of(b, fields.nameFrom(), fields.nameTo());
    boolean title = fields.named(PROCTITLE);
    int begin = decoded.length();
    while (inner.next()) {
      if (inner.string() && kind == Kind.EXECVE && inner.named(ARGV_STRING)) {
        decoded.field(FIRST, 0, FIRST.length, b, inner);
      } else if (inner.string() || !nested(b)) {
        decoded.field(b, inner.nameFrom(), inner.nameTo(), b, inner);
      } else if (inner.named(ARGV) && (title || kind == Kind.EXECVE)) {
        decoded.list(title ? TITLE : null, b, inner.valueFrom(), inner.valueTo());
      }
    }
    event.add(kind, fields.named(PATH), decoded.text(), begin, decoded.length());
  }

  private boolean nested(byte[] b) {
    return inner.valueFrom() < inner.valueTo()
        && (b[inner.valueFrom()] == '{' || b[inner.valueFrom()] == '[');
  }

  private boolean goAudit(byte[] b, int from, int to) {
    boolean stamped = false;
    int namesFrom = -1;
    int namesTo = -1;
    fields.open(b, from, to);
    while (fields.next()) {
      if (fields.named(JsonDialect.TIMESTAMP)) {
        stamped = EpochStamp.read(b, fields.valueFrom(), fields.valueTo(), stamp) > 0;
      } else if (fields.named(JsonDialect.MESSAGES)) {
        boolean more = items.openList(b, fields.valueFrom(), fields.valueTo());
        while (more && items.nextItem()) {
          message(b, items.valueFrom(), items.valueTo());
        }
      } else if (fields.named(NAMES)) {
        namesFrom = fields.valueFrom();
        namesTo = fields.valueTo();
      }
    }
    if (namesFrom >= 0) {
      names(b, namesFrom, namesTo);
    }
    return stamped;
  }

  private void message(byte[] b, int from, int to) {
    long type = -1;
    int begin = plain.length();
    boolean more = inner.open(b, from, to);
    while (more && inner.next()) {
      if (inner.named(TYPE)) {
        type = Ascii.number(b, inner.valueFrom(), inner.valueTo());
      } else if (inner.named(DATA) && inner.string()) {
        plain.unescaped(b, inner.valueFrom(), inner.valueTo());
        plain.add(BLANK, 0, 1);
      }
    }
    @Nullable Kind kind = Kind.of(type);
    event.add(kind, type == PATH_NUMBER, plain.text(), begin, plain.length());
  }

  /** The names that go-audit found for the ids. */
  private void names(byte[] b, int from, int to) {
    int begin = plain.length();
    boolean more = inner.open(b, from, to);
    while (more && inner.next()) {
      if (event.is(Key.UID, plain.text(), b, inner.nameFrom(), inner.nameTo())) {
        plain.field(UID, 0, UID.length, b, inner);
      }
      if (event.is(Key.EUID, plain.text(), b, inner.nameFrom(), inner.nameTo())) {
        plain.field(EUID, 0, EUID.length, b, inner);
      }
    }
    event.add(null, false, plain.text(), begin, plain.length());
  }

  private boolean beat(byte[] b, int from, int to, EventBatch batch) {
    beat.read(b, from, to, batch);
    return beat.stampFrom >= 0 && IsoStamp.read(b, beat.stampFrom, beat.stampTo, stamp) > 0;
  }
}
