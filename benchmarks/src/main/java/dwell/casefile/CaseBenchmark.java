package dwell.casefile;

import dwell.benchmarks.PartedLog;
import dwell.benchmarks.Throughput;
import dwell.benchmarks.logs.LogKind;
import dwell.event.EventBatch;
import dwell.pattern.Catalogue;
import dwell.record.Chunk;
import dwell.record.Lines;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.store.Directory;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * From batches to the case: one operation writes a segment or keeps the bytes of a whole log. In
 * this package because the index has one door, which only this package may open.
 */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(value = 1, jvmArgsAppend = "-Xmx1g")
@Warmup(iterations = 3, time = 3)
@Measurement(iterations = 5, time = 3)
public class CaseBenchmark {

  private static PartedLog auth() {
    return new PartedLog(LogKind.AUTH, PartedLog.BYTES, Catalogue.builtIn()::matcher);
  }

  /** The rows of a segment. */
  @State(Scope.Thread)
  public static class Rows {
    private final PartedLog log = auth();
    private final SegmentColumns columns = new SegmentColumns(EventIndex.SEGMENT_ROWS);

    public Rows() {
      log.parse(new EventBatch(full -> columns.add(full, 1)));
    }
  }

  /** A record store, new for each iteration: it grows. */
  @State(Scope.Thread)
  public static class Store {
    private final PartedLog log = auth();
    private @Nullable Path folder;
    private @Nullable RecordStore store;
    private RecordStore.@Nullable Appender appender;

    @Setup(Level.Iteration)
    public void open() throws IOException {
      Path made = Files.createTempDirectory("dwell-benchmark");
      RecordStore begun = RecordStore.create(made, 0);
      folder = made;
      store = begun;
      appender = begun.appender();
    }

    @TearDown(Level.Iteration)
    public void close() throws IOException {
      Objects.requireNonNull(store).close();
      CaseFolder.deleteTree(Objects.requireNonNull(folder));
    }
  }

  /** A segment in memory, so that no disk is measured; bytes are those of the log. */
  @Benchmark
  public Object segment(Rows rows, Throughput throughput) throws IOException {
    try (Directory directory = new ByteBuffersDirectory()) {
      SegmentWriter.write(rows.columns, directory);
      throughput.bytes += rows.log.bytes();
      throughput.records += rows.columns.size();
      return directory;
    }
  }

  /** Blocks of kept records, written to the folder for temporary files. */
  @Benchmark
  public void recordBlocks(Store store, Throughput throughput) {
    RecordStore.Appender appender = Objects.requireNonNull(store.appender);
    for (Chunk chunk : store.log.chunks()) {
      appender.add(1, chunk.bytes(), chunk.to(), chunk.offset(), chunk.firstLine());
      throughput.records += Lines.count(chunk.bytes(), 0, chunk.to());
    }
    throughput.bytes += store.log.bytes();
  }
}
