package dwell.casefile;

import dwell.event.Action;
import dwell.event.ArtifactKey;
import dwell.event.Dataset;
import dwell.event.Event;
import dwell.event.EventBatch;
import dwell.event.Field;
import dwell.event.Outcome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.PriorityQueue;
import java.util.function.IntFunction;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.Scorer;
import org.apache.lucene.search.Weight;
import org.apache.lucene.util.Bits;
import org.jspecify.annotations.Nullable;

/** Merges the hits of the segments, each of which holds them in order already. */
final class MergedCursor implements EventCursor {
  private final PriorityQueue<Stream> waiting = new PriorityQueue<>();
  private final IntFunction<ArtifactKey> keys;
  private @Nullable Stream current;

  MergedCursor(
      IndexSearcher searcher, Query query, RecordBytes records, IntFunction<ArtifactKey> keys)
      throws IOException {
    this.keys = keys;
    Weight weight = searcher.createWeight(searcher.rewrite(query), ScoreMode.COMPLETE_NO_SCORES, 1);
    for (LeafReaderContext leaf : searcher.getLeafContexts()) {
      Scorer scorer = weight.scorer(leaf);
      if (scorer != null) {
        Stream stream =
            new Stream(
                leaf.ord,
                scorer.iterator(),
                leaf.reader().getLiveDocs(),
                new SegmentEvents(leaf.reader(), records, keys));
        if (stream.next()) {
          waiting.add(stream);
        }
      }
    }
  }

  @Override
  public boolean advance() {
    try {
      Stream stream = current;
      if (stream != null && stream.next()) {
        Stream rival = waiting.peek();
        if (rival == null || stream.compareTo(rival) <= 0) {
          return true;
        }
        waiting.add(stream);
      }
      current = waiting.poll();
      return current != null;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Stream here() {
    Stream stream = current;
    if (stream == null) {
      throw new IllegalStateException("the cursor stands on no event");
    }
    return stream;
  }

  @Override
  public long nanos() {
    return here().nanos;
  }

  @Override
  public Action action() {
    return Kind.action(here().kind());
  }

  @Override
  public Outcome outcome() {
    return Kind.outcome(here().kind());
  }

  @Override
  public Dataset dataset() {
    return Kind.dataset(here().kind());
  }

  @Override
  public int digits() {
    return Kind.timeInfo(here().kind()) & 0xF;
  }

  @Override
  public int flags() {
    return Kind.flags(here().kind());
  }

  @Override
  public int ordinal() {
    return Kind.ordinal(here().kind());
  }

  @Override
  public int artifact() {
    return here().artifact;
  }

  @Override
  public long offset() {
    return here().offset;
  }

  @Override
  public int length() {
    Stream stream = here();
    try {
      return stream.events.length(stream.doc);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public @Nullable String keyword(Field field) {
    Stream stream = here();
    try {
      return stream.events.keyword(field, stream.doc);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public long number(Field field) {
    Stream stream = here();
    try {
      return stream.events.number(field, stream.doc);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public @Nullable String text(Field field) {
    Stream stream = here();
    try {
      return stream.events.text(field, stream.doc);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String id() {
    return keys.apply(artifact()).eventId(offset(), ordinal());
  }

  @Override
  public Event event() {
    Stream stream = here();
    try {
      return stream.events.event(stream.doc);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The hits of one segment. */
  private static final class Stream implements Comparable<Stream> {
    private final int ord;
    private final DocIdSetIterator hits;
    private final @Nullable Bits live;
    private final SegmentEvents events;
    private int doc = -1;
    private long nanos;
    private int artifact;
    private long offset;

    Stream(int ord, DocIdSetIterator hits, @Nullable Bits live, SegmentEvents events) {
      this.ord = ord;
      this.hits = hits;
      this.live = live;
      this.events = events;
    }

    boolean next() throws IOException {
      do {
        doc = hits.nextDoc();
      } while (doc != DocIdSetIterator.NO_MORE_DOCS && live != null && !live.get(doc));
      if (doc == DocIdSetIterator.NO_MORE_DOCS) {
        return false;
      }
      nanos = events.nanos(doc);
      artifact = events.artifact(doc);
      offset = events.offset(doc);
      return true;
    }

    long kind() {
      try {
        return events.kind(doc);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public int compareTo(Stream other) {
      if (nanos != other.nanos) {
        boolean later =
            nanos == EventBatch.ABSENT || other.nanos != EventBatch.ABSENT && nanos > other.nanos;
        return later ? 1 : -1;
      }
      if (artifact != other.artifact) {
        return Integer.compare(artifact, other.artifact);
      }
      if (offset != other.offset) {
        return Long.compare(offset, other.offset);
      }
      int order = Integer.compare(Kind.ordinal(kind()), Kind.ordinal(other.kind()));
      return order != 0 ? order : Integer.compare(ord, other.ord);
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return this == other;
    }

    @Override
    public int hashCode() {
      return ord;
    }
  }
}
