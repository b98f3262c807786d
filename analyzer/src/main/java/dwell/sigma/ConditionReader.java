package dwell.sigma;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/**
 * Reads a condition (Sigma rules specification, Condition), from the least to the most binding: or,
 * and, not, {@code 1 of} and {@code all of}, parentheses.
 */
final class ConditionReader {
  private static final int MAX_LENGTH = 4_096;
  private static final int MAX_DEPTH = 64;

  private final List<String> names;
  private final Function<String, Expression> searches;
  private final List<String> tokens = new ArrayList<>();
  private int at;
  private int depth;

  /**
   * @param names the rule's search identifiers, in order
   * @param searches makes the expression of one; throws where there is none
   */
  ConditionReader(String condition, List<String> names, Function<String, Expression> searches) {
    this.names = names;
    this.searches = searches;
    if (condition.length() > MAX_LENGTH) {
      throw new RuleException("a condition of more than " + MAX_LENGTH + " characters");
    }
    if (condition.indexOf('|') >= 0) {
      throw new RuleException("the aggregation behind | in its condition is no part of Sigma 2");
    }
    cut(condition);
  }

  private void cut(String condition) {
    int from = 0;
    for (int i = 0; i <= condition.length(); i++) {
      char c = i < condition.length() ? condition.charAt(i) : ' ';
      boolean parenthesis = c == '(' || c == ')';
      if (parenthesis || c <= ' ') {
        if (i > from) {
          tokens.add(condition.substring(from, i));
        }
        if (parenthesis) {
          tokens.add(String.valueOf(c));
        }
        from = i + 1;
      }
    }
  }

  Expression read() {
    Expression whole = or();
    if (at < tokens.size()) {
      throw new RuleException("its condition does not end at " + tokens.get(at));
    }
    return whole;
  }

  private Expression or() {
    List<Expression> parts = new ArrayList<>(List.of(and()));
    while (taken("or")) {
      parts.add(and());
    }
    return parts.size() == 1 ? parts.getFirst() : new Expression.Any(List.copyOf(parts));
  }

  private Expression and() {
    List<Expression> parts = new ArrayList<>(List.of(not()));
    while (taken("and")) {
      parts.add(not());
    }
    return parts.size() == 1 ? parts.getFirst() : new Expression.All(List.copyOf(parts));
  }

  private Expression not() {
    if (!taken("not")) {
      return operand();
    }
    deeper();
    Expression negated = new Expression.Not(not());
    depth--;
    return negated;
  }

  private Expression operand() {
    if (taken("(")) {
      deeper();
      Expression inner = or();
      depth--;
      if (!taken(")")) {
        throw new RuleException("a parenthesis of its condition stays open");
      }
      return inner;
    }
    String token = next();
    String quantity = token.toLowerCase(Locale.ROOT);
    boolean all = quantity.equals("all");
    if ((all || quantity.equals("1") || quantity.equals("any")) && taken("of")) {
      return of(all, next());
    }
    return searches.apply(token);
  }

  private Expression of(boolean all, String pattern) {
    boolean them = pattern.equalsIgnoreCase("them");
    TextPattern fits = new TextPattern(TextPattern.parse(them ? "*" : pattern), true);
    List<Expression> parts = new ArrayList<>();
    for (String name : names) {
      // By convention those that begin with an underscore are for use by name only.
      if (fits.matches(name) && !name.startsWith("_")) {
        parts.add(searches.apply(name));
      }
    }
    if (parts.isEmpty()) {
      throw new RuleException("nothing is named as its condition wants: " + pattern);
    }
    return all ? new Expression.All(List.copyOf(parts)) : new Expression.Any(List.copyOf(parts));
  }

  private void deeper() {
    if (++depth > MAX_DEPTH) {
      throw new RuleException("a condition nested more than " + MAX_DEPTH + " deep");
    }
  }

  private boolean taken(String word) {
    if (at < tokens.size() && tokens.get(at).equalsIgnoreCase(word)) {
      at++;
      return true;
    }
    return false;
  }

  private String next() {
    if (at == tokens.size()) {
      throw new RuleException("its condition ends too early");
    }
    String token = tokens.get(at++);
    if (token.equals(")")) {
      throw new RuleException("a parenthesis of its condition closes nothing");
    }
    return token;
  }
}
