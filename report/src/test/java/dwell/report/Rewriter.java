package dwell.report;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Copies records with every text in them changed, however deep it is. */
public final class Rewriter {
  /** Words of the form itself; they are never evidence. */
  private static final Set<String> VOCABULARY = Set.of("schema", "stillInside", "outcome");

  private final UnaryOperator<String> change;

  public Rewriter(UnaryOperator<String> change) {
    this.change = change;
  }

  public <R extends Record> R rewrite(R value) {
    try {
      RecordComponent[] components = value.getClass().getRecordComponents();
      Class<?>[] types = new Class<?>[components.length];
      @Nullable Object[] arguments = new Object[components.length];
      for (int i = 0; i < components.length; i++) {
        types[i] = components[i].getType();
        Object component = components[i].getAccessor().invoke(value);
        arguments[i] =
            VOCABULARY.contains(components[i].getName()) ? component : rewritten(component);
      }
      @SuppressWarnings("unchecked")
      R copy = (R) value.getClass().getDeclaredConstructor(types).newInstance(arguments);
      return copy;
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  private @Nullable Object rewritten(@Nullable Object value) {
    return switch (value) {
      case String text -> change.apply(text);
      case dwell.incident.Stamp stamp -> stamp;
      case Record inner -> rewrite(inner);
      case List<?> list -> {
        List<Object> out = new ArrayList<>();
        for (Object element : list) {
          Object changed = rewritten(element);
          if (changed != null) {
            out.add(changed);
          }
        }
        yield out;
      }
      case null -> null;
      default -> value;
    };
  }
}
