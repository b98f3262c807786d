package dwell.casefile;

import dwell.event.Field;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.lucene.index.DocValuesSkipIndexType;
import org.apache.lucene.index.DocValuesType;
import org.apache.lucene.index.FieldInfo;
import org.apache.lucene.index.IndexOptions;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.VectorEncoding;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortField;
import org.apache.lucene.util.BytesRef;

/**
 * The index's fields and what they hold.
 *
 * <ul>
 *   <li>{@link #TIME}: nanoseconds, absent where the record has no time; with a skipper.
 *   <li>{@link #ARTIFACT}: the artifact's number, also as a term of four bytes.
 *   <li>{@link #OFFSET}, {@link #LENGTH}: the record's place; the offset with a skipper.
 *   <li>{@link #KIND}: a {@link Kind}, eight bytes, as term and sorted value.
 *   <li>{@link #WORDS}: the free words, as terms.
 *   <li>Each {@link Field} under its key: keywords and addresses (16 bytes) as term and sorted
 *       value, lists as the terms of their elements and the joined value, numbers and instants as
 *       values. A text is not indexed: its value is a {@link TextPlace}, and a literal stands under
 *       {@link #literal}.
 * </ul>
 *
 * Neither the number of a line nor an event's id is in the index: both follow from the place.
 */
public final class IndexSchema {
  public static final String TIME = "@timestamp";
  public static final String ARTIFACT = "dwell.artifact";
  public static final String OFFSET = "log.offset";
  public static final String LENGTH = "dwell.length";
  public static final String KIND = "dwell.kind";
  public static final String WORDS = "dwell.words";

  /** Records without a time sort after all others, in the order of their files. */
  static final Sort SORT = sort();

  private static final int FIXED = 6;

  private IndexSchema() {}

  /** The field that holds the literal values of a text field. */
  public static String literal(Field field) {
    return field.key() + ".literal";
  }

  /**
   * A term or value as text; what is no UTF-8 becomes U+FFFD. Evidence need not be UTF-8, and
   * Lucene's own {@code utf8ToString} reads beyond a character that is cut short.
   */
  public static String text(BytesRef utf8) {
    return new String(utf8.bytes, utf8.offset, utf8.length, StandardCharsets.UTF_8);
  }

  /** The term of an artifact's number. */
  static BytesRef artifactTerm(int number) {
    return new BytesRef(
        new byte[] {
          (byte) (number >>> 24), (byte) (number >>> 16), (byte) (number >>> 8), (byte) number
        });
  }

  static Term artifact(int number) {
    return new Term(ARTIFACT, artifactTerm(number));
  }

  /** A fresh description of every field, by name; numbers are the same in every segment. */
  static Map<String, FieldInfo> fieldInfos() {
    List<FieldInfo> all = new ArrayList<>();
    all.add(values(TIME, all.size(), DocValuesType.NUMERIC, DocValuesSkipIndexType.RANGE));
    all.add(
        info(
            ARTIFACT,
            all.size(),
            IndexOptions.DOCS,
            DocValuesType.NUMERIC,
            DocValuesSkipIndexType.NONE));
    all.add(values(OFFSET, all.size(), DocValuesType.NUMERIC, DocValuesSkipIndexType.RANGE));
    all.add(values(LENGTH, all.size(), DocValuesType.NUMERIC, DocValuesSkipIndexType.NONE));
    all.add(terms(KIND, all.size(), DocValuesType.SORTED));
    all.add(terms(WORDS, all.size(), DocValuesType.NONE));
    if (all.size() != FIXED) {
      throw new IllegalStateException("a field's number must not depend on the others");
    }
    for (Field field : Field.values()) {
      int number = FIXED + 2 * field.ordinal();
      switch (field.kind()) {
        case KEYWORD, LIST, ADDRESS -> all.add(terms(field.key(), number, DocValuesType.SORTED));
        case NUMBER, INSTANT ->
            all.add(
                values(field.key(), number, DocValuesType.NUMERIC, DocValuesSkipIndexType.NONE));
        case TEXT -> {
          all.add(values(field.key(), number, DocValuesType.NUMERIC, DocValuesSkipIndexType.NONE));
          all.add(
              values(
                  literal(field), number + 1, DocValuesType.BINARY, DocValuesSkipIndexType.NONE));
        }
      }
    }
    Map<String, FieldInfo> byName = new HashMap<>();
    all.forEach(info -> byName.put(info.name, info));
    return byName;
  }

  private static FieldInfo values(
      String name, int number, DocValuesType type, DocValuesSkipIndexType skip) {
    return info(name, number, IndexOptions.NONE, type, skip);
  }

  private static FieldInfo terms(String name, int number, DocValuesType type) {
    return info(name, number, IndexOptions.DOCS, type, DocValuesSkipIndexType.NONE);
  }

  private static FieldInfo info(
      String name,
      int number,
      IndexOptions options,
      DocValuesType type,
      DocValuesSkipIndexType skip) {
    return new FieldInfo(
        name,
        number,
        false,
        options != IndexOptions.NONE,
        false,
        options,
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

  private static Sort sort() {
    SortField time = new SortField(TIME, SortField.Type.LONG, false, Long.MAX_VALUE);
    return new Sort(
        time,
        new SortField(ARTIFACT, SortField.Type.LONG),
        new SortField(OFFSET, SortField.Type.LONG));
  }
}
