package dwell.casefile;

import java.util.Arrays;
import org.apache.lucene.index.BaseTermsEnum;
import org.apache.lucene.index.ImpactsEnum;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;

/**
 * The terms of one field and the documents of each, inverted by counting. Read once, from beginning
 * to end, by the codec's dictionary of terms and by {@link PostingsWriter}; it offers no more than
 * that.
 */
final class TermPostings extends Terms {
  private final SortedTerms terms;

  /** Where the documents of each term begin in {@link #docs}; one more than there are terms. */
  private final int[] starts;

  private final int[] docs;
  private final int docCount;

  private TermPostings(SortedTerms terms, int[] starts, int[] docs, int docCount) {
    this.terms = terms;
    this.starts = starts;
    this.docs = docs;
    this.docCount = docCount;
  }

  /**
   * Inverts pairs of document and term.
   *
   * @param terms of {@code codes}
   * @param docs in ascending order; each pair occurs once
   * @param codes the term of each
   */
  static TermPostings of(SortedTerms terms, int[] docs, int[] codes, int pairs) {
    int[] starts = terms.starts();
    int[] next = Arrays.copyOf(starts, terms.size());
    int[] inverted = new int[pairs];
    int docCount = 0;
    for (int i = 0; i < pairs; i++) {
      inverted[next[terms.rank(codes[i])]++] = docs[i];
      docCount += i == 0 || docs[i] != docs[i - 1] ? 1 : 0;
    }
    return new TermPostings(terms, starts, inverted, docCount);
  }

  /**
   * Inverts a column of at most one term a document; -1 stands for none.
   *
   * @param codes by row; {@code terms} was made of them
   * @param rows the row of each document, or null where they are the same
   * @param ranks gets the rank of each document's term, or -1
   */
  static TermPostings of(
      SortedTerms terms, int[] codes, int @Nullable [] rows, int size, int[] ranks) {
    int[] starts = terms.starts();
    int[] next = Arrays.copyOf(starts, terms.size());
    int[] inverted = new int[starts[terms.size()]];
    for (int doc = 0; doc < size; doc++) {
      int code = codes[rows == null ? doc : rows[doc]];
      int rank = -1;
      if (code >= 0) {
        rank = terms.rank(code);
        inverted[next[rank]++] = doc;
      }
      ranks[doc] = rank;
    }
    return new TermPostings(terms, starts, inverted, inverted.length);
  }

  @Override
  public TermsEnum iterator() {
    return new Cursor();
  }

  @Override
  public long size() {
    return terms.size();
  }

  @Override
  public long getSumTotalTermFreq() {
    return docs.length;
  }

  @Override
  public long getSumDocFreq() {
    return docs.length;
  }

  @Override
  public int getDocCount() {
    return docCount;
  }

  @Override
  public boolean hasFreqs() {
    return false;
  }

  @Override
  public boolean hasOffsets() {
    return false;
  }

  @Override
  public boolean hasPositions() {
    return false;
  }

  @Override
  public boolean hasPayloads() {
    return false;
  }

  final class Cursor extends BaseTermsEnum {
    private int rank = -1;
    private final BytesRef term = new BytesRef();

    @Override
    public @Nullable BytesRef next() {
      if (++rank >= terms.size()) {
        return null;
      }
      terms.read(rank, term);
      return term;
    }

    @Override
    public BytesRef term() {
      return term;
    }

    @Override
    public long ord() {
      return rank;
    }

    @Override
    public int docFreq() {
      return starts[rank + 1] - starts[rank];
    }

    @Override
    public long totalTermFreq() {
      return docFreq();
    }

    /** Holds the term's documents, from {@link #from} to {@link #to}. Not to be changed. */
    int[] docs() {
      return docs;
    }

    int from() {
      return starts[rank];
    }

    int to() {
      return starts[rank + 1];
    }

    @Override
    public PostingsEnum postings(@Nullable PostingsEnum reuse, int flags) {
      throw new UnsupportedOperationException();
    }

    @Override
    public ImpactsEnum impacts(int flags) {
      throw new UnsupportedOperationException();
    }

    @Override
    public SeekStatus seekCeil(BytesRef text) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void seekExact(long ord) {
      throw new UnsupportedOperationException();
    }
  }
}
