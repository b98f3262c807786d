package dwell.format.mysql;

import dwell.event.Dataset;
import dwell.event.EventBatch;
import dwell.event.EventTime.YearBasis;
import dwell.event.Field;
import dwell.event.Flag;
import dwell.event.TextCoding;
import dwell.format.ArtifactHost;
import dwell.format.ParseContext;
import dwell.record.Chunk;
import dwell.time.RowClock;
import dwell.time.Stamp;

/** Makes rows of server_audit's file. */
final class ServerAuditParser extends EntryParser {
  private final Stamp stamp = new Stamp();
  private final Stamp ahead = new Stamp();
  private final AuditRecord audit = new AuditRecord();
  private final RowClock clock;
  private final ArtifactHost host;

  ServerAuditParser(ParseContext context) {
    clock = new RowClock(context.clocks().of("mysql", context.artifact().host()));
    host = new ArtifactHost(context);
  }

  @Override
  boolean begins(byte[] bytes, int from, int end) {
    return ServerAuditLog.begins(bytes, from, end, ahead) > 0;
  }

  @Override
  void row(Chunk chunk, EventBatch batch, int from, int to, int line) {
    byte[] bytes = chunk.bytes();
    batch.next(from, to, line, 0);
    host.set(batch);
    int first = Blank.skip(bytes, from, to);
    int last = to;
    while (last > first && (bytes[last - 1] == '\n' || bytes[last - 1] == '\r')) {
      last--;
    }
    int behind = ServerAuditLog.begins(bytes, first, to, stamp);
    if (behind > 0) {
      clock.set(batch, stamp, stamp.zoned() ? null : YearBasis.RECORDED);
    }
    if (behind > 0 && audit.read(bytes, behind, last)) {
      audit.put(batch, behind, last);
      return;
    }
    batch.dataset(Dataset.MYSQL_AUDIT);
    batch.text(Field.MESSAGE, behind > 0 ? behind : first, last, TextCoding.RAW);
    batch.words(bytes, first, last);
    if (chunk.continued() && from == 0) {
      batch.flag(Flag.TRUNCATED);
    }
  }
}
