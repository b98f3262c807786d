package dwell.sigma;

import com.google.re2j.Pattern;
import java.util.List;

/** What must hold of an event: a rule's detection, bound to the fields of its log source. */
sealed interface Expression {
  boolean holds(EventView view);

  /** All of them. */
  record All(List<Expression> parts) implements Expression {
    @Override
    public boolean holds(EventView view) {
      for (Expression part : parts) {
        if (!part.holds(view)) {
          return false;
        }
      }
      return true;
    }
  }

  /** At least one of them. */
  record Any(List<Expression> parts) implements Expression {
    @Override
    public boolean holds(EventView view) {
      for (Expression part : parts) {
        if (part.holds(view)) {
          return true;
        }
      }
      return false;
    }
  }

  record Not(Expression part) implements Expression {
    @Override
    public boolean holds(EventView view) {
      return !part.holds(view);
    }
  }

  /**
   * One of the event's rows fulfils the part: what a map of a rule asks for must be true of one
   * record of an audit event, of one command of a line.
   */
  record InOneRow(Family family, Expression part) implements Expression {
    @Override
    public boolean holds(EventView view) {
      int rows = view.rows(family).size();
      for (int row = 0; row < rows; row++) {
        view.row(family, row);
        if (part.holds(view)) {
          return true;
        }
      }
      return false;
    }
  }

  /**
   * A field passes a test.
   *
   * @param slots places where the field may be written; one that passes is enough
   */
  record Item(List<FieldSlot> slots, ValueTest test) implements Expression {
    @Override
    public boolean holds(EventView view) {
      for (FieldSlot slot : slots) {
        if (test.holds(view, slot)) {
          return true;
        }
      }
      return false;
    }
  }

  /** A keyword stands somewhere in the event. */
  record Keyword(TextPattern pattern) implements Expression {
    @Override
    public boolean holds(EventView view) {
      return pattern.matches(pattern.cased() ? view.words() : view.wordsLowered());
    }
  }

  /** An expression matches somewhere in the event. */
  record KeywordExpression(Pattern pattern) implements Expression {
    @Override
    public boolean holds(EventView view) {
      return pattern.matcher(view.words()).find();
    }
  }
}
