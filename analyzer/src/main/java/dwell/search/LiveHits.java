package dwell.search;

import java.io.IOException;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.util.Bits;

/** Hits without the documents that were deleted. */
final class LiveHits extends DocIdSetIterator {
  private final DocIdSetIterator hits;
  private final Bits live;

  LiveHits(DocIdSetIterator hits, Bits live) {
    this.hits = hits;
    this.live = live;
  }

  @Override
  public int docID() {
    return hits.docID();
  }

  @Override
  public int nextDoc() throws IOException {
    return skipDeleted(hits.nextDoc());
  }

  @Override
  public int advance(int target) throws IOException {
    return skipDeleted(hits.advance(target));
  }

  @Override
  public long cost() {
    return hits.cost();
  }

  private int skipDeleted(int from) throws IOException {
    int doc = from;
    while (doc != NO_MORE_DOCS && !live.get(doc)) {
      doc = hits.nextDoc();
    }
    return doc;
  }
}
