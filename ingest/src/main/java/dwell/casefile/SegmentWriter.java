package dwell.casefile;

import dwell.event.ByteDictionary;
import dwell.event.EventBatch;
import dwell.event.Field;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.lucene.codecs.Codec;
import org.apache.lucene.codecs.FieldsConsumer;
import org.apache.lucene.codecs.StoredFieldsWriter;
import org.apache.lucene.codecs.lucene103.blocktree.Lucene103BlockTreeTermsWriter;
import org.apache.lucene.codecs.perfield.PerFieldPostingsFormat;
import org.apache.lucene.index.FieldInfo;
import org.apache.lucene.index.FieldInfos;
import org.apache.lucene.index.Fields;
import org.apache.lucene.index.SegmentCommitInfo;
import org.apache.lucene.index.SegmentInfo;
import org.apache.lucene.index.SegmentInfos;
import org.apache.lucene.index.SegmentWriteState;
import org.apache.lucene.index.Terms;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FlushInfo;
import org.apache.lucene.store.IOContext;
import org.apache.lucene.store.TrackingDirectoryWrapper;
import org.apache.lucene.util.IOUtils;
import org.apache.lucene.util.InfoStream;
import org.apache.lucene.util.StringHelper;
import org.apache.lucene.util.TimSorter;
import org.apache.lucene.util.Version;
import org.jspecify.annotations.Nullable;

/**
 * Writes columns as an index of one segment, straight through the codec's consumers.
 *
 * <p>Why not through {@code IndexWriter.addBatch}: it inverts row by row, and sorts what is sorted
 * already. Written this way the same rows take well under half of the time, and no value can be
 * refused on the way. What stands on the disk is a plain Lucene index of the default codec, which
 * any Lucene of this version reads, checks and merges.
 */
final class SegmentWriter {
  /** The postings format, and its files' name among those of others, of which there are none. */
  private static final String POSTINGS = "Lucene104";

  private static final String SUFFIX = "0";

  private final SegmentColumns columns;
  private final int size;

  /** The row of each document, or null where they are the same. */
  private final int @Nullable [] rows;

  /** By document, of the column at hand. */
  private final int[] ranks;

  private final Map<String, FieldInfo> schema = IndexSchema.fieldInfos();
  private final TreeMap<String, TermPostings> postings = new TreeMap<>();
  private final List<FieldInfo> used = new ArrayList<>();

  private SegmentWriter(SegmentColumns columns) {
    this.columns = columns;
    this.size = columns.size();
    this.rows = columns.inOrder() ? null : order(columns);
    this.ranks = new int[size];
  }

  /** Writes the columns, which must not be empty, into an empty directory. */
  static void write(SegmentColumns columns, Directory directory) throws IOException {
    new SegmentWriter(columns).write(directory);
  }

  private void write(Directory directory) throws IOException {
    Codec codec = Codec.getDefault();
    TrackingDirectoryWrapper tracked = new TrackingDirectoryWrapper(directory);
    SegmentInfo segment =
        new SegmentInfo(
            directory,
            Version.LATEST,
            Version.LATEST,
            "_0",
            size,
            false,
            false,
            codec,
            Map.of("source", "dwell"),
            StringHelper.randomId(),
            new HashMap<>(),
            IndexSchema.SORT);
    chooseFields();
    FieldInfos infos = new FieldInfos(used.toArray(FieldInfo[]::new));
    IOContext context = IOContext.flush(new FlushInfo(size, 64L * size));
    SegmentWriteState state =
        new SegmentWriteState(InfoStream.NO_OUTPUT, tracked, segment, infos, null, context);
    try (ValuesWriter values = new ValuesWriter(state)) {
      writeValues(values);
    }
    writeTerms(state);
    try (StoredFieldsWriter stored =
        codec.storedFieldsFormat().fieldsWriter(tracked, segment, context)) {
      storeNothing(stored, size);
      stored.finish(size);
    }
    codec.fieldInfosFormat().write(tracked, segment, "", infos, context);
    segment.setFiles(new HashSet<>(tracked.getCreatedFiles()));
    codec.segmentInfoFormat().write(tracked, segment, context);
    SegmentInfos index = new SegmentInfos(Version.LATEST.major);
    index.counter = 1;
    index.add(new SegmentCommitInfo(segment, 0, 0, -1, -1, -1, StringHelper.randomId()));
    index.commit(directory);
  }

  /**
   * A method of its own, since its loop is hot: the compiler takes the whole of the method that it
   * stands in.
   */
  private static void storeNothing(StoredFieldsWriter stored, int size) throws IOException {
    for (int doc = 0; doc < size; doc++) {
      stored.startDocument();
      stored.finishDocument();
    }
  }

  /** Writes the dictionary of terms and the documents of each. */
  private void writeTerms(SegmentWriteState state) throws IOException {
    for (String field : postings.keySet()) {
      info(field).putAttribute(PerFieldPostingsFormat.PER_FIELD_FORMAT_KEY, POSTINGS);
      info(field).putAttribute(PerFieldPostingsFormat.PER_FIELD_SUFFIX_KEY, SUFFIX);
    }
    SegmentWriteState own = new SegmentWriteState(state, POSTINGS + "_" + SUFFIX);
    PostingsWriter documents = new PostingsWriter(own);
    FieldsConsumer terms;
    try {
      terms =
          new Lucene103BlockTreeTermsWriter(
              own,
              documents,
              Lucene103BlockTreeTermsWriter.DEFAULT_MIN_BLOCK_SIZE,
              Lucene103BlockTreeTermsWriter.DEFAULT_MAX_BLOCK_SIZE);
    } catch (Throwable e) {
      IOUtils.closeWhileHandlingException(documents);
      throw e;
    }
    try (terms) {
      terms.write(new FieldTerms(postings), null);
    }
  }

  private void chooseFields() {
    for (String name :
        List.of(
            IndexSchema.TIME,
            IndexSchema.ARTIFACT,
            IndexSchema.OFFSET,
            IndexSchema.LENGTH,
            IndexSchema.KIND)) {
      used.add(info(name));
    }
    if (hasWords()) {
      used.add(info(IndexSchema.WORDS));
    }
    columns.codes.forEach((field, column) -> {
      if (anyCode(column.column)) {
        used.add(info(field.key()));
      }
    });
    columns.numbers.forEach((field, column) -> {
      if (any(column)) {
        used.add(info(field.key()));
      }
    });
    columns.texts.forEach((field, column) -> {
      if (anyPlace(column.places)) {
        used.add(info(field.key()));
        if (column.count > 0) {
          used.add(info(IndexSchema.literal(field)));
        }
      }
    });
  }

  private boolean hasWords() {
    return columns.wordsEnd[size - 1] > 0;
  }

  private boolean anyCode(int[] codes) {
    for (int row = 0; row < size; row++) {
      if (codes[row] >= 0) {
        return true;
      }
    }
    return false;
  }

  private boolean any(long[] column) {
    for (int row = 0; row < size; row++) {
      if (column[row] != EventBatch.ABSENT) {
        return true;
      }
    }
    return false;
  }

  private boolean anyPlace(long[] places) {
    for (int row = 0; row < size; row++) {
      if (places[row] >= 0) {
        return true;
      }
    }
    return false;
  }

  private FieldInfo info(String name) {
    FieldInfo info = schema.get(name);
    if (info == null) {
      throw new IllegalStateException(name + " is not in the schema");
    }
    return info;
  }

  private void writeValues(ValuesWriter values) throws IOException {
    long[] numbers = new long[size];
    writeNumbers(values, IndexSchema.TIME, gather(columns.time, numbers));
    writeNumbers(values, IndexSchema.OFFSET, gather(columns.offset, numbers));
    writeNumbers(values, IndexSchema.LENGTH, widen(columns.length, numbers));
    writeArtifacts(values, widen(columns.artifact, numbers));
    writeTerms(values, IndexSchema.KIND, columns.kind, columns.kinds);
    for (Map.Entry<Field, SegmentColumns.Codes> entry : columns.codes.entrySet()) {
      Field field = entry.getKey();
      SegmentColumns.Codes column = entry.getValue();
      if (anyCode(column.column)) {
        writeTerms(values, field.key(), column.column, column.dictionary);
        if (field.kind() == Field.Kind.LIST) {
          postings.put(field.key(), elements(column));
        }
      }
    }
    for (Map.Entry<Field, long[]> entry : columns.numbers.entrySet()) {
      if (any(entry.getValue())) {
        writeNumbers(values, entry.getKey().key(), gather(entry.getValue(), numbers));
      }
    }
    for (Map.Entry<Field, SegmentColumns.Texts> entry : columns.texts.entrySet()) {
      if (anyPlace(entry.getValue().places)) {
        writeTexts(values, entry.getKey(), entry.getValue(), numbers);
      }
    }
    if (hasWords()) {
      postings.put(IndexSchema.WORDS, wordPostings());
    }
  }

  private void writeNumbers(ValuesWriter values, String name, long[] numbers) throws IOException {
    values.numbers(info(name), numbers);
  }

  private void writeArtifacts(ValuesWriter values, long[] artifacts) throws IOException {
    writeNumbers(values, IndexSchema.ARTIFACT, artifacts);
    ByteDictionary dictionary = new ByteDictionary();
    int[] codes = new int[size];
    long last = -1;
    for (int doc = 0; doc < size; doc++) {
      if (artifacts[doc] != last) {
        last = artifacts[doc];
        codes[doc] = dictionary.add(IndexSchema.artifactTerm((int) last).bytes, 0, 4);
      } else {
        codes[doc] = codes[doc - 1];
      }
    }
    SortedTerms terms = new SortedTerms(dictionary, codes, size);
    postings.put(IndexSchema.ARTIFACT, TermPostings.of(terms, codes, null, size, ranks));
  }

  private void writeTerms(ValuesWriter values, String name, int[] codes, ByteDictionary dictionary)
      throws IOException {
    SortedTerms terms = new SortedTerms(dictionary, codes, size);
    postings.put(name, TermPostings.of(terms, codes, rows, size, ranks));
    values.terms(info(name), terms, ranks);
  }

  /** The terms of a list's elements; its joined value is one code. */
  private TermPostings elements(SegmentColumns.Codes column) {
    ByteDictionary joined = column.dictionary;
    ByteDictionary single = new ByteDictionary();
    int[][] parts = new int[joined.size()][];
    for (int code = 0; code < joined.size(); code++) {
      parts[code] = split(joined, code, single);
    }
    Pairs pairs = new Pairs(size);
    for (int doc = 0; doc < size; doc++) {
      int code = column.column[row(doc)];
      if (code >= 0) {
        for (int part : parts[code]) {
          pairs.add(doc, part);
        }
      }
    }
    return pairs.invert(single);
  }

  private static int[] split(ByteDictionary joined, int code, ByteDictionary single) {
    int[] parts = new int[1];
    int count = 0;
    int from = joined.start(code);
    int end = joined.end(code);
    for (int i = from; i <= end; i++) {
      if (i == end || joined.arena()[i] == Field.LIST_SEPARATOR) {
        if (count == parts.length) {
          parts = Arrays.copyOf(parts, count * 2);
        }
        parts[count++] = single.add(joined.arena(), from, i);
        from = i + 1;
      }
    }
    return Arrays.stream(parts, 0, count).distinct().toArray();
  }

  private TermPostings wordPostings() {
    Pairs pairs = new Pairs(columns.wordsEnd[size - 1]);
    for (int doc = 0; doc < size; doc++) {
      int row = row(doc);
      for (int i = columns.wordsFrom(row); i < columns.wordsEnd[row]; i++) {
        pairs.add(doc, columns.wordCodes[i]);
      }
    }
    return pairs.invert(columns.words);
  }

  private void writeTexts(
      ValuesWriter values, Field field, SegmentColumns.Texts column, long[] numbers)
      throws IOException {
    int[] literalOf = new int[column.count > 0 ? size : 0];
    int count = 0;
    for (int row = 0; row < literalOf.length; row++) {
      literalOf[row] = column.places[row] == TextPlace.LITERAL ? count++ : -1;
    }
    for (int doc = 0; doc < size; doc++) {
      long place = column.places[row(doc)];
      numbers[doc] = place < 0 ? EventBatch.ABSENT : place;
    }
    writeNumbers(values, field.key(), numbers);
    if (count == 0) {
      return;
    }
    int[] docs = new int[count];
    int[] starts = new int[count];
    int[] ends = new int[count];
    int at = 0;
    for (int doc = 0; doc < size; doc++) {
      int literal = literalOf[row(doc)];
      if (literal >= 0) {
        docs[at] = doc;
        starts[at] = literal == 0 ? 0 : column.ends[literal - 1];
        ends[at++] = column.ends[literal];
      }
    }
    values.bytes(info(IndexSchema.literal(field)), column.literals, docs, starts, ends);
  }

  private int row(int doc) {
    return rows == null ? doc : rows[doc];
  }

  private long[] gather(long[] column, long[] out) {
    for (int doc = 0; doc < size; doc++) {
      out[doc] = column[row(doc)];
    }
    return out;
  }

  private long[] widen(int[] column, long[] out) {
    for (int doc = 0; doc < size; doc++) {
      out[doc] = column[row(doc)];
    }
    return out;
  }

  /** A stable sort that makes use of the runs that records of one file come in. */
  private static int[] order(SegmentColumns columns) {
    int[] rows = new int[columns.size()];
    Arrays.setAll(rows, i -> i);
    new RowSorter(rows, columns).sort(0, rows.length);
    return rows;
  }

  private static final class RowSorter extends TimSorter {
    private final int[] rows;
    private final int[] saved;
    private final SegmentColumns columns;

    RowSorter(int[] rows, SegmentColumns columns) {
      super(rows.length / 2);
      this.rows = rows;
      this.saved = new int[rows.length / 2];
      this.columns = columns;
    }

    @Override
    protected int compare(int i, int j) {
      return columns.compare(rows[i], rows[j]);
    }

    @Override
    protected void swap(int i, int j) {
      int row = rows[i];
      rows[i] = rows[j];
      rows[j] = row;
    }

    @Override
    protected void copy(int from, int to) {
      rows[to] = rows[from];
    }

    @Override
    protected void save(int from, int length) {
      System.arraycopy(rows, from, saved, 0, length);
    }

    @Override
    protected void restore(int from, int to) {
      rows[to] = saved[from];
    }

    @Override
    protected int compareSaved(int from, int at) {
      return columns.compare(saved[from], rows[at]);
    }
  }

  /** Growing pairs of document and term. */
  private static final class Pairs {
    private int[] docs;
    private int[] codes;
    private int count;

    Pairs(int capacity) {
      docs = new int[Math.max(16, capacity)];
      codes = new int[docs.length];
    }

    void add(int doc, int code) {
      if (count == docs.length) {
        docs = Arrays.copyOf(docs, count * 2);
        codes = Arrays.copyOf(codes, count * 2);
      }
      docs[count] = doc;
      codes[count++] = code;
    }

    TermPostings invert(ByteDictionary dictionary) {
      SortedTerms terms = new SortedTerms(dictionary, codes, count);
      return TermPostings.of(terms, docs, codes, count);
    }
  }

  private static final class FieldTerms extends Fields {
    private final TreeMap<String, TermPostings> postings;

    FieldTerms(TreeMap<String, TermPostings> postings) {
      this.postings = postings;
    }

    @Override
    public Iterator<String> iterator() {
      return postings.keySet().iterator();
    }

    @Override
    public @Nullable Terms terms(String field) {
      return postings.get(field);
    }

    @Override
    public int size() {
      return postings.size();
    }
  }
}
