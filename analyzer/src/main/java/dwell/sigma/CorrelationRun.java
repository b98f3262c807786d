package dwell.sigma;

import dwell.sigma.GroupWindow.Entry;
import dwell.sigma.SigmaRule.CorrelationType;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A correlation at work on the stream of events: a window for each group. Memory is bounded by the
 * groups that had an event within the span, and by {@link #MOST_GROUPS}; the one that was quiet
 * longest is forgotten first.
 *
 * <p>What fulfils it is found once, and goes on to be the same find as long as each further event
 * of the group fulfils it too.
 */
final class CorrelationRun {
  static final int MOST_GROUPS = 100_000;

  private static final char SEPARATOR = '\u001f';

  private final SigmaRule.OfCorrelation rule;
  private final FindingDraft draft;
  private final Map<String, Group> groups = new LinkedHashMap<>(16, 0.75f, true);
  private long forgotten;

  /** A rule that an event fulfilled: {@code leaf} is the rule of single events that it came by. */
  record Match(SigmaRule rule, SigmaRule.OfEvent leaf, List<String> ids, boolean again) {}

  /** A group's window, and whether it was fulfilled by the event before. */
  private static final class Group {
    final GroupWindow window;
    long last;
    boolean fulfilled;

    Group(GroupWindow window) {
      this.window = window;
    }
  }

  CorrelationRun(SigmaRule.OfCorrelation rule, FindingDraft draft) {
    this.rule = rule;
    this.draft = draft;
  }

  SigmaRule.OfCorrelation rule() {
    return rule;
  }

  /** How many groups were forgotten while they may still have mattered. */
  long forgotten() {
    return forgotten;
  }

  /**
   * Takes in what an event fulfils.
   *
   * @param matches rules that the event fulfils, those it refers to or not
   * @return what it fulfils by that; null for nothing
   */
  @Nullable Match feed(EventView view, List<Match> matches) {
    Match found = null;
    // From the last rule on: an event that is two of them does not follow itself.
    for (int member = rule.members().size() - 1; member >= 0; member--) {
      for (Match match : matches) {
        if (match.rule() == rule.members().get(member)) {
          Match more = feed(view, match, member);
          found = more == null ? found : more;
        }
      }
    }
    return found;
  }

  private @Nullable Match feed(EventView view, Match match, int member) {
    boolean counts =
        rule.type() == CorrelationType.EVENT_COUNT || rule.type() == CorrelationType.VALUE_COUNT;
    String[] values = values(view, match.leaf());
    if (values == null || match.again() && counts) {
      return null;
    }
    long nanos = view.cursor().nanos();
    forget(nanos);
    int groupBy = rule.groupBy().size();
    Group group = groups.computeIfAbsent(joined(values, 0, groupBy), key -> new Group(window()));
    group.last = nanos;
    List<Entry> entries =
        group.window.add(
            new Entry(
                nanos,
                view.cursor().digits(),
                member,
                joined(values, groupBy, values.length),
                match.ids()));
    boolean before = group.fulfilled;
    group.fulfilled = entries != null;
    if (entries == null) {
      return null;
    }
    if (before) {
      draft.cite(match.ids());
    } else {
      found(entries);
    }
    draft.at(nanos, view.cursor().digits());
    return new Match(rule, match.leaf(), ids(entries), before);
  }

  private void found(List<Entry> entries) {
    draft.add(ids(entries));
    draft.at(entries.getFirst().nanos(), entries.getFirst().digits());
    draft.at(entries.getLast().nanos(), entries.getLast().digits());
  }

  /** Windows that are judged when they are over. */
  void end() {
    groups.values().forEach(CorrelationRun::close);
    groups.clear();
  }

  private static void close(Group group) {
    if (group.window instanceof GroupWindow.Closing closing) {
      closing.close();
    }
  }

  /** Forgets groups that no further event can fulfil the correlation with. */
  private void forget(long now) {
    Iterator<Group> quiet = groups.values().iterator();
    while (quiet.hasNext()) {
      Group group = quiet.next();
      boolean over = now - group.last > rule.span();
      if (!over && groups.size() < MOST_GROUPS) {
        return;
      }
      forgotten += over ? 0 : 1;
      close(group);
      quiet.remove();
    }
  }

  private GroupWindow window() {
    long least = rule.threshold().least();
    int members = rule.members().size();
    boolean distinct = rule.type() == CorrelationType.VALUE_COUNT;
    if (rule.threshold().bounded()) {
      return new GroupWindow.Closing(rule.span(), rule.threshold(), distinct, this::found);
    }
    return switch (rule.type()) {
      case EVENT_COUNT -> new GroupWindow.Counting(rule.span(), least);
      case VALUE_COUNT -> new GroupWindow.Distinct(rule.span(), least);
      case TEMPORAL -> new GroupWindow.Together(rule.span(), least, members);
      case TEMPORAL_ORDERED -> new GroupWindow.InOrder(rule.span(), members);
    };
  }

  /**
   * The event's values of the fields to group by and to count, of its first row that has them all;
   * null where none has.
   */
  private String @Nullable [] values(EventView view, SigmaRule.OfEvent leaf) {
    List<List<FieldSlot>> fields = rule.fields().getOrDefault(leaf, List.of());
    Family family = leaf.binding().family();
    int rows = view.rows(family).size();
    String[] values = new String[fields.size()];
    for (int row = 0; row < rows; row++) {
      view.row(family, row);
      if (read(view, fields, values)) {
        return values;
      }
    }
    return null;
  }

  private static boolean read(EventView view, List<List<FieldSlot>> fields, String[] values) {
    for (int i = 0; i < values.length; i++) {
      String value = null;
      for (FieldSlot slot : fields.get(i)) {
        value = value == null ? view.value(slot) : value;
      }
      if (value == null) {
        return false;
      }
      values[i] = value;
    }
    return true;
  }

  private static String joined(String[] values, int from, int to) {
    StringBuilder joined = new StringBuilder();
    for (int i = from; i < to; i++) {
      joined.append(values[i]).append(SEPARATOR);
    }
    return joined.toString();
  }

  private static List<String> ids(List<Entry> entries) {
    List<String> ids = new ArrayList<>();
    for (Entry entry : entries) {
      for (String id : entry.ids()) {
        if (ids.size() < FindingDraft.CITED) {
          ids.add(id);
        }
      }
    }
    return ids;
  }
}
