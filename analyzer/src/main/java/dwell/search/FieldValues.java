package dwell.search;

import dwell.casefile.IndexSchema;
import dwell.event.Field;
import dwell.event.IpAddress;
import java.util.Arrays;
import java.util.List;
import org.apache.lucene.util.BytesRef;

/** The values of a column as people read them. */
final class FieldValues {
  private FieldValues() {}

  /** The value, or the values of a list, each once. */
  static List<String> of(Field field, BytesRef bytes) {
    return switch (field.kind()) {
      case ADDRESS -> List.of(IpAddress.text(bytes.bytes, bytes.offset));
      case LIST ->
          Arrays.stream(IndexSchema.text(bytes).split(String.valueOf(Field.LIST_SEPARATOR), -1))
              .distinct()
              .toList();
      case KEYWORD, NUMBER, INSTANT, TEXT -> List.of(IndexSchema.text(bytes));
    };
  }
}
