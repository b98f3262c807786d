package dwell.casefile;

import dwell.event.Dataset;
import dwell.event.EventBatch;
import dwell.event.Field;
import dwell.event.TextCoding;
import dwell.format.ArtifactCounts;
import dwell.format.BufferPool;
import dwell.format.LogParser;
import dwell.record.Chunk;
import dwell.record.Lines;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The threads that parse, index and keep chunks. Each has its own batch and its own places in the
 * index and in the record store; none waits for another. What waits is bounded by the pool of
 * buffers that the chunks stand in.
 *
 * <p>They do not all begin at once: one core is left to reading and to the compilers of the code
 * that the others have just begun to run, until so much was parsed that these are done.
 */
final class ParseWorkers implements Closeable {
  /** What is parsed before every core may have a thread. */
  private static final long WARM_BYTES = 256L << 20;

  private final CaseWriter writer;
  private final BufferPool pool;
  private final int most;
  private final List<Thread> threads = new ArrayList<>();
  private final AtomicLong bytes = new AtomicLong();
  private final AtomicLong events = new AtomicLong();

  /** One place for each chunk that waits; those of one artifact in order. */
  private final Deque<ArtifactPass> waiting = new ArrayDeque<>();

  private int busy;
  private boolean closed;
  private @Nullable Throwable failure;

  /**
   * @param most threads, at least 1
   */
  ParseWorkers(CaseWriter writer, BufferPool pool, int most) {
    this.writer = writer;
    this.pool = pool;
    this.most = most;
    int first = Math.clamp(Runtime.getRuntime().availableProcessors() - 1L, 1, most);
    for (int i = 0; i < first; i++) {
      begin();
    }
  }

  private void begin() {
    Worker worker = new Worker();
    String name = "parse-" + threads.size();
    threads.add(Thread.ofPlatform().name(name).daemon().start(worker::run));
  }

  /** Bytes of chunks parsed so far, decompressed. */
  long bytes() {
    return bytes.get();
  }

  /** Events made so far. */
  long events() {
    return events.get();
  }

  /**
   * Takes a chunk over, and gives its buffer back to the pool when it is done with.
   *
   * @throws IOException where a worker has failed: then the pass cannot go on
   */
  void add(ArtifactPass pass, Chunk chunk) throws IOException {
    synchronized (this) {
      if (failure == null) {
        pass.add(chunk);
        waiting.add(pass);
        if (threads.size() < most && bytes.get() >= WARM_BYTES) {
          begin();
        }
        notifyAll();
        return;
      }
    }
    pool.give(chunk.bytes());
    check();
  }

  /** Waits until every chunk that was added is done with. */
  synchronized void await() throws IOException {
    try {
      while (failure == null && (busy > 0 || !waiting.isEmpty())) {
        wait();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
    check();
  }

  /**
   * Throws what a worker met that is not the evidence's fault: a full disk, a fault of dwell's own.
   */
  synchronized void check() throws IOException {
    switch (failure) {
      case null -> {}
      case UncheckedIOException e -> throw new IOException(e.getCause());
      case IOException e -> throw new IOException(e);
      case Throwable e -> throw new IllegalStateException("a worker failed", e);
    }
  }

  /** Ends the threads; what waits is dropped. */
  @Override
  public void close() {
    synchronized (this) {
      closed = true;
      waiting.clear();
      notifyAll();
    }
    boolean interrupted = false;
    for (Thread thread : threads) {
      while (thread.isAlive()) {
        try {
          thread.join();
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** A chunk that a worker may begin with. */
  private record Task(ArtifactPass pass, Chunk chunk) {}

  /** The next chunk whose artifact is free; null where the work is over. */
  private synchronized @Nullable Task take() {
    try {
      while (true) {
        if (closed) {
          return null;
        }
        int waits = waiting.size();
        for (int i = 0; i < waits; i++) {
          ArtifactPass pass = waiting.remove();
          Chunk chunk = pass.next();
          if (chunk != null) {
            busy++;
            return new Task(pass, chunk);
          }
          waiting.add(pass);
        }
        wait();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return null;
    }
  }

  private synchronized void done() {
    busy--;
    notifyAll();
  }

  private synchronized void fail(Throwable e) {
    if (failure == null) {
      failure = e;
    }
    for (ArtifactPass pass : waiting) {
      // The reader may wait for these buffers.
      for (Chunk chunk = pass.drop(); chunk != null; chunk = pass.drop()) {
        pool.give(chunk.bytes());
      }
    }
    waiting.clear();
    notifyAll();
  }

  private final class Worker {
    private final EventIndex.Appender index = writer.index().appender();
    private final RecordStore.Appender records = writer.records().appender();
    private final EventBatch batch = new EventBatch(this::take);
    private ArtifactCounts counts = new ArtifactCounts();
    private final long[] datasets = new long[Dataset.values().length];

    /** Where the rows that were handed on end in the chunk. */
    private int indexedTo;

    private void take(EventBatch full) {
      counts.add(full);
      for (int row = 0; row < full.size(); row++) {
        datasets[full.dataset(row).ordinal()]++;
      }
      events.addAndGet(full.size());
      indexedTo = full.recordTo(full.size() - 1);
      index.accept(full);
    }

    private void run() {
      for (Task task = ParseWorkers.this.take(); task != null; task = ParseWorkers.this.take()) {
        try {
          work(task.pass, task.chunk);
        } catch (RuntimeException | Error e) {
          fail(e);
        } finally {
          pool.give(task.chunk.bytes());
          done();
        }
      }
    }

    private void work(ArtifactPass pass, Chunk chunk) {
      counts = new ArtifactCounts();
      Arrays.fill(datasets, 0);
      indexedTo = 0;
      index.artifact(pass.number);
      if (pass.keep) {
        records.add(pass.number, chunk.bytes(), chunk.to(), chunk.offset(), chunk.firstLine());
      }
      batch.chunk(chunk.bytes(), chunk.offset(), chunk.firstLine());
      parse(pass, chunk);
      batch.flush();
      bytes.addAndGet(chunk.to());
      pass.done(counts, datasets);
    }

    private void parse(ArtifactPass pass, Chunk chunk) {
      LogParser parser = pass.takeParser();
      try {
        parser.parse(chunk, batch);
        pass.giveParser(parser);
      } catch (UncheckedIOException e) {
        throw e;
      } catch (RuntimeException e) {
        // A fault of the parser must not take the rest of the evidence along. Its state is not
        // trusted
        // any more; what it left is kept as lines that nobody understood.
        pass.fault(
            chunk.offset() + parsedTo(), "the parser failed here: " + e.getClass().getSimpleName());
        lines(chunk, parsedTo());
      }
    }

    private int parsedTo() {
      return batch.size() > 0 ? batch.recordTo(batch.size() - 1) : indexedTo;
    }

    private void lines(Chunk chunk, int from) {
      byte[] bytes = chunk.bytes();
      int line = chunk.firstLine() == 0 ? 0 : Lines.count(bytes, 0, from);
      while (from < chunk.to()) {
        int end = Lines.end(bytes, from, chunk.to());
        batch.next(from, end, line++, 0);
        int text = Lines.trim(bytes, from, end);
        batch.text(Field.MESSAGE, from, text, TextCoding.RAW);
        batch.words(bytes, from, text);
        from = end;
      }
    }
  }
}
