package dwell.pattern;

import dwell.event.EventBatch;
import dwell.event.Field;
import dwell.event.Flag;
import dwell.event.IpAddress;
import dwell.event.WordColumn;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Matches the examples of catalogue files and compares what they say is expected. */
final class Examples {
  private final MessageMatcher matcher;
  private final EventBatch batch = new EventBatch(4, full -> {});

  Examples(Catalogue catalogue) {
    matcher = catalogue.matcher();
  }

  /**
   * @throws CatalogueException for the first example that is not met
   */
  void check(List<Shape> shapes) {
    for (Shape shape : shapes) {
      for (Shape.Example example : shape.examples()) {
        String fault = fault(shape, example);
        if (fault != null) {
          throw new CatalogueException(shape.file(), example.line(), fault);
        }
      }
    }
  }

  /** What is wrong with the example, or null where it is met. */
  @Nullable String fault(Shape shape, Shape.Example example) {
    for (String program : shape.programs()) {
      byte[] name = program.getBytes(StandardCharsets.UTF_8);
      byte[] message = example.message().getBytes(StandardCharsets.UTF_8);
      byte[] bytes = new byte[name.length + message.length];
      System.arraycopy(name, 0, bytes, 0, name.length);
      System.arraycopy(message, 0, bytes, name.length, message.length);
      batch.clear();
      batch.chunk(bytes, 0, 1);
      batch.next(0, bytes.length, 0, 0);
      if (!matcher.match(bytes, 0, name.length, name.length, bytes.length, batch)) {
        return "no shape of " + program + " matches the example";
      }
      if (!shape.id().equals(batch.keywordAt(Field.SHAPE, 0))) {
        return "the example is matched by "
            + batch.keywordAt(Field.SHAPE, 0)
            + ", not by "
            + shape.id();
      }
      for (Map.Entry<String, String> entry : example.expected().entrySet()) {
        String actual = actual(entry.getKey());
        if (!entry.getValue().equals(actual)) {
          return entry.getKey() + " is " + actual + ", not " + entry.getValue();
        }
      }
    }
    return null;
  }

  /** The value of a name in the row, {@code -} where absent. */
  private String actual(String name) {
    if (name.equals("flags")) {
      String flags =
          Flag.of(batch.flags(0)).stream().map(Flag::id).collect(Collectors.joining(" "));
      return flags.isEmpty() ? "-" : flags;
    }
    Field field = CaptureName.of(name).field();
    if (field == null) {
      return words(name);
    }
    String value =
        switch (field.kind()) {
          case KEYWORD, LIST -> batch.keywordAt(field, 0);
          case TEXT -> batch.has(field) ? batch.textAt(field, 0) : null;
          case NUMBER, INSTANT -> {
            long number = batch.numberAt(field, 0);
            yield number == EventBatch.ABSENT ? null : Long.toString(number);
          }
          case ADDRESS -> {
            int code = batch.code(field, 0);
            yield code < 0
                ? null
                : IpAddress.text(batch.values(field).arena(), batch.values(field).start(code));
          }
        };
    return value == null ? "-" : value;
  }

  private String words(String name) {
    if (!name.equals("words")) {
      return "no field: write a field's name, flags or words";
    }
    StringBuilder out = new StringBuilder();
    WordColumn column = batch.words();
    for (int i = column.from(0); i < column.to(0); i++) {
      out.append(out.isEmpty() ? "" : " ").append(column.values().text(column.code(i)));
    }
    return out.isEmpty() ? "-" : out.toString();
  }
}
