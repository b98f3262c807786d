package dwell.format.mongodb;

import dwell.event.Dataset;
import dwell.event.EventBatch;
import dwell.event.Field;
import dwell.event.TextCoding;
import dwell.format.ArtifactHost;
import dwell.format.FreeText;
import dwell.format.LineParser;
import dwell.format.LineSample;
import dwell.format.LogFormat;
import dwell.format.LogParser;
import dwell.format.ParseContext;
import dwell.format.Sample;
import dwell.time.RowClock;
import dwell.time.YearInference;

/**
 * The log of mongod and mongos: structured JSON from version 4.4, text before. One file may hold
 * both, for a server that is brought up to date goes on in it. A line that has no envelope (a
 * backtrace, a banner) is a message of its own.
 *
 * <p>Not splittable: a connection's records tell its address and account once.
 */
public final class MongoLog implements LogFormat {
  private static final int LEAST_SHARE = 30;

  @Override
  public String id() {
    return "mongodb";
  }

  @Override
  public String title() {
    return "MongoDB log (mongod, mongos)";
  }

  @Override
  public String recognisedBy() {
    return "JSON objects with t.$date, c and msg, or lines of a stamp, severity, component and a"
        + " thread in brackets";
  }

  @Override
  public int recognise(Sample sample) {
    LogLine line = new LogLine();
    int share = LineSample.share(sample, (b, from, to) -> line.read(b, from, to) && line.sure);
    return share < LEAST_SHARE ? 0 : 60 + share * 35 / 100;
  }

  @Override
  public LogParser parser(ParseContext context) {
    return new Parser(context);
  }

  private static final class Parser extends LineParser {
    private final LogLine line = new LogLine();
    private final ServerMessages messages = new ServerMessages();
    private final Clients clients = new Clients();
    private final FreeText text;
    private final RowClock clock;
    private final ArtifactHost host;
    private final YearInference years;

    Parser(ParseContext context) {
      text = new FreeText(context);
      clock = new RowClock(context.clocks().of("mongodb", context.artifact().host()));
      host = new ArtifactHost(context);
      years = context.years();
    }

    @Override
    protected void line(byte[] b, int from, int to, EventBatch batch) {
      host.set(batch);
      boolean known = line.read(b, from, to);
      if (line.timed) {
        time(batch);
      }
      if (known) {
        messages.put(batch, line, from, to, clients);
        return;
      }
      batch.dataset(Dataset.MONGODB);
      batch.text(Field.MESSAGE, from, to, TextCoding.RAW);
      FreeText.flags(b, from, to, batch);
      text.unknown(b, from, to, batch);
    }

    private void time(EventBatch batch) {
      if (clock.set(batch, line.stamp, years.complete(line.stamp))) {
        batch.text(Field.TIME_ORIGINAL, line.stampFrom, line.stampTo, TextCoding.RAW);
      }
    }

    @Override
    protected void piece(byte[] b, int from, int to, EventBatch batch) {
      host.set(batch);
      batch.dataset(Dataset.MONGODB);
      super.piece(b, from, to, batch);
    }
  }
}
