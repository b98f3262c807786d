package dwell.casefile;

import dwell.event.ArtifactKey;
import dwell.event.Field;
import java.io.IOException;
import java.util.function.IntFunction;
import java.util.function.Predicate;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.ConstantScoreScorer;
import org.apache.lucene.search.ConstantScoreWeight;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.QueryVisitor;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.Scorer;
import org.apache.lucene.search.ScorerSupplier;
import org.apache.lucene.search.TwoPhaseIterator;
import org.apache.lucene.search.Weight;
import org.jspecify.annotations.Nullable;

/**
 * Events whose text passes a test. The text is not in the index: it is read from the kept records,
 * and only of the events that another query lets through.
 */
final class TextQuery extends Query {
  /** What reading one text costs, in the unit of {@link TwoPhaseIterator#matchCost}: a guess. */
  private static final float COST = 2_000;

  private final Query candidates;
  private final Field field;
  private final String description;
  private final Predicate<String> test;
  private final RecordBytes records;
  private final IntFunction<ArtifactKey> keys;

  /**
   * @param description tells this test from others of the same field
   */
  TextQuery(
      Query candidates,
      Field field,
      String description,
      Predicate<String> test,
      RecordBytes records,
      IntFunction<ArtifactKey> keys) {
    this.candidates = candidates;
    this.field = field;
    this.description = description;
    this.test = test;
    this.records = records;
    this.keys = keys;
  }

  @Override
  public Query rewrite(IndexSearcher searcher) throws IOException {
    Query rewritten = candidates.rewrite(searcher);
    return rewritten == candidates
        ? this
        : new TextQuery(rewritten, field, description, test, records, keys);
  }

  @Override
  public Weight createWeight(IndexSearcher searcher, ScoreMode mode, float boost)
      throws IOException {
    Weight inner = searcher.createWeight(candidates, ScoreMode.COMPLETE_NO_SCORES, 1);
    return new ConstantScoreWeight(this, boost) {
      @Override
      public @Nullable ScorerSupplier scorerSupplier(LeafReaderContext leaf) throws IOException {
        Scorer scorer = inner.scorer(leaf);
        if (scorer == null) {
          return null;
        }
        SegmentEvents events = new SegmentEvents(leaf.reader(), records, keys);
        DocIdSetIterator approximation = scorer.iterator();
        TwoPhaseIterator tested =
            new TwoPhaseIterator(approximation) {
              @Override
              public boolean matches() throws IOException {
                String text = events.text(field, approximation.docID());
                return text != null && test.test(text);
              }

              @Override
              public float matchCost() {
                return COST;
              }
            };
        return new DefaultScorerSupplier(new ConstantScoreScorer(score(), mode, tested));
      }

      @Override
      public boolean isCacheable(LeafReaderContext leaf) {
        return false;
      }
    };
  }

  @Override
  public void visit(QueryVisitor visitor) {
    visitor.visitLeaf(this);
  }

  @Override
  public String toString(String defaultField) {
    return field.key() + ":" + description;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof TextQuery that
        && field == that.field
        && description.equals(that.description)
        && candidates.equals(that.candidates);
  }

  @Override
  public int hashCode() {
    return 31 * (31 * candidates.hashCode() + field.hashCode()) + description.hashCode();
  }
}
