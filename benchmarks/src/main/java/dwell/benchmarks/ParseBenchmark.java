package dwell.benchmarks;

import dwell.benchmarks.logs.LogKind;
import dwell.event.EventBatch;
import dwell.pattern.Catalogue;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** From the bytes of a log to the columns of a batch: one operation parses a whole log. */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(value = 1, jvmArgsAppend = "-Xmx512m")
@Warmup(iterations = 3, time = 3)
@Measurement(iterations = 5, time = 3)
public class ParseBenchmark {

  /** A log and the batch that its events go to. */
  public abstract static class Parsing {
    private final PartedLog log;
    private long rows;
    private final EventBatch batch = new EventBatch(full -> rows += full.size());

    Parsing(LogKind kind) {
      log = new PartedLog(kind, PartedLog.BYTES, Catalogue.builtIn()::matcher);
    }

    long parse(Throughput throughput) {
      rows = 0;
      log.parse(batch);
      throughput.bytes += log.bytes();
      throughput.records += rows;
      return rows;
    }
  }

  @State(Scope.Thread)
  public static class Auth extends Parsing {
    public Auth() {
      super(LogKind.AUTH);
    }
  }

  @State(Scope.Thread)
  public static class Access extends Parsing {
    public Access() {
      super(LogKind.ACCESS);
    }
  }

  @State(Scope.Thread)
  public static class MysqlGeneral extends Parsing {
    public MysqlGeneral() {
      super(LogKind.MYSQL);
    }
  }

  @State(Scope.Thread)
  public static class PostgresCsv extends Parsing {
    public PostgresCsv() {
      super(LogKind.PG_CSV);
    }
  }

  @Benchmark
  public long auth(Auth log, Throughput throughput) {
    return log.parse(throughput);
  }

  @Benchmark
  public long access(Access log, Throughput throughput) {
    return log.parse(throughput);
  }

  @Benchmark
  public long mysqlGeneral(MysqlGeneral log, Throughput throughput) {
    return log.parse(throughput);
  }

  @Benchmark
  public long postgresCsv(PostgresCsv log, Throughput throughput) {
    return log.parse(throughput);
  }
}
