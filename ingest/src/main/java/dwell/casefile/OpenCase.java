package dwell.casefile;

import dwell.event.ArtifactKey;
import dwell.event.Event;
import dwell.event.Field;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.Scorer;
import org.apache.lucene.search.Weight;
import org.jspecify.annotations.Nullable;

/**
 * A case as it was at its last commit: read only, and unmoved by what is added meanwhile. Safe for
 * use by several threads.
 *
 * <p>Artifacts whose events are told by another one's ({@link Manifest.Entry#countedIn}) are left
 * out of every answer unless said otherwise, so that counts do not double.
 */
public final class OpenCase implements Closeable {
  private final CaseFolder folder;
  private final Manifest manifest;
  private final Map<Integer, Manifest.Entry> entries;
  private final Map<Integer, ArtifactKey> keys = new HashMap<>();
  private final List<Integer> uncounted = new ArrayList<>();
  private final DirectoryReader reader;
  private final IndexSearcher searcher;
  private final KeptRecords records;

  private OpenCase(
      CaseFolder folder, Manifest manifest, DirectoryReader reader, KeptRecords records) {
    this.folder = folder;
    this.manifest = manifest;
    this.reader = reader;
    this.records = records;
    entries = manifest.byNumber();
    searcher = new IndexSearcher(reader);
    for (Manifest.Entry entry : manifest.entries()) {
      keys.put(entry.number(), entry.key());
      if (entry.countedIn() != null) {
        uncounted.add(entry.number());
      }
    }
  }

  /**
   * Opens a case for reading.
   *
   * @throws CaseException where there is no case, or it cannot be used
   */
  public static OpenCase open(CaseFolder folder) throws IOException {
    Manifest manifest = folder.manifest();
    if (manifest == null) {
      throw new CaseException("no evidence was ingested into the case " + folder.path());
    }
    KeptRecords records = KeptRecords.open(folder.records(), manifest.passes());
    try {
      return new OpenCase(
          folder, manifest, EventIndex.reader(folder.index(), manifest.sha256()), records);
    } catch (IOException e) {
      records.close();
      throw e;
    }
  }

  public CaseFolder folder() {
    return folder;
  }

  public Manifest manifest() {
    return manifest;
  }

  /** The manifest's entry of an artifact's number. */
  public Manifest.Entry artifact(int number) {
    Manifest.Entry entry = entries.get(number);
    if (entry == null) {
      throw new IllegalArgumentException("the case has no artifact " + number);
    }
    return entry;
  }

  /** The events that the filter lets through, in time order. */
  public EventCursor events(EventFilter filter) throws IOException {
    return events(query(filter));
  }

  /** The events of a query, in time order. */
  public EventCursor events(Query query) throws IOException {
    return new MergedCursor(searcher, query, records, this::key);
  }

  /** How many events the filter lets through. */
  public long count(EventFilter filter) throws IOException {
    return searcher.count(query(filter));
  }

  /** The event of that id, or null where the case has none. */
  public @Nullable Event event(String id) throws IOException {
    return events(List.of(id)).getFirst();
  }

  /** The events of the ids, in their order; null where the case has none of that id. */
  @SuppressWarnings("NullAway") // A list may hold null, which List cannot say of an ArrayList.
  public List<@Nullable Event> events(Collection<String> ids) throws IOException {
    List<@Nullable Event> events = new ArrayList<>(ids.size());
    Map<Integer, SegmentEvents> segments = new HashMap<>();
    for (String id : ids) {
      events.add(find(id, segments));
    }
    return events;
  }

  /** The record's own bytes, from the case. */
  public byte[] record(Event event) throws IOException {
    int number = numberOf(event.id(), event.place().path());
    return records.read(number, event.place().offset(), event.place().length());
  }

  /** Bytes of an artifact, decompressed, from the case. */
  public byte[] read(int artifact, long offset, int length) throws IOException {
    return records.read(artifact, offset, length);
  }

  /** For queries of Lucene's own; fields as in {@link IndexSchema}. */
  public IndexSearcher searcher() {
    return searcher;
  }

  /** The events of the record that tells this event. */
  public Query recordOf(Event event) throws IOException {
    int number = numberOf(event.id(), event.place().path());
    return record(number, event.place().offset());
  }

  /**
   * The events of the same artifact whose records begin at {@code from} to {@code to}, both
   * included.
   */
  public Query near(Event event, long from, long to) throws IOException {
    int number = numberOf(event.id(), event.place().path());
    return new BooleanQuery.Builder()
        .add(FilterQueries.artifacts(List.of(number)), Occur.FILTER)
        .add(NumericDocValuesField.newSlowRangeQuery(IndexSchema.OFFSET, from, to), Occur.FILTER)
        .build();
  }

  private static Query record(int artifact, long offset) {
    return new BooleanQuery.Builder()
        .add(FilterQueries.artifacts(List.of(artifact)), Occur.FILTER)
        .add(NumericDocValuesField.newSlowExactQuery(IndexSchema.OFFSET, offset), Occur.FILTER)
        .build();
  }

  /** The query of a filter, without the events that another artifact's stand for. */
  public Query query(EventFilter filter) throws IOException {
    return counted(queryOfAll(filter));
  }

  /** The query of a filter, those events included that another artifact's stand for. */
  public Query queryOfAll(EventFilter filter) throws IOException {
    return new FilterQueries(reader).of(filter);
  }

  /** The query, without the events that another artifact's stand for. */
  public Query counted(Query query) {
    if (uncounted.isEmpty()) {
      return query;
    }
    return new BooleanQuery.Builder()
        .add(query, Occur.FILTER)
        .add(FilterQueries.artifacts(uncounted), Occur.MUST_NOT)
        .build();
  }

  /**
   * The events that {@code candidates} lets through and whose text passes the test; the text of
   * each candidate is read from the kept records.
   *
   * @param description tells this test from others of the same field
   */
  public Query textQuery(
      Query candidates, Field field, String description, Predicate<String> test) {
    return new TextQuery(candidates, field, description, test, records, this::key);
  }

  /** The event of a document of {@link #searcher()}; for few documents. */
  public Event event(int doc) throws IOException {
    List<LeafReaderContext> leaves = reader.leaves();
    LeafReaderContext leaf = leaves.get(ReaderUtil.subIndex(doc, leaves));
    return new SegmentEvents(leaf.reader(), records, this::key).event(doc - leaf.docBase);
  }

  @Override
  public void close() throws IOException {
    reader.close();
    records.close();
  }

  private ArtifactKey key(int number) {
    ArtifactKey key = keys.get(number);
    if (key == null) {
      throw new IllegalStateException("the index has events of an artifact that the case has not");
    }
    return key;
  }

  private int numberOf(String eventId, String path) throws CaseException {
    for (Manifest.Entry entry : manifest.entries()) {
      if (eventId.startsWith(entry.id()) && entry.report().path().equals(path)) {
        return entry.number();
      }
    }
    throw new CaseException("the case has no artifact of the event " + eventId);
  }

  private @Nullable Event find(String id, Map<Integer, SegmentEvents> segments) throws IOException {
    int dash = id.indexOf('-');
    int dot = id.indexOf('.', dash);
    long offset;
    int ordinal;
    try {
      offset = Long.parseLong(id, dash + 1, dot < 0 ? id.length() : dot, 16);
      ordinal = dot < 0 ? 0 : Integer.parseInt(id, dot + 1, id.length(), 10);
    } catch (NumberFormatException e) {
      return null;
    }
    if (dash <= 0) {
      return null;
    }
    String artifact = id.substring(0, dash);
    Event found = null;
    for (Manifest.Entry entry : manifest.entries()) {
      // Where the same bytes stand in two artifacts of one path, the counted one answers.
      if (entry.id().equals(artifact) && (found == null || entry.countedIn() == null)) {
        Event event = find(entry.number(), offset, ordinal, segments);
        found = event == null ? found : event;
      }
    }
    return found;
  }

  private @Nullable Event find(
      int artifact, long offset, int ordinal, Map<Integer, SegmentEvents> segments)
      throws IOException {
    Query query = record(artifact, offset);
    Weight weight = searcher.createWeight(searcher.rewrite(query), ScoreMode.COMPLETE_NO_SCORES, 1);
    for (LeafReaderContext leaf : reader.leaves()) {
      Scorer scorer = weight.scorer(leaf);
      if (scorer == null) {
        continue;
      }
      SegmentEvents events = segments.get(leaf.ord);
      if (events == null) {
        events = new SegmentEvents(leaf.reader(), records, this::key);
        segments.put(leaf.ord, events);
      }
      DocIdSetIterator hits = scorer.iterator();
      for (int doc = hits.nextDoc(); doc != DocIdSetIterator.NO_MORE_DOCS; doc = hits.nextDoc()) {
        boolean live = leaf.reader().getLiveDocs() == null || leaf.reader().getLiveDocs().get(doc);
        if (live && Kind.ordinal(events.kind(doc)) == ordinal) {
          return events.event(doc);
        }
      }
    }
    return null;
  }
}
