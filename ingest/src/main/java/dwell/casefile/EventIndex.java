package dwell.casefile;

import dwell.event.EventBatch;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexCommit;
import org.apache.lucene.index.IndexDeletionPolicy;
import org.apache.lucene.index.IndexNotFoundException;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.TieredMergePolicy;
import org.apache.lucene.misc.store.HardlinkCopyDirectoryWrapper;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.jspecify.annotations.Nullable;

/**
 * Writes events to the index: the only door to it.
 *
 * <p>Each worker gathers the rows of its batches in an {@link Appender} of its own; when that is
 * full, it becomes a segment (see {@link SegmentWriter}), which the index takes over whole. Nothing
 * that was added is in the case before {@link #commit}, and that commit stands only when the
 * manifest that it names does (see {@link CaseFolder}): until then the one before it is kept too.
 */
final class EventIndex implements Closeable {
  /** The key, in a commit's data, of the SHA-256 of the manifest that the commit belongs to. */
  private static final String MANIFEST = "manifest";

  /** Rows of a segment. Larger ones save little and cost memory. */
  static final int SEGMENT_ROWS = 1 << 18;

  /**
   * Merging writes everything again, and streams of events from many segments cost next to nothing:
   * so merge late. About forty million events stand in fewer segments than this.
   */
  private static final int SEGMENTS_PER_TIER = 160;

  private final Path staging;
  private final Directory directory;
  private final IndexWriter writer;
  private final int segmentRows;
  private final List<Appender> appenders = new ArrayList<>();
  private final Set<Integer> deleted = new HashSet<>();
  private int segments;

  private EventIndex(Path folder, int segmentRows, @Nullable String manifest) throws IOException {
    this.segmentRows = segmentRows;
    staging = folder.resolve("staging");
    Files.createDirectories(folder);
    CaseFolder.deleteTree(staging);
    // A segment that is taken over is linked, where the file system can, and not copied.
    directory = new HardlinkCopyDirectoryWrapper(FSDirectory.open(folder));
    IndexWriterConfig config = new IndexWriterConfig(null);
    config.setUseCompoundFile(false);
    config.setIndexSort(IndexSchema.SORT);
    config.setCommitOnClose(false);
    config.setIndexDeletionPolicy(new KeepStanding(manifest));
    config.setMergePolicy(new TieredMergePolicy().setSegmentsPerTier(SEGMENTS_PER_TIER));
    if (manifest == null) {
      config.setOpenMode(IndexWriterConfig.OpenMode.CREATE);
    } else {
      config.setOpenMode(IndexWriterConfig.OpenMode.APPEND);
      config.setIndexCommit(commitOf(directory, manifest));
    }
    writer = new IndexWriter(directory, config);
  }

  /**
   * Opens the index for writing, as it was when the manifest was committed; what was added after
   * that, and never committed, is gone.
   *
   * @param manifest the SHA-256 of the manifest that stands, or null for a case without one
   */
  static EventIndex open(Path folder, @Nullable String manifest) throws IOException {
    return new EventIndex(folder, SEGMENT_ROWS, manifest);
  }

  /** The same, with segments of another size; no batch may have more rows. */
  static EventIndex open(Path folder, @Nullable String manifest, int segmentRows)
      throws IOException {
    return new EventIndex(folder, segmentRows, manifest);
  }

  /** A reader of the index as it was when the manifest was committed. */
  static DirectoryReader reader(Path folder, String manifest) throws IOException {
    return DirectoryReader.open(commitOf(FSDirectory.open(folder), manifest));
  }

  private static IndexCommit commitOf(Directory directory, String manifest) throws IOException {
    try {
      for (IndexCommit commit : DirectoryReader.listCommits(directory)) {
        if (manifest.equals(commit.getUserData().get(MANIFEST))) {
          return commit;
        }
      }
    } catch (IndexNotFoundException e) {
      throw new CaseException("the index is missing", e);
    }
    throw new CaseException(
        "evidence.jsonl does not belong to the index: it was changed, or comes from another case");
  }

  /** A place for one worker to add its batches to. */
  synchronized Appender appender() {
    Appender appender = new Appender();
    appenders.add(appender);
    return appender;
  }

  /** Removes all events of an artifact, those included that an appender still holds. */
  synchronized void delete(int artifact) throws IOException {
    deleted.add(artifact);
    writer.deleteDocuments(IndexSchema.artifact(artifact));
  }

  /**
   * Writes out what the appenders hold and makes all of it one commit. No appender may be in use.
   *
   * @param manifest the SHA-256 of the manifest that will stand with it
   */
  void commit(String manifest) throws IOException {
    for (Appender appender : appenders) {
      appender.flush();
    }
    writer.setLiveCommitData(Map.of(MANIFEST, manifest).entrySet());
    writer.commit();
  }

  /** Leaves the index as it was at the last commit. */
  @Override
  public void close() throws IOException {
    writer.close();
    directory.close();
    CaseFolder.deleteTree(staging);
  }

  private synchronized Path nextStaging() {
    return staging.resolve(Integer.toString(segments++));
  }

  private void take(SegmentColumns columns, Set<Integer> artifacts) throws IOException {
    Path folder = nextStaging();
    Files.createDirectories(folder);
    try (Directory segment = FSDirectory.open(folder)) {
      SegmentWriter.write(columns, segment);
      writer.addIndexes(segment);
    }
    CaseFolder.deleteTree(folder);
    synchronized (this) {
      for (int artifact : artifacts) {
        if (deleted.contains(artifact)) {
          writer.deleteDocuments(IndexSchema.artifact(artifact));
        }
      }
    }
  }

  /** Adds the batches of one worker; used by one thread at a time. */
  final class Appender implements EventBatch.Sink {
    private final SegmentColumns columns = new SegmentColumns(segmentRows);
    private final Set<Integer> artifacts = new HashSet<>();
    private int artifact;

    private Appender() {}

    /** The artifact that the batches to come belong to. */
    void artifact(int number) {
      artifact = number;
    }

    /**
     * Adds the rows of a batch.
     *
     * @throws UncheckedIOException where the index cannot be written
     */
    @Override
    public void accept(EventBatch batch) {
      if (!columns.fits(batch)) {
        try {
          flush();
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
      columns.add(batch, artifact);
      artifacts.add(artifact);
    }

    private void flush() throws IOException {
      if (columns.size() > 0) {
        take(columns, artifacts);
        columns.clear();
        artifacts.clear();
      }
    }
  }

  /** Keeps the newest commit and the one whose manifest stands. */
  private static final class KeepStanding extends IndexDeletionPolicy {
    private final String standing;

    KeepStanding(@Nullable String manifest) {
      standing = manifest == null ? "" : manifest;
    }

    @Override
    public void onInit(List<? extends IndexCommit> commits) {}

    @Override
    public void onCommit(List<? extends IndexCommit> commits) throws IOException {
      for (IndexCommit commit : commits.subList(0, commits.size() - 1)) {
        if (!standing.equals(commit.getUserData().get(MANIFEST))) {
          commit.delete();
        }
      }
    }
  }
}
