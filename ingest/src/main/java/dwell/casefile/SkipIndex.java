package dwell.casefile;

import dwell.event.EventBatch;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.store.IndexOutput;

/**
 * What a range query may skip of a column: the least and greatest value of every 4096 documents
 * that have one, and of every 8, 64 and 512 of these intervals. The layout is that of Lucene's
 * {@code Lucene90DocValuesFormat}.
 */
final class SkipIndex {
  private static final int INTERVAL = 4096;
  private static final int LEVELS = 4;
  private static final int LEVEL_SHIFT = 3;

  /** So many intervals are written at a time. */
  private static final int GROUP = 1 << LEVEL_SHIFT * (LEVELS - 1);

  /** Intervals of documents; all numbers include both ends. */
  private record Interval(int firstDoc, int lastDoc, int docs, long least, long most) {
    Interval with(Interval next) {
      return new Interval(
          firstDoc,
          next.lastDoc,
          docs + next.docs,
          Math.min(least, next.least),
          Math.max(most, next.most));
    }
  }

  private final List<Interval> intervals = new ArrayList<>();

  /**
   * @param values {@link EventBatch#ABSENT} where absent
   */
  SkipIndex(long[] values, int size) {
    int doc = 0;
    while (doc < size) {
      int first = -1;
      int last = -1;
      int docs = 0;
      long least = Long.MAX_VALUE;
      long most = Long.MIN_VALUE;
      for (; doc < size && docs < INTERVAL; doc++) {
        long value = values[doc];
        if (value != EventBatch.ABSENT) {
          first = first < 0 ? doc : first;
          last = doc;
          docs++;
          least = Math.min(least, value);
          most = Math.max(most, value);
        }
      }
      if (docs > 0) {
        intervals.add(new Interval(first, last, docs, least, most));
      }
    }
  }

  void write(IndexOutput out, IndexOutput meta) throws IOException {
    long start = out.getFilePointer();
    Interval all = new Interval(0, -1, 0, Long.MAX_VALUE, Long.MIN_VALUE);
    for (int from = 0; from < intervals.size(); from += GROUP) {
      List<Interval> group = intervals.subList(from, Math.min(intervals.size(), from + GROUP));
      writeGroup(group, out);
      for (Interval interval : group) {
        all = all.with(interval);
      }
    }
    meta.writeLong(start);
    meta.writeLong(out.getFilePointer() - start);
    meta.writeLong(all.most);
    meta.writeLong(all.least);
    meta.writeInt(all.docs);
    meta.writeInt(all.lastDoc);
    meta.writeInt(all.docs == 0 ? 0 : 1);
  }

  private static void writeGroup(List<Interval> group, IndexOutput out) throws IOException {
    for (int i = 0; i < group.size(); i++) {
      int levels = levels(i, group.size());
      out.writeByte((byte) levels);
      for (int level = levels - 1; level >= 0; level--) {
        Interval joined = group.get(i);
        for (int next = i + 1; next < i + (1 << LEVEL_SHIFT * level); next++) {
          joined = joined.with(group.get(next));
        }
        out.writeInt(joined.lastDoc);
        out.writeInt(joined.firstDoc);
        out.writeLong(joined.most);
        out.writeLong(joined.least);
        out.writeInt(joined.docs);
      }
    }
  }

  /** An interval tells of those after it too, where it is the first of a whole level. */
  private static int levels(int index, int count) {
    for (int level = LEVELS - 1; level > 0; level--) {
      int joined = 1 << LEVEL_SHIFT * level;
      if (index % joined == 0 && count - index >= joined) {
        return level + 1;
      }
    }
    return 1;
  }
}
