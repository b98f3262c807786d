package dwell.search;

import dwell.casefile.EventCursor;
import dwell.casefile.EventFilter;
import dwell.casefile.IndexSchema;
import dwell.casefile.OpenCase;
import dwell.event.Event;
import dwell.event.EventTime;
import dwell.event.Field;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.SortedDocValues;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.Scorer;
import org.apache.lucene.search.Weight;
import org.jspecify.annotations.Nullable;

/** Questions to one open case. Not for several threads at once. */
public final class Search {
  private final OpenCase openCase;
  private final ShapeWords shapeWords;

  public Search(OpenCase openCase, ShapeWords shapeWords) {
    this.openCase = openCase;
    this.shapeWords = shapeWords;
  }

  /**
   * What is asked for.
   *
   * @param text a query in Lucene's syntax; empty for every event
   * @param since no event before; null for no bound
   * @param until no event from then on; null for no bound
   * @param hosts names of hosts, any of which must have written the record; empty for all
   */
  public record Question(
      String text, @Nullable Instant since, @Nullable Instant until, Set<String> hosts) {
    /** The query alone. */
    public static Question of(String text) {
      return new Question(text, null, null, Set.of());
    }

    public Question {
      hosts = Set.copyOf(hosts);
    }
  }

  /** A value and how many events have it. */
  public record Count(String value, long events) {}

  /** An interval, by its start, and how many events lie in it. */
  public record Bucket(Instant start, long events) {}

  /**
   * The events in time order.
   *
   * @throws SearchException where the question cannot be understood
   */
  public EventCursor events(Question question) throws IOException {
    return openCase.events(query(question));
  }

  /** How many events there are. */
  public long count(Question question) throws IOException {
    return openCase.searcher().count(query(question));
  }

  /**
   * The most frequent values of a field, most events first, equal counts by value.
   *
   * @param key a keyword, address or list field, or {@code event.action}, {@code event.outcome},
   *     {@code event.dataset}, {@code log.file.path}
   * @throws SearchException for a field that has no values to count
   */
  public List<Count> top(String key, Question question, int limit) throws IOException {
    Map<String, Long> counts = new HashMap<>();
    Field field = Field.of(key);
    if (field == null) {
      Function<EventCursor, String> value = fixed(key);
      EventCursor cursor = events(question);
      while (cursor.advance()) {
        counts.merge(value.apply(cursor), 1L, Long::sum);
      }
    } else {
      switch (field.kind()) {
        case KEYWORD, ADDRESS, LIST -> countOrdinals(field, query(question), counts);
        case NUMBER -> countNumbers(field, query(question), counts);
        case TEXT, INSTANT ->
            throw new SearchException(key + " has no values that could be counted");
      }
    }
    return counts.entrySet().stream()
        .map(entry -> new Count(entry.getKey(), entry.getValue()))
        .sorted(Comparator.comparingLong(Count::events).reversed().thenComparing(Count::value))
        .limit(limit)
        .toList();
  }

  /**
   * Events by time; intervals without any are left out, and so are events without a time.
   *
   * @param seconds the length of an interval; they begin at multiples of it since 1970, UTC
   */
  public List<Bucket> histogram(Question question, long seconds) throws IOException {
    long width = Math.multiplyExact(seconds, 1_000_000_000L);
    Map<Long, Long> counts = new TreeMap<>();
    forEachLeaf(
        query(question),
        (leaf, hits) -> {
          NumericDocValues times = leaf.reader().getNumericDocValues(IndexSchema.TIME);
          for (int doc = hits.nextDoc();
              times != null && doc != DocIdSetIterator.NO_MORE_DOCS;
              doc = hits.nextDoc()) {
            if (times.advanceExact(doc)) {
              counts.merge(Math.floorDiv(times.longValue(), width), 1L, Long::sum);
            }
          }
        });
    return counts.entrySet().stream()
        .map(entry -> new Bucket(EventTime.instant(entry.getKey() * width), entry.getValue()))
        .toList();
  }

  /**
   * The records around an event in its file, by place.
   *
   * @param records how many before it and how many behind it
   */
  public List<Event> context(Event event, int records) throws IOException {
    long at = event.place().offset();
    // Records are short against the first window, so that few files need a second one.
    for (long window = 1 << 14; ; window *= 8) {
      NavigableMap<Long, List<Event>> around = around(event, window);
      List<List<Event>> before = new ArrayList<>(around.headMap(at, false).values());
      List<List<Event>> after = new ArrayList<>(around.tailMap(at, false).values());
      boolean whole = window > at && window > Integer.MAX_VALUE;
      if (whole || before.size() >= records && after.size() >= records || window > 1L << 40) {
        List<Event> context = new ArrayList<>();
        before
            .subList(Math.max(0, before.size() - records), before.size())
            .forEach(context::addAll);
        context.addAll(around.getOrDefault(at, List.of(event)));
        after.subList(0, Math.min(records, after.size())).forEach(context::addAll);
        return context;
      }
    }
  }

  /** The events of the records that begin within so many bytes of the event's, by their offset. */
  private NavigableMap<Long, List<Event>> around(Event event, long window) throws IOException {
    long at = event.place().offset();
    NavigableMap<Long, List<Event>> around = new TreeMap<>();
    EventCursor cursor =
        openCase.events(openCase.near(event, Math.max(0, at - window), at + window));
    while (cursor.advance()) {
      around.computeIfAbsent(cursor.offset(), offset -> new ArrayList<>()).add(cursor.event());
    }
    around
        .values()
        .forEach(events -> events.sort(Comparator.comparingInt(e -> e.place().ordinal())));
    return around;
  }

  /** The query of a question, without events that another artifact's stand for. */
  Query query(Question question) throws IOException {
    Query text = new EventQueryParser(openCase, shapeWords).read(question.text());
    BooleanQuery.Builder all = new BooleanQuery.Builder().add(text, Occur.FILTER);
    if (question.since() != null || question.until() != null) {
      Instant since = question.since();
      Instant until = question.until();
      long from = since == null ? Long.MIN_VALUE + 1 : EventTime.nanos(since);
      long to = until == null ? Long.MAX_VALUE : EventTime.nanos(until);
      all.add(openCase.queryOfAll(new EventFilter.During(from, to)), Occur.FILTER);
    }
    if (!question.hosts().isEmpty()) {
      all.add(
          openCase.queryOfAll(new EventFilter.AnyOf(Field.HOST, question.hosts())), Occur.FILTER);
    }
    return openCase.counted(all.build());
  }

  private Function<EventCursor, String> fixed(String key) {
    return switch (key) {
      case "event.action" -> cursor -> cursor.action().id();
      case "event.outcome" -> cursor -> cursor.outcome().id();
      case "event.dataset" -> cursor -> cursor.dataset().id();
      case "log.file.path" -> cursor -> openCase.artifact(cursor.artifact()).report().path();
      default -> throw new SearchException("no field is called " + key);
    };
  }

  private void countOrdinals(Field field, Query query, Map<String, Long> counts)
      throws IOException {
    forEachLeaf(
        query,
        (leaf, hits) -> {
          SortedDocValues values = leaf.reader().getSortedDocValues(field.key());
          if (values == null) {
            return;
          }
          long[] byOrdinal = new long[values.getValueCount()];
          for (int doc = hits.nextDoc();
              doc != DocIdSetIterator.NO_MORE_DOCS;
              doc = hits.nextDoc()) {
            if (values.advanceExact(doc)) {
              byOrdinal[values.ordValue()]++;
            }
          }
          for (int ordinal = 0; ordinal < byOrdinal.length; ordinal++) {
            if (byOrdinal[ordinal] > 0) {
              for (String value : FieldValues.of(field, values.lookupOrd(ordinal))) {
                counts.merge(value, byOrdinal[ordinal], Long::sum);
              }
            }
          }
        });
  }

  private void countNumbers(Field field, Query query, Map<String, Long> counts) throws IOException {
    forEachLeaf(
        query,
        (leaf, hits) -> {
          NumericDocValues values = leaf.reader().getNumericDocValues(field.key());
          for (int doc = hits.nextDoc();
              values != null && doc != DocIdSetIterator.NO_MORE_DOCS;
              doc = hits.nextDoc()) {
            if (values.advanceExact(doc)) {
              counts.merge(Long.toString(values.longValue()), 1L, Long::sum);
            }
          }
        });
  }

  @FunctionalInterface
  private interface LeafVisitor {
    void visit(LeafReaderContext leaf, DocIdSetIterator hits) throws IOException;
  }

  private void forEachLeaf(Query query, LeafVisitor visitor) throws IOException {
    IndexSearcher searcher = openCase.searcher();
    Weight weight = searcher.createWeight(searcher.rewrite(query), ScoreMode.COMPLETE_NO_SCORES, 1);
    for (LeafReaderContext leaf : searcher.getIndexReader().leaves()) {
      Scorer scorer = weight.scorer(leaf);
      if (scorer != null) {
        visitor.visit(leaf, live(leaf, scorer.iterator()));
      }
    }
  }

  private static DocIdSetIterator live(LeafReaderContext leaf, DocIdSetIterator hits) {
    var live = leaf.reader().getLiveDocs();
    return live == null ? hits : new LiveHits(hits, live);
  }
}
