package dwell.casefile;

import static org.assertj.core.api.Assertions.assertThat;

import dwell.event.ByteDictionary;
import dwell.event.EventBatch;
import dwell.event.Seed;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.LongUnaryOperator;
import java.util.stream.LongStream;
import org.apache.lucene.codecs.Codec;
import org.apache.lucene.codecs.DocValuesProducer;
import org.apache.lucene.codecs.perfield.PerFieldDocValuesFormat;
import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.DocValuesSkipIndexType;
import org.apache.lucene.index.DocValuesSkipper;
import org.apache.lucene.index.DocValuesType;
import org.apache.lucene.index.FieldInfo;
import org.apache.lucene.index.FieldInfos;
import org.apache.lucene.index.IndexOptions;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.SegmentInfo;
import org.apache.lucene.index.SegmentReadState;
import org.apache.lucene.index.SegmentWriteState;
import org.apache.lucene.index.SortedDocValues;
import org.apache.lucene.index.VectorEncoding;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.IOContext;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.InfoStream;
import org.apache.lucene.util.StringHelper;
import org.apache.lucene.util.Version;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Lucene's own reader must give back what was written, whatever form was chosen for it. */
class ValuesWriterTest {
  private static final long ABSENT = EventBatch.ABSENT;

  private final Random random = Seed.random();

  private static FieldInfo field(DocValuesType type, DocValuesSkipIndexType skip) {
    return new FieldInfo(
        "f",
        7,
        false,
        false,
        false,
        IndexOptions.NONE,
        type,
        skip,
        -1,
        new HashMap<>(),
        0,
        0,
        0,
        0,
        VectorEncoding.FLOAT32,
        VectorSimilarityFunction.EUCLIDEAN,
        false,
        false);
  }

  private interface Column {
    void write(ValuesWriter writer) throws IOException;
  }

  private interface Check {
    void read(DocValuesProducer values) throws IOException;
  }

  private static void roundTrip(FieldInfo field, int size, Column column, Check check)
      throws IOException {
    try (Directory directory = new ByteBuffersDirectory()) {
      Codec codec = Codec.getDefault();
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
              Map.of(),
              StringHelper.randomId(),
              new HashMap<>(),
              null);
      FieldInfos infos = new FieldInfos(new FieldInfo[] {field});
      try (ValuesWriter writer =
          new ValuesWriter(
              new SegmentWriteState(
                  InfoStream.NO_OUTPUT, directory, segment, infos, null, IOContext.DEFAULT))) {
        column.write(writer);
      }
      try (DocValuesProducer values =
          codec
              .docValuesFormat()
              .fieldsProducer(new SegmentReadState(directory, segment, infos, IOContext.DEFAULT))) {
        values.checkIntegrity();
        check.read(values);
      }
    }
  }

  private void holds(long[] values) throws IOException {
    FieldInfo field = field(DocValuesType.NUMERIC, DocValuesSkipIndexType.RANGE);
    roundTrip(
        field,
        values.length,
        writer -> writer.numbers(field, values.clone()),
        read -> {
          NumericDocValues numbers = read.getNumeric(field);
          long[] back = new long[values.length];
          Arrays.fill(back, ABSENT);
          while (numbers.nextDoc() != DocIdSetIterator.NO_MORE_DOCS) {
            back[numbers.docID()] = numbers.longValue();
          }
          assertThat(Arrays.mismatch(back, values)).isEqualTo(-1);
          NumericDocValues again = read.getNumeric(field);
          for (int doc = random.nextInt(50); doc < values.length; doc += 1 + random.nextInt(900)) {
            assertThat(again.advanceExact(doc)).isEqualTo(values[doc] != ABSENT);
            if (values[doc] != ABSENT) {
              assertThat(again.longValue()).isEqualTo(values[doc]);
            }
          }
          skips(read.getSkipper(field), values);
        });
  }

  /**
   * Every level of every interval, where it begins, tells the truth, and no document with a value
   * is left out.
   */
  private static void skips(DocValuesSkipper skipper, long[] values) throws IOException {
    long[] present = Arrays.stream(values).filter(value -> value != ABSENT).toArray();
    assertThat(skipper.docCount()).isEqualTo(present.length);
    if (present.length > 0) {
      assertThat(skipper.minValue()).isEqualTo(LongStream.of(present).min().getAsLong());
      assertThat(skipper.maxValue()).isEqualTo(LongStream.of(present).max().getAsLong());
    }
    int seen = 0;
    int next = 0;
    for (skipper.advance(0);
        skipper.minDocID(0) != DocIdSetIterator.NO_MORE_DOCS;
        skipper.advance(skipper.maxDocID(0) + 1)) {
      for (int level = 0;
          level < skipper.numLevels() && skipper.minDocID(level) == skipper.minDocID(0);
          level++) {
        long[] inside =
            LongStream.of(
                    Arrays.copyOfRange(
                        values, skipper.minDocID(level), skipper.maxDocID(level) + 1))
                .filter(value -> value != ABSENT)
                .toArray();
        assertThat(skipper.docCount(level)).isEqualTo(inside.length);
        assertThat(skipper.minValue(level)).isEqualTo(LongStream.of(inside).min().getAsLong());
        assertThat(skipper.maxValue(level)).isEqualTo(LongStream.of(inside).max().getAsLong());
      }
      assertThat(skipper.minDocID(0)).isGreaterThanOrEqualTo(next);
      next = skipper.maxDocID(0) + 1;
      seen += skipper.docCount(0);
    }
    assertThat(seen).isEqualTo(present.length);
  }

  private static long[] column(int size, LongUnaryOperator value) {
    return LongStream.range(0, size).map(value).toArray();
  }

  private long[] sparse(long[] values, double share) {
    for (int doc = 0; doc < values.length; doc++) {
      if (random.nextDouble() >= share) {
        values[doc] = ABSENT;
      }
    }
    return values;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 4096, 4097, 16384, 16385, 70_000})
  void numbersOfEveryForm(int size) throws IOException {
    List<long[]> columns =
        List.of(
            column(size, doc -> 42),
            column(size, doc -> ABSENT),
            column(size, doc -> doc / 3),
            column(size, doc -> 1_700_000_000_000_000_000L + doc / 7 * 1_000_000_000L),
            column(size, doc -> 1_700_000_000_123_456_789L + random.nextInt(1000)),
            column(size, doc -> random.nextInt(200)),
            column(size, doc -> random.nextInt(200) * 1_000_003L - 77),
            column(size, doc -> random.nextInt(256) << 20),
            column(size, doc -> random.nextInt(257) << 20),
            column(size, doc -> random.nextLong() | 1),
            column(size, doc -> doc % 2 == 0 ? Long.MAX_VALUE : Long.MIN_VALUE + 1),
            column(size, doc -> (doc >> 14) * 1_000_000L + random.nextInt(50)),
            column(size, doc -> doc == size - 1 ? Long.MAX_VALUE : 0),
            column(size, doc -> -doc * 60L));
    for (long[] values : columns) {
      holds(values);
      holds(sparse(values.clone(), 0.5));
      holds(sparse(values.clone(), 0.001));
    }
  }

  /** More than 512 intervals, so that a second group of them begins. */
  @Test
  void manyIntervals() throws IOException {
    holds(column(512 * 4096 + 5000, doc -> doc * 10));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 64, 65, 1024, 1025, 5000})
  void terms(int count) throws IOException {
    int size = count + 20_000;
    ByteDictionary dictionary = new ByteDictionary();
    String shared = "a beginning that all of them share, longer than fifteen bytes ".repeat(3);
    for (int code = 0; code < count; code++) {
      String text =
          switch (code % 4) {
            case 0 -> Integer.toString(code);
            case 1 -> shared + code;
            case 2 -> code == 2 ? "x".repeat(32_000) : "k" + code + "y".repeat(random.nextInt(40));
            default -> "\u0000" + (char) (code % 30_000 + 1);
          };
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      dictionary.add(bytes, 0, bytes.length);
    }
    int[] codes = new int[size];
    for (int doc = 0; doc < size; doc++) {
      codes[doc] = doc < dictionary.size() ? doc : random.nextInt(dictionary.size() + 1) - 1;
    }
    SortedTerms terms = new SortedTerms(dictionary, codes, size);
    int[] ranks = Arrays.stream(codes).map(code -> code < 0 ? -1 : terms.rank(code)).toArray();
    FieldInfo field = field(DocValuesType.SORTED, DocValuesSkipIndexType.NONE);
    roundTrip(
        field,
        size,
        writer -> writer.terms(field, terms, ranks),
        read -> {
          SortedDocValues sorted = read.getSorted(field);
          assertThat(sorted.getValueCount()).isEqualTo(terms.size());
          BytesRef expected = new BytesRef();
          for (int rank = 0; rank < terms.size(); rank++) {
            terms.read(rank, expected);
            assertThat(sorted.lookupOrd(rank)).isEqualTo(expected);
            if (rank % 97 == 0) {
              assertThat(sorted.lookupTerm(expected)).isEqualTo(rank);
            }
          }
          int[] back = new int[size];
          for (int doc = 0; doc < size; doc++) {
            back[doc] = sorted.advanceExact(doc) ? sorted.ordValue() : -1;
          }
          assertThat(Arrays.mismatch(back, ranks)).isEqualTo(-1);
        });
  }

  @Test
  void bytesOfEqualAndOfManyLengths() throws IOException {
    for (int step : new int[] {1, 3, 1000}) {
      for (int varying : new int[] {1, 50}) {
        bytes(20_000, step, varying);
      }
    }
  }

  private void bytes(int size, int step, int varying) throws IOException {
    int count = (size + step - 1) / step;
    int[] docs = new int[count];
    int[] starts = new int[count];
    int[] ends = new int[count];
    byte[] bytes = new byte[1 << 10];
    random.nextBytes(bytes);
    for (int i = 0; i < count; i++) {
      docs[i] = i * step;
      starts[i] = random.nextInt(900);
      ends[i] = starts[i] + 3 + random.nextInt(varying);
    }
    FieldInfo field = field(DocValuesType.BINARY, DocValuesSkipIndexType.NONE);
    roundTrip(
        field,
        size,
        writer -> writer.bytes(field, bytes, docs, starts, ends),
        read -> {
          BinaryDocValues values = read.getBinary(field);
          for (int i = 0; i < count; i++) {
            assertThat(values.nextDoc()).isEqualTo(docs[i]);
            assertThat(values.binaryValue())
                .isEqualTo(new BytesRef(bytes, starts[i], ends[i] - starts[i]));
          }
          assertThat(values.nextDoc()).isEqualTo(DocIdSetIterator.NO_MORE_DOCS);
        });
  }

  /** The format that the writer names is the one that an index of this Lucene has. */
  @Test
  void formatIsTheDefault() {
    assertThat(Codec.getDefault().docValuesFormat()).isInstanceOf(PerFieldDocValuesFormat.class);
    assertThat(
            ((PerFieldDocValuesFormat) Codec.getDefault().docValuesFormat())
                .getDocValuesFormatForField("f")
                .getName())
        .isEqualTo(ValuesWriter.FORMAT);
  }
}
