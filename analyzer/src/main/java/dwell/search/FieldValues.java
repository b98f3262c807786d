package dwell.search;

import dwell.event.Field;
import dwell.event.IpAddress;
import java.nio.charset.StandardCharsets;
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
          Arrays.stream(text(bytes).split(String.valueOf(Field.LIST_SEPARATOR), -1))
              .distinct()
              .toList();
      case KEYWORD, NUMBER, INSTANT, TEXT -> List.of(text(bytes));
    };
  }

  /** What is no UTF-8 becomes U+FFFD; Lucene's own reading takes UTF-8 for granted. */
  private static String text(BytesRef utf8) {
    return new String(utf8.bytes, utf8.offset, utf8.length, StandardCharsets.UTF_8);
  }
}
