package dwell.correlate;

import dwell.event.Action;
import dwell.event.Dataset;
import dwell.event.Event;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Where events are read from: a case's index, or files alone. */
public interface EventSource {
  /**
   * Gives each event that has a time and that the selection lets through, in order of time,
   * artifact, offset, ordinal.
   */
  void timed(Selection selection, Visitor visitor);

  /**
   * Gives each event without a time that the selection lets through, by artifact, in file order.
   */
  void untimed(Selection selection, Visitor visitor);

  /** The event of that id, or null where there is none. */
  @Nullable Event byId(String id);

  /** Takes one event after the other. */
  @FunctionalInterface
  interface Visitor {
    void visit(EventRow row);
  }

  /**
   * Which events. An empty set lets everything through.
   *
   * @param from nanoseconds since the epoch, inclusive; {@link Long#MIN_VALUE} for no bound
   * @param to exclusive; {@link Long#MAX_VALUE} for no bound
   * @param sourceIp {@code source.ip} in RFC 5952 form; null for any
   * @param user {@code user.name}; null for any
   * @param host {@code host.name}; null for any
   */
  record Selection(
      Set<Dataset> datasets,
      Set<Action> actions,
      long from,
      long to,
      @Nullable String host,
      @Nullable String user,
      @Nullable String sourceIp) {
    /** Every event. */
    public static final Selection ALL = of(Set.of(), Set.of());

    /** The events of these datasets with these actions. */
    public static Selection of(Set<Dataset> datasets, Set<Action> actions) {
      return new Selection(datasets, actions, Long.MIN_VALUE, Long.MAX_VALUE, null, null, null);
    }
  }
}
