package dwell.sigma;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dwell.casefile.Network;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The modifiers behind a field's name, {@code Field|contains|all} (Sigma modifiers appendix,
 * 2.1.0).
 */
final class Modifiers {
  /** A pattern of this length compiles to a program that is still small. */
  private static final int MAX_EXPRESSION = 4_096;

  /** Instructions that it may compile to; the time for each character grows with them. */
  private static final int MAX_INSTRUCTIONS = 20_000;

  private static final Set<String> TRANSFORMING =
      Set.of(
          "contains",
          "startswith",
          "endswith",
          "windash",
          "wide",
          "utf16le",
          "utf16be",
          "utf16",
          "base64",
          "base64offset");

  /** In the order given. */
  private final List<String> transforming = new ArrayList<>();

  private boolean all;
  private boolean cased;
  private boolean unequal;
  private boolean expand;
  private @Nullable Integer expression;
  private @Nullable Comparison comparison;
  private @Nullable TimePart part;

  /** {@code exists}, {@code cidr} or {@code fieldref}; null for none. */
  private @Nullable String sort;

  /**
   * Reads them.
   *
   * @throws RuleException where one is not known, or they do not go together
   */
  Modifiers(List<String> names) {
    names.forEach(this::add);
    int sorts = sort == null ? 0 : 1;
    sorts += expression == null ? 0 : 1;
    sorts += comparison == null && part == null ? 0 : 1;
    boolean reference = "fieldref".equals(sort) && edges();
    if (sorts > 1 || sorts == 1 && !transforming.isEmpty() && !reference) {
      throw new RuleException("the modifiers " + String.join("|", names) + " do not go together");
    }
  }

  private void add(String name) {
    switch (name) {
      case "all" -> all = true;
      case "cased" -> cased = true;
      case "neq" -> unequal = true;
      case "expand" -> expand = true;
      case "re" -> expression = 0;
      case "i" -> flag(name, Pattern.CASE_INSENSITIVE);
      case "m" -> flag(name, Pattern.MULTILINE);
      case "s" -> flag(name, Pattern.DOTALL);
      case "lt", "lte", "gt", "gte" ->
          comparison = Comparison.valueOf(name.toUpperCase(Locale.ROOT));
      case "minute", "hour", "day", "week", "month", "year" ->
          part = TimePart.valueOf(name.toUpperCase(Locale.ROOT));
      case "exists", "cidr", "fieldref" -> sort = name;
      default -> {
        if (!TRANSFORMING.contains(name)) {
          throw new RuleException("the modifier " + name + " is not known");
        }
        transforming.add(name);
      }
    }
  }

  private void flag(String name, int flag) {
    Integer before = expression;
    if (before == null) {
      throw new RuleException("the modifier " + name + " stands without re");
    }
    expression = before | flag;
  }

  private boolean edges() {
    return transforming.size() == 1
        && Set.of("contains", "startswith", "endswith").contains(transforming.getFirst());
  }

  /** Whether every value must fit, not one of them. */
  boolean all() {
    return all;
  }

  /** Whether no value may fit. */
  boolean unequal() {
    return unequal;
  }

  /** Whether a part of a time is asked for, which the event's own time alone has. */
  boolean timed() {
    return part != null;
  }

  /**
   * The tests of a value, one of which must hold.
   *
   * @param fields where another field that the value names is written
   */
  List<ValueTest> tests(YamlNode.Scalar value, Fields fields) {
    if (expand && placeholder(value.text())) {
      throw new RuleException("no value is known for the placeholder in " + value.text());
    }
    Integer flags = expression;
    if (flags != null) {
      return List.of(new ValueTest.Expression(compile(value.text(), flags)));
    }
    if (comparison != null || part != null) {
      return List.of(compared(value));
    }
    if (sort != null) {
      return List.of(sorted(sort, value, fields));
    }
    if (value.isNull()) {
      return List.of(new ValueTest.Absent());
    }
    List<ValueTest> tests = new ArrayList<>();
    for (TextPattern pattern : patterns(value, false)) {
      tests.add(new ValueTest.Text(pattern));
    }
    if (value.text().isEmpty() && transforming.isEmpty()) {
      // dwell leaves out what is empty.
      tests.add(new ValueTest.Absent());
    }
    return tests;
  }

  /** The expressions that say that a value stands anywhere in an event, one of which must hold. */
  List<Expression> keywords(YamlNode.Scalar value) {
    Integer flags = expression;
    if (flags != null) {
      return List.of(new Expression.KeywordExpression(compile(value.text(), flags)));
    }
    if (comparison != null || part != null || sort != null || value.isNull()) {
      throw new RuleException("a keyword that is no text");
    }
    List<Expression> keywords = new ArrayList<>();
    for (TextPattern pattern : patterns(value, true)) {
      keywords.add(new Expression.Keyword(pattern));
    }
    return keywords;
  }

  private List<TextPattern> patterns(YamlNode.Scalar value, boolean anywhere) {
    List<Operand> operands = List.of(Operand.of(value));
    for (String modifier : transforming) {
      operands = operands.stream().flatMap(o -> o.with(modifier).stream()).toList();
    }
    return operands.stream()
        .map(o -> anywhere ? TextPattern.ANY + o.form() + TextPattern.ANY : o.form())
        .map(form -> new TextPattern(form, cased))
        .toList();
  }

  private ValueTest compared(YamlNode.Scalar value) {
    BigDecimal number = ValueTest.number(value.text());
    if (number == null) {
      throw new RuleException(value.text() + " is no number");
    }
    Comparison how = comparison == null ? Comparison.EQ : comparison;
    return part == null
        ? new ValueTest.Compared(how, number)
        : new ValueTest.TimeCompared(part, how, number);
  }

  private ValueTest sorted(String wanted, YamlNode.Scalar value, Fields fields) {
    return switch (wanted) {
      case "exists" -> {
        Boolean exists = value.truth();
        if (exists == null) {
          throw new RuleException("exists wants true or false");
        }
        yield exists ? new ValueTest.Present() : new ValueTest.Absent();
      }
      case "cidr" -> {
        Network network = Network.parse(value.text());
        if (network == null) {
          throw new RuleException(value.text() + " is no network");
        }
        yield new ValueTest.Within(network);
      }
      default -> new ValueTest.Same(fields.slots(value.text()), edge(), cased);
    };
  }

  private ValueTest.Same.Sort edge() {
    return switch (transforming.isEmpty() ? "" : transforming.getFirst()) {
      case "contains" -> ValueTest.Same.Sort.CONTAINS;
      case "startswith" -> ValueTest.Same.Sort.STARTS;
      case "endswith" -> ValueTest.Same.Sort.ENDS;
      default -> ValueTest.Same.Sort.EQUAL;
    };
  }

  private static Pattern compile(String text, int flags) {
    if (text.length() > MAX_EXPRESSION) {
      throw new RuleException("an expression of more than " + MAX_EXPRESSION + " characters");
    }
    if (ExpressionSize.of(text) > MAX_INSTRUCTIONS) {
      throw new RuleException("an expression whose repetitions are too large");
    }
    try {
      return Pattern.compile(text, flags);
    } catch (PatternSyntaxException e) {
      throw new RuleException(
          "an expression that does not run in linear time, or is none: " + e.getMessage());
    }
  }

  /** Whether the text has a {@code %name%}; a percent sign behind a backslash is plain. */
  private static boolean placeholder(String text) {
    int open = -1;
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) == '%' && (i == 0 || text.charAt(i - 1) != '\\')) {
        if (open >= 0 && i > open + 1) {
          return true;
        }
        open = i;
      }
    }
    return false;
  }

  /** Where the fields of a log source are written. */
  @FunctionalInterface
  interface Fields {
    /**
     * The places of a field.
     *
     * @throws RuleException where no event has it
     */
    List<FieldSlot> slots(String name);
  }
}
