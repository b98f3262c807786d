package dwell.casefile;

import static org.assertj.core.api.Assertions.assertThat;

import dwell.event.EventBatch;
import dwell.event.Seed;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.apache.lucene.index.CheckIndex;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.store.ByteBuffersDataOutput;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.store.Directory;
import org.apache.lucene.util.BytesRef;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Lucene's own reader must give back the documents of every term, in order and by a jump. */
class PostingsWriterTest {
  private static final int DOCS = 70_000;

  private final Random random = Seed.random();

  /** Writes the documents of terms as a segment and reads them back. */
  private void holds(List<int[]> documents) throws IOException {
    try (Directory directory = new ByteBuffersDirectory()) {
      SegmentWriter.write(columns(documents), directory);
      try (CheckIndex check = new CheckIndex(directory)) {
        check.setInfoStream(
            new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));
        assertThat(check.checkIndex().clean).isTrue();
      }
      try (DirectoryReader reader = DirectoryReader.open(directory)) {
        read(reader.leaves().getFirst().reader(), documents);
      }
    }
  }

  private void read(LeafReader reader, List<int[]> documents) throws IOException {
    Terms terms = reader.terms(IndexSchema.WORDS);
    assertThat(terms.getSumDocFreq())
        .isEqualTo(documents.stream().mapToLong(docs -> docs.length).sum());
    assertThat(terms.getDocCount())
        .isEqualTo(documents.stream().flatMapToInt(Arrays::stream).distinct().count());
    TermsEnum cursor = terms.iterator();
    for (int term = 0; term < documents.size(); term++) {
      assertThat(cursor.seekExact(name(term))).isTrue();
      int[] docs = documents.get(term);
      assertThat(cursor.docFreq()).isEqualTo(docs.length);
      PostingsEnum all = cursor.postings(null, PostingsEnum.NONE);
      for (int doc : docs) {
        assertThat(all.nextDoc()).isEqualTo(doc);
      }
      assertThat(all.nextDoc()).isEqualTo(DocIdSetIterator.NO_MORE_DOCS);
      jump(cursor.postings(null, PostingsEnum.NONE), docs);
    }
  }

  private void jump(PostingsEnum postings, int[] docs) throws IOException {
    int doc = -1;
    while (doc != DocIdSetIterator.NO_MORE_DOCS) {
      int target = doc + 1 + random.nextInt(random.nextBoolean() ? 300 : 20_000);
      int at = Arrays.binarySearch(docs, target);
      int place = at < 0 ? -at - 1 : at;
      doc = postings.advance(target);
      assertThat(doc).isEqualTo(place == docs.length ? DocIdSetIterator.NO_MORE_DOCS : docs[place]);
    }
  }

  private static BytesRef name(int term) {
    return new BytesRef(String.format("w%04d", term));
  }

  private static SegmentColumns columns(List<int[]> documents) {
    SegmentColumns columns = new SegmentColumns(DOCS);
    List<List<Integer>> words = new ArrayList<>();
    IntStream.range(0, DOCS).forEach(doc -> words.add(new ArrayList<>()));
    for (int term = 0; term < documents.size(); term++) {
      for (int doc : documents.get(term)) {
        words.get(doc).add(term);
      }
    }
    EventBatch batch = new EventBatch(DOCS, full -> columns.add(full, 1));
    byte[] line = new byte[DOCS];
    batch.chunk(line, 0, 1);
    for (int doc = 0; doc < DOCS; doc++) {
      batch.next(doc, doc + 1, doc, 0);
      for (int term : words.get(doc)) {
        byte[] word = name(term).utf8ToString().getBytes(StandardCharsets.UTF_8);
        batch.words(word, 0, word.length);
      }
    }
    batch.flush();
    return columns;
  }

  private int[] some(int count, int range, int from) {
    TreeSet<Integer> docs = new TreeSet<>();
    while (docs.size() < count) {
      docs.add(from + random.nextInt(range));
    }
    return docs.stream().mapToInt(Integer::intValue).toArray();
  }

  @Test
  void everyNumberOfDocuments() throws IOException {
    List<int[]> documents = new ArrayList<>();
    for (int count : new int[] {1, 1, 2, 255, 256, 257, 511, 512, 8191, 8192, 8193, 16_384}) {
      documents.add(some(count, DOCS, 0));
      documents.add(IntStream.range(DOCS - count, DOCS).toArray());
    }
    documents.add(IntStream.range(0, DOCS).toArray());
    holds(documents);
  }

  @Test
  void everyDistance() throws IOException {
    List<int[]> documents = new ArrayList<>();
    // Distances of 1 to 16 bits, those that fill no lane included; a bit set where it is shorter.
    for (int bits = 1; bits <= 16; bits++) {
      int most = (1 << bits) - 1;
      int[] docs = new int[Math.min(1024, DOCS * 2 / (most + 1))];
      int doc = -1;
      int count = 0;
      while (count < docs.length && doc + most < DOCS) {
        doc += 1 + random.nextInt(most);
        docs[count++] = doc;
      }
      documents.add(Arrays.copyOf(docs, count));
      int[] far = IntStream.range(0, 256).map(i -> i < 128 ? i : DOCS - 256 + i).toArray();
      documents.add(far);
    }
    for (int every = 2; every < 40; every++) {
      int step = every;
      documents.add(IntStream.range(0, DOCS / step).map(i -> i * step).toArray());
    }
    holds(documents);
  }

  @Test
  void manyTerms() throws IOException {
    List<int[]> documents = new ArrayList<>();
    for (int term = 0; term < 3000; term++) {
      int range = 1 + random.nextInt(DOCS);
      int count = Math.min(range, 1 + random.nextInt(1 + random.nextInt(40)));
      documents.add(some(count, range, random.nextInt(DOCS - range + 1)));
    }
    holds(documents);
  }

  /** Numbers of every width, as the definition of the layout packs them, bit by bit. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 11, 13, 15, 16, 17, 20, 23, 29, 31, 32})
  void packsEveryWidth(int bits) throws IOException {
    int[] numbers = random.ints(256).map(number -> number >>> 32 - bits).toArray();
    ByteBuffersDataOutput out = new ByteBuffersDataOutput();
    new PackedBlock().write(numbers.clone(), bits, out);
    byte[] bytes = out.toArrayCopy();
    assertThat(bytes).hasSize(bits * 32);
    int lane = bits <= 8 ? 8 : bits <= 16 ? 16 : 32;
    int lanes = 32 / lane;
    int words = bits * 8;
    int whole = lane / bits;
    int rows = 256 / lanes;
    for (int i = 0; i < 256; i++) {
      int row = i % rows;
      int shift = lane * (lanes - 1 - i / rows);
      long number = 0;
      for (int bit = 0; bit < bits; bit++) {
        int word = row % words;
        int place = lane - row / words * bits - 1 - bit;
        if (row >= words * whole) {
          int room = lane - whole * bits;
          int stream = (row - words * whole) * bits + bit;
          word = stream / room;
          place = room - 1 - stream % room;
        }
        int value = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getInt(word * 4);
        number = number << 1 | value >>> place + shift & 1;
      }
      assertThat(number).isEqualTo(Integer.toUnsignedLong(numbers[i]));
    }
  }
}
