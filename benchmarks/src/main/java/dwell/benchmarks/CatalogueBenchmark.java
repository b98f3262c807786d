package dwell.benchmarks;

import dwell.benchmarks.logs.LogKind;
import dwell.event.EventBatch;
import dwell.pattern.Catalogue;
import dwell.pattern.MessageMatcher;
import dwell.record.Chunk;
import java.util.ArrayList;
import java.util.List;
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

/** The catalogue alone: one operation matches every message of a log whose places are known. */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(value = 1, jvmArgsAppend = "-Xmx512m")
@Warmup(iterations = 3, time = 3)
@Measurement(iterations = 5, time = 3)
public class CatalogueBenchmark {

  /** Where a program's name and its message stand in a chunk. */
  private record Message(byte[] bytes, int programFrom, int programTo, int from, int to) {}

  /** The messages of a log. */
  public abstract static class Messages {
    private final List<Message> messages = new ArrayList<>();
    private final List<Chunk> chunks;
    private final MessageMatcher matcher = Catalogue.builtIn().matcher();
    private final EventBatch batch = new EventBatch(full -> {});

    Messages(LogKind kind) {
      PartedLog log = new PartedLog(kind, PartedLog.BYTES, () -> this::keep);
      log.parse(new EventBatch(full -> {}));
      chunks = log.chunks();
    }

    private boolean keep(
        byte[] bytes, int programFrom, int programTo, int from, int to, EventBatch rows) {
      messages.add(new Message(bytes, programFrom, programTo, from, to));
      return false;
    }

    long match(Throughput throughput) {
      long known = 0;
      int at = 0;
      for (Chunk chunk : chunks) {
        batch.chunk(chunk.bytes(), chunk.offset(), chunk.firstLine());
        for (; at < messages.size() && messages.get(at).bytes == chunk.bytes(); at++) {
          Message message = messages.get(at);
          batch.next(message.from, message.to, 0, 0);
          if (matcher.match(
              message.bytes,
              message.programFrom,
              message.programTo,
              message.from,
              message.to,
              batch)) {
            known++;
          }
          throughput.bytes += message.to - message.from;
        }
        batch.flush();
      }
      throughput.records += messages.size();
      return known;
    }
  }

  @State(Scope.Thread)
  public static class Auth extends Messages {
    public Auth() {
      super(LogKind.AUTH);
    }
  }

  @State(Scope.Thread)
  public static class Syslog extends Messages {
    public Syslog() {
      super(LogKind.SYSLOG);
    }
  }

  @Benchmark
  public long auth(Auth messages, Throughput throughput) {
    return messages.match(throughput);
  }

  /** More than a quarter of these are unknown. */
  @Benchmark
  public long syslog(Syslog messages, Throughput throughput) {
    return messages.match(throughput);
  }
}
