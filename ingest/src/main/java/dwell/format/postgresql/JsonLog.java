package dwell.format.postgresql;

import dwell.event.Dataset;
import dwell.event.EventBatch;
import dwell.event.EventTime.YearBasis;
import dwell.event.Field;
import dwell.event.Flag;
import dwell.event.TextCoding;
import dwell.format.ArtifactHost;
import dwell.format.JsonFields;
import dwell.format.LogFormat;
import dwell.format.LogParser;
import dwell.format.ParseContext;
import dwell.format.Sample;
import dwell.record.Ascii;
import dwell.record.Chunk;
import dwell.record.Lines;
import dwell.time.IsoStamp;
import dwell.time.RowClock;
import dwell.time.Stamp;
import org.jspecify.annotations.Nullable;

/**
 * PostgreSQL's {@code jsonlog}, from version 15 (write_jsonlog in jsonlog.c): one flat object a
 * line.
 *
 * <p>Not splittable: what an error says of an earlier record's statement is put there.
 */
public final class JsonLog implements LogFormat {
  private static final byte[] SEVERITY = Ascii.bytes("\"error_severity\":");
  private static final byte[] TIMESTAMP = Ascii.bytes("\"timestamp\":");

  @Override
  public String id() {
    return "postgresql.json";
  }

  @Override
  public String title() {
    return "PostgreSQL server log (jsonlog)";
  }

  @Override
  public String recognisedBy() {
    return "JSON objects, one a line, with the members timestamp and error_severity";
  }

  @Override
  public int recognise(Sample sample) {
    byte[] bytes = sample.bytes();
    int at = 0;
    for (int lines = 0; at < bytes.length && lines < 20; lines++) {
      int end = Lines.end(bytes, at, bytes.length);
      if (bytes[at] == '{'
          && Ascii.indexOf(bytes, at, end, SEVERITY) > 0
          && Ascii.indexOf(bytes, at, end, TIMESTAMP) > 0) {
        return 95;
      }
      at = end;
    }
    return 0;
  }

  @Override
  public LogParser parser(ParseContext context) {
    return new Parser(context);
  }

  /** The members that are read. */
  private enum Member {
    TIMESTAMP,
    USER,
    DBNAME,
    PID,
    REMOTE_HOST,
    REMOTE_PORT,
    SESSION_ID,
    ERROR_SEVERITY,
    STATE_CODE,
    MESSAGE,
    DETAIL,
    STATEMENT;

    final byte[] text = Ascii.bytes(name().toLowerCase(java.util.Locale.ROOT));
  }

  private static final Member[] MEMBERS = Member.values();

  private static final class Parser implements LogParser {
    private final JsonFields fields = new JsonFields();
    private final LogLine parts = new LogLine();
    private final Stamp stamp = new Stamp();
    private final ServerMessages messages;
    private final RowClock clock;
    private final ArtifactHost host;
    private boolean timed;
    private boolean known;

    Parser(ParseContext context) {
      clock = new RowClock(context.clocks().of("postgresql", context.artifact().host()));
      host = new ArtifactHost(context);
      messages = new ServerMessages(host);
      parts.coding = TextCoding.JSON;
    }

    @Override
    public void parse(Chunk chunk, EventBatch batch) {
      byte[] bytes = chunk.bytes();
      int to = chunk.to();
      int line = 0;
      for (int at = 0; at < to; ) {
        int start = at;
        while (start < to && (bytes[start] == '\n' || bytes[start] == '\r')) {
          start++;
        }
        int end = Lines.end(bytes, start, to);
        while (end < to && (bytes[end] == '\n' || bytes[end] == '\r')) {
          end++;
        }
        row(batch, at, start, end, line);
        line += Lines.count(bytes, at, end);
        at = end;
      }
    }

    private void row(EventBatch batch, int from, int start, int end, int line) {
      byte[] bytes = batch.bytes();
      batch.next(from, end, line, 0);
      host.set(batch);
      batch.dataset(Dataset.POSTGRESQL);
      parts.clear();
      timed = false;
      known = false;
      boolean whole = fields.open(bytes, start, end);
      while (whole && fields.next()) {
        take(bytes);
      }
      whole &= fields.closed();
      if (!whole) {
        batch.flag(Flag.TRUNCATED);
      }
      if (!known) {
        if (timed) {
          clock.set(batch, stamp, stamp.zoned() ? null : YearBasis.RECORDED);
        }
        batch.text(Field.MESSAGE, start, Lines.trim(bytes, start, end), TextCoding.RAW);
        batch.words(bytes, start, end);
        return;
      }
      parts.recordFrom = from;
      parts.recordTo = end;
      parts.recordLine = line;
      messages.put(batch, parts, clock, timed ? stamp : null);
    }

    private void take(byte[] bytes) {
      int from = fields.valueFrom();
      int to = fields.valueTo();
      switch (member()) {
        case TIMESTAMP -> timed = IsoStamp.readNamed(bytes, from, to, stamp) > 0;
        case USER -> {
          parts.userFrom = from;
          parts.userTo = to;
        }
        case DBNAME -> {
          parts.databaseFrom = from;
          parts.databaseTo = to;
        }
        case PID -> parts.pid = Math.max(0, Ascii.number(bytes, from, to));
        case REMOTE_HOST -> {
          parts.hostFrom = from;
          parts.hostTo = to;
        }
        case REMOTE_PORT -> parts.port = Math.max(0, Ascii.number(bytes, from, to));
        case SESSION_ID -> {
          parts.sessionFrom = from;
          parts.sessionTo = to;
        }
        case ERROR_SEVERITY -> {
          Severity severity = Severity.of(bytes, from, to);
          known = severity != null;
          parts.severity = severity == null ? Severity.LOG : severity;
        }
        case STATE_CODE -> {
          parts.stateFrom = from;
          parts.stateTo = to;
        }
        case MESSAGE -> {
          parts.messageFrom = from;
          parts.messageTo = to;
        }
        case DETAIL -> {
          parts.detailFrom = from;
          parts.detailTo = to;
        }
        case STATEMENT -> {
          parts.queryFrom = from;
          parts.queryTo = to;
        }
        case null -> {}
      }
    }

    private @Nullable Member member() {
      for (Member member : MEMBERS) {
        if (fields.named(member.text)) {
          return member;
        }
      }
      return null;
    }
  }
}
