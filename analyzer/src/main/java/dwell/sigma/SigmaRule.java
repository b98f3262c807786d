package dwell.sigma;

import java.util.List;
import java.util.Map;
import java.util.Set;

/** A rule that can be run. */
sealed interface SigmaRule {
  RuleHeader header();

  /** What an event must be. */
  record OfEvent(RuleHeader header, LogSources.Binding binding, Expression detection)
      implements SigmaRule {}

  /**
   * What several events must be together (Sigma correlation rules specification).
   *
   * @param members rules it refers to, in its order
   * @param groupBy the events must agree in these
   * @param fields where the rules' events have the fields of {@code groupBy}, then those that are
   *     counted, by rule of single events below it; each field may be written in several places
   * @param span nanoseconds that lie between the first and the last event at most
   * @param generate whether its members are findings of their own too
   */
  record OfCorrelation(
      RuleHeader header,
      CorrelationType type,
      List<SigmaRule> members,
      List<String> groupBy,
      Map<OfEvent, List<List<FieldSlot>>> fields,
      long span,
      Threshold threshold,
      boolean generate)
      implements SigmaRule {}

  /** How events are held together. */
  enum CorrelationType {
    EVENT_COUNT,
    VALUE_COUNT,
    TEMPORAL,
    TEMPORAL_ORDERED
  }

  /**
   * How many there must be.
   *
   * @param least inclusive
   * @param most inclusive; {@link Long#MAX_VALUE} for no bound
   */
  record Threshold(long least, long most) {
    boolean bounded() {
      return most != Long.MAX_VALUE;
    }

    boolean holds(long count) {
      return count >= least && count <= most;
    }
  }

  /** All rules of single events that the rule rests on; itself where it is one. */
  static Set<OfEvent> leaves(SigmaRule rule) {
    return switch (rule) {
      case OfEvent event -> Set.of(event);
      case OfCorrelation correlation -> correlation.fields().keySet();
    };
  }
}
