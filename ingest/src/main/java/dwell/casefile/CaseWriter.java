package dwell.casefile;

import dwell.casefile.Manifest.Entry;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.lucene.store.LockObtainFailedException;

/**
 * A case open for adding evidence: one pass. Until {@link #commit}, and whatever happens before its
 * end, the case stays as it was.
 */
final class CaseWriter implements Closeable {
  /** The steps of a commit, in order. A test stops between them. */
  enum Step {
    RECORDS,
    INDEX,
    MANIFEST,
    DESCRIPTION,
    LEDGER
  }

  /** Told after each step. */
  @FunctionalInterface
  interface StepListener {
    void done(Step step) throws IOException;
  }

  /** Tells the ledger of a commit. */
  @FunctionalInterface
  interface LedgerEntry {
    void append(Manifest manifest) throws IOException;
  }

  private final CaseFolder folder;
  private final Manifest before;
  private final EventIndex index;
  private final RecordStore records;
  private final StepListener listener;
  private final AtomicInteger next;

  private CaseWriter(
      CaseFolder folder,
      Manifest before,
      EventIndex index,
      RecordStore records,
      StepListener listener) {
    this.folder = folder;
    this.before = before;
    this.index = index;
    this.records = records;
    this.listener = listener;
    next = new AtomicInteger(before.lastNumber().orElse(-1) + 1);
  }

  /**
   * Opens a case, or makes it.
   *
   * @throws CaseException where another process writes to it, or it cannot be used
   */
  static CaseWriter open(CaseFolder folder) throws IOException {
    return open(folder, EventIndex.SEGMENT_ROWS, step -> {});
  }

  /** The same, with segments of another size, and told of each step of a commit. */
  static CaseWriter open(CaseFolder folder, int segmentRows, StepListener listener)
      throws IOException {
    Files.createDirectories(folder.path());
    Manifest manifest = folder.manifest();
    EventIndex index;
    try {
      index =
          EventIndex.open(folder.index(), manifest == null ? null : manifest.sha256(), segmentRows);
    } catch (LockObtainFailedException e) {
      throw new CaseException("another process is writing to the case " + folder.path(), e);
    }
    try {
      Manifest before = manifest == null ? Manifest.EMPTY : manifest;
      TreeSet<Integer> passes = new TreeSet<>(before.passes());
      RecordStore records =
          RecordStore.create(folder.records(), passes.isEmpty() ? 0 : passes.last() + 1);
      return new CaseWriter(folder, before, index, records, listener);
    } catch (IOException e) {
      index.close();
      throw e;
    }
  }

  /** The case as it was. */
  Manifest before() {
    return before;
  }

  EventIndex index() {
    return index;
  }

  RecordStore records() {
    return records;
  }

  /** A number for an artifact, or for another pass over it. */
  int nextNumber() {
    return next.getAndIncrement();
  }

  /** Takes back all that was added of an artifact. */
  void discard(int number) throws IOException {
    index.delete(number);
    records.discard(number);
  }

  /** The records of the case and those added so far. */
  KeptRecords keptSoFar() throws IOException {
    return KeptRecords.open(folder.records(), before.passes())
        .add(folder.records(), records.pass(), records.blocks());
  }

  /**
   * Makes what was added part of the case.
   *
   * @param entries all of the case's artifacts, those of before included
   * @param description of the case as it will be
   * @param ledger adds to the ledger
   */
  void commit(List<Entry> entries, CaseDescription description, LedgerEntry ledger)
      throws IOException {
    Manifest manifest = new Manifest(entries);
    if (!manifest.equals(before) || !Files.exists(folder.evidence())) {
      records.commit();
      listener.done(Step.RECORDS);
      index.commit(manifest.sha256());
      listener.done(Step.INDEX);
      AtomicFile.write(folder.evidence(), manifest.toBytes());
      listener.done(Step.MANIFEST);
    }
    description.write(folder.description());
    listener.done(Step.DESCRIPTION);
    ledger.append(manifest);
    listener.done(Step.LEDGER);
  }

  @Override
  public void close() throws IOException {
    index.close();
    records.close();
  }
}
