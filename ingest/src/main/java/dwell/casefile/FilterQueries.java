package dwell.casefile;

import dwell.event.Field;
import dwell.event.IpAddress;
import dwell.event.Keywords;
import dwell.event.WordColumn;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.LongPredicate;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.MultiTerms;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.ConstantScoreQuery;
import org.apache.lucene.search.FieldExistsQuery;
import org.apache.lucene.search.MatchAllDocsQuery;
import org.apache.lucene.search.MatchNoDocsQuery;
import org.apache.lucene.search.MultiTermQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermInSetQuery;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.TermRangeQuery;
import org.apache.lucene.util.BytesRef;

/** Turns filters into queries over one reader of the index. */
final class FilterQueries {
  private final IndexReader reader;

  FilterQueries(IndexReader reader) {
    this.reader = reader;
  }

  Query of(EventFilter filter) throws IOException {
    return switch (filter) {
      case EventFilter.All() -> MatchAllDocsQuery.INSTANCE;
      case EventFilter.AnyOf(Field field, var values) -> anyOf(field, values);
      case EventFilter.Within(Field field, Network network) ->
          new TermRangeQuery(
              field.key(),
              new BytesRef(network.low()),
              new BytesRef(network.high()),
              true,
              true,
              MultiTermQuery.CONSTANT_SCORE_BLENDED_REWRITE);
      case EventFilter.Between(Field field, long from, long to) ->
          NumericDocValuesField.newSlowRangeQuery(field.key(), from, to);
      case EventFilter.During(long from, long to) ->
          from >= to
              ? new MatchNoDocsQuery()
              : NumericDocValuesField.newSlowRangeQuery(IndexSchema.TIME, from, to - 1);
      case EventFilter.Has(Field field) -> new FieldExistsQuery(field.key());
      case EventFilter.Actions(var values) -> kinds(kind -> values.contains(Kind.action(kind)));
      case EventFilter.Outcomes(var values) -> kinds(kind -> values.contains(Kind.outcome(kind)));
      case EventFilter.Datasets(var values) -> kinds(kind -> values.contains(Kind.dataset(kind)));
      case EventFilter.Flagged(var flag) -> kinds(kind -> (Kind.flags(kind) & flag.bit()) != 0);
      case EventFilter.InArtifacts(var numbers) -> artifacts(numbers);
      case EventFilter.Word(String word) -> term(IndexSchema.WORDS, WordColumn.kept(word));
      case EventFilter.And(var parts) -> all(parts);
      case EventFilter.Or(var parts) -> any(parts);
      case EventFilter.Not(var part) ->
          new BooleanQuery.Builder()
              .add(MatchAllDocsQuery.INSTANCE, Occur.FILTER)
              .add(of(part), Occur.MUST_NOT)
              .build();
    };
  }

  static Query artifacts(Collection<Integer> numbers) {
    return new TermInSetQuery(
        IndexSchema.ARTIFACT, numbers.stream().map(IndexSchema::artifactTerm).toList());
  }

  private Query all(List<EventFilter> parts) throws IOException {
    if (parts.isEmpty()) {
      return MatchAllDocsQuery.INSTANCE;
    }
    BooleanQuery.Builder query = new BooleanQuery.Builder();
    for (EventFilter part : parts) {
      query.add(of(part), Occur.FILTER);
    }
    return query.build();
  }

  private Query any(List<EventFilter> parts) throws IOException {
    BooleanQuery.Builder query = new BooleanQuery.Builder();
    for (EventFilter part : parts) {
      query.add(of(part), Occur.SHOULD);
    }
    return query.build();
  }

  private static Query anyOf(Field field, Collection<String> values) {
    List<BytesRef> terms = new ArrayList<>(values.size());
    for (String value : values) {
      if (field.kind() == Field.Kind.ADDRESS) {
        byte[] address = IpAddress.parse(value);
        if (address != null) {
          terms.add(new BytesRef(address));
        }
      } else {
        terms.add(new BytesRef(Keywords.kept(value)));
      }
    }
    return terms.size() == 1
        ? new ConstantScoreQuery(new TermQuery(new Term(field.key(), terms.getFirst())))
        : new TermInSetQuery(field.key(), terms);
  }

  private static Query term(String field, byte[] value) {
    return new ConstantScoreQuery(new TermQuery(new Term(field, new BytesRef(value))));
  }

  private Query kinds(LongPredicate wanted) throws IOException {
    List<BytesRef> terms = new ArrayList<>();
    Terms kinds = MultiTerms.getTerms(reader, IndexSchema.KIND);
    if (kinds != null) {
      TermsEnum all = kinds.iterator();
      for (BytesRef term = all.next(); term != null; term = all.next()) {
        if (wanted.test(Kind.fromBytes(term.bytes, term.offset))) {
          terms.add(BytesRef.deepCopyOf(term));
        }
      }
    }
    return new TermInSetQuery(IndexSchema.KIND, terms);
  }
}
