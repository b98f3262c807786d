package dwell.sigma;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The events of one group that a correlation still has to do with. A window slides: it holds what
 * lies at most its span, ends included, before the event that came last. Bounded by what the
 * correlation counts to.
 */
sealed interface GroupWindow {
  /**
   * An event, or what a correlation found with it.
   *
   * @param nanos since the epoch
   * @param member which of the correlation's rules it fulfils
   * @param value what is counted; empty where values are not
   * @param ids events that tell it
   */
  record Entry(long nanos, int digits, int member, String value, List<String> ids) {}

  /** Takes it in; the entries that fulfil the correlation with it, first one first, or null. */
  @Nullable List<Entry> add(Entry entry);

  /** At least so many events. */
  final class Counting implements GroupWindow {
    private final long span;
    private final long least;
    private final Deque<Entry> entries = new ArrayDeque<>();

    Counting(long span, long least) {
      this.span = span;
      this.least = least;
    }

    @Override
    public @Nullable List<Entry> add(Entry entry) {
      entries.addLast(entry);
      if (entries.size() > least) {
        entries.removeFirst();
      }
      return entries.size() == least && entry.nanos() - entries.getFirst().nanos() <= span
          ? List.copyOf(entries)
          : null;
    }
  }

  /** At least so many distinct values. */
  final class Distinct implements GroupWindow {
    private final long span;
    private final long least;

    /** By value, the one seen longest ago first. */
    private final Map<String, Entry> latest = new LinkedHashMap<>();

    Distinct(long span, long least) {
      this.span = span;
      this.least = least;
    }

    @Override
    public @Nullable List<Entry> add(Entry entry) {
      latest.remove(entry.value());
      latest.put(entry.value(), entry);
      Iterator<Entry> oldest = latest.values().iterator();
      while (oldest.hasNext()) {
        Entry old = oldest.next();
        if (latest.size() <= least && entry.nanos() - old.nanos() <= span) {
          break;
        }
        oldest.remove();
      }
      return latest.size() == least ? List.copyOf(latest.values()) : null;
    }
  }

  /** Events of at least so many of the rules. */
  final class Together implements GroupWindow {
    private final long span;
    private final long least;
    private final @Nullable Entry[] latest;

    Together(long span, long least, int members) {
      this.span = span;
      this.least = least;
      latest = new @Nullable Entry[members];
    }

    @Override
    public @Nullable List<Entry> add(Entry entry) {
      latest[entry.member()] = entry;
      List<Entry> within = new ArrayList<>();
      for (Entry one : latest) {
        if (one != null && entry.nanos() - one.nanos() <= span) {
          within.add(one);
        }
      }
      within.sort(Comparator.comparingLong(Entry::nanos));
      return within.size() >= least ? within : null;
    }
  }

  /** Events of all rules in their order; one event is not two of them. */
  final class InOrder implements GroupWindow {
    private final long span;

    /** By rule: the chain that ends with it and began last. */
    private final @Nullable List<Entry>[] chains;

    @SuppressWarnings({"unchecked", "rawtypes"})
    InOrder(long span, int members) {
      this.span = span;
      chains = new List[members];
    }

    @Override
    public @Nullable List<Entry> add(Entry entry) {
      int member = entry.member();
      List<Entry> before = member == 0 ? List.of() : chains[member - 1];
      if (before == null
          || member > 0 && entry.nanos() - before.getFirst().nanos() > span
          || member > 0 && before.getLast().ids().equals(entry.ids())) {
        return null;
      }
      List<Entry> own = chains[member];
      List<Entry> chain = new ArrayList<>(before);
      chain.add(entry);
      if (own == null || chain.getFirst().nanos() >= own.getFirst().nanos()) {
        chains[member] = List.copyOf(chain);
      }
      return member == chains.length - 1 ? List.copyOf(chain) : null;
    }
  }

  /**
   * From so many to so many events, or distinct values, while a window is open: it opens with an
   * event, takes in what lies at most its span behind it, and is judged once it is over. The next
   * event opens the next.
   */
  final class Closing implements GroupWindow {
    private final long span;
    private final SigmaRule.Threshold threshold;
    private final boolean distinct;
    private final Consumer<List<Entry>> judged;

    /** The first ones, and the last; nothing is cited of more. */
    private final List<Entry> entries = new ArrayList<>();

    private final Set<String> values = new HashSet<>();
    private long count;

    Closing(
        long span, SigmaRule.Threshold threshold, boolean distinct, Consumer<List<Entry>> judged) {
      this.span = span;
      this.threshold = threshold;
      this.distinct = distinct;
      this.judged = judged;
    }

    /** Always null: whether it is fulfilled is known only once it is over. */
    @Override
    public @Nullable List<Entry> add(Entry entry) {
      if (!entries.isEmpty() && entry.nanos() - entries.getFirst().nanos() > span) {
        close();
      }
      if (!distinct || values.size() <= threshold.most() && values.add(entry.value())) {
        count++;
      }
      if (entries.size() > FindingDraft.CITED) {
        entries.removeLast();
      }
      entries.add(entry);
      return null;
    }

    /** Judges it. */
    void close() {
      if (!entries.isEmpty() && threshold.holds(count)) {
        judged.accept(List.copyOf(entries));
      }
      entries.clear();
      values.clear();
      count = 0;
    }
  }
}
