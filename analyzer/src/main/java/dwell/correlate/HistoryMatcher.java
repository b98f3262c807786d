package dwell.correlate;

import dwell.correlate.Command.Source;
import dwell.event.EventBatch;
import dwell.event.EventTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Holds one history file against what is known to have run: lines with stamps by their time, lines
 * without by their order.
 *
 * <p>A shell writes its history when it ends (bash manual, HISTFILE), so a file is a row of
 * sessions, each in the order of its lines. The longest fit between the lines and what ran gives
 * lines a time; the others lie between their neighbours.
 */
final class HistoryMatcher {
  /** More cells than this are not compared: then only lines with stamps are matched. */
  private static final long MOST_CELLS = 9_000_000L;

  private static final long SECOND = 1_000_000_000L;

  private final ShellSessions sessions;
  private final List<HistoryLine> lines;
  private final List<CommandDraft> known;
  private final @Nullable Instant modified;
  private final List<CommandWords> words = new ArrayList<>();
  private final List<CommandWords> ran = new ArrayList<>();
  private final CommandDraft[] drafts;
  private final int[] match;

  /**
   * @param lines of one file, in order
   * @param known what the account is known to have run, by time; what is matched is taken from it
   * @param modified when the file was last written; null where unknown
   */
  HistoryMatcher(
      ShellSessions sessions,
      List<HistoryLine> lines,
      List<CommandDraft> known,
      @Nullable Instant modified) {
    this.sessions = sessions;
    this.lines = lines;
    this.known = known;
    this.modified = modified;
    drafts = new CommandDraft[lines.size()];
    match = new int[lines.size()];
    Arrays.fill(match, -1);
    for (int i = 0; i < lines.size(); i++) {
      HistoryLine line = lines.get(i);
      words.add(CommandWords.of(line.text()));
      CommandDraft draft = new CommandDraft(line.text(), line.user(), line.user(), Source.HISTORY);
      draft.order = line.order();
      draft.time.add(line.nanos(), line.digits());
      draft.evidence.add(line.id(), draft.rank());
      drafts[i] = draft;
    }
    for (CommandDraft draft : known) {
      ran.add(CommandWords.of(draft.text));
    }
  }

  /** The file's commands; those with a session stand in it, the others have none. */
  List<CommandDraft> match() {
    boolean timed = lines.stream().anyMatch(l -> l.nanos() != EventBatch.ABSENT);
    if (timed) {
      byTime();
    } else if ((long) lines.size() * known.size() <= MOST_CELLS) {
      byOrder();
    }
    absorb();
    place();
    return List.of(drafts);
  }

  /** A line with a stamp ran from then on until the next line of its file. */
  private void byTime() {
    boolean[] taken = new boolean[known.size()];
    for (int i = 0; i < lines.size(); i++) {
      long from = lines.get(i).nanos();
      if (from == EventBatch.ABSENT) {
        continue;
      }
      long to = next(i) + SECOND;
      int best = 0;
      for (int k = firstFrom(from - SECOND); k < known.size(); k++) {
        if (known.get(k).time.nanos() > to) {
          break;
        }
        int fit = taken[k] ? 0 : words.get(i).fit(ran.get(k));
        if (fit > best) {
          best = fit;
          match[i] = k;
        }
      }
      if (match[i] >= 0) {
        taken[match[i]] = true;
      }
    }
  }

  /** The index of the first command that is known to have run at that time or later. */
  private int firstFrom(long nanos) {
    int low = 0;
    int high = known.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (known.get(middle).time.nanos() < nanos) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private long next(int i) {
    for (int j = i + 1; j < lines.size(); j++) {
      if (lines.get(j).nanos() != EventBatch.ABSENT) {
        return Math.max(lines.get(j).nanos(), lines.get(i).nanos());
      }
    }
    return lines.get(i).nanos() + 86_400 * SECOND;
  }

  /** The heaviest common subsequence of the lines and what ran. */
  private void byOrder() {
    int n = lines.size();
    int m = known.size();
    int[][] weight = new int[n + 1][m + 1];
    for (int i = n - 1; i >= 0; i--) {
      for (int k = m - 1; k >= 0; k--) {
        int fit = words.get(i).fit(ran.get(k));
        int here = fit == 0 ? 0 : fit + weight[i + 1][k + 1];
        weight[i][k] = Math.max(here, Math.max(weight[i + 1][k], weight[i][k + 1]));
      }
    }
    int i = 0;
    int k = 0;
    while (i < n && k < m) {
      int fit = words.get(i).fit(ran.get(k));
      if (fit > 0 && weight[i][k] == fit + weight[i + 1][k + 1]) {
        match[i++] = k++;
      } else if (weight[i + 1][k] >= weight[i][k + 1]) {
        i++;
      } else {
        k++;
      }
    }
  }

  /** Merges what was matched, and the other programs of the same line. */
  private void absorb() {
    boolean[] gone = new boolean[known.size()];
    for (int i = 0; i < drafts.length; i++) {
      if (match[i] < 0) {
        continue;
      }
      CommandDraft first = known.get(match[i]);
      take(drafts[i], first);
      gone[match[i]] = true;
      int limit = nextMatch(i);
      for (int k = match[i] + 1; k < limit; k++) {
        CommandDraft more = known.get(k);
        boolean near = more.session == first.session && words.get(i).fit(ran.get(k)) > 2;
        if (!gone[k] && near && within(drafts[i], more, i)) {
          take(drafts[i], more);
          drafts[i].children++;
          gone[k] = true;
        }
      }
    }
    List<CommandDraft> left = new ArrayList<>();
    for (int k = 0; k < gone.length; k++) {
      if (!gone[k]) {
        left.add(known.get(k));
      }
    }
    known.clear();
    known.addAll(left);
  }

  private int nextMatch(int i) {
    for (int j = i + 1; j < match.length; j++) {
      if (match[j] > match[i]) {
        return match[j];
      }
    }
    return known.size();
  }

  private boolean within(CommandDraft line, CommandDraft more, int i) {
    return lines.get(i).nanos() != EventBatch.ABSENT
        ? more.time.nanos() <= next(i)
        : more.time.nanos() - line.time.nanos() < 600 * SECOND;
  }

  private static void take(CommandDraft line, CommandDraft ran) {
    line.merge(ran);
    line.session = line.session == null ? ran.session : line.session;
    line.ambiguous |= ran.ambiguous;
  }

  /** Finds the session of each line. */
  private void place() {
    for (int i = 0; i < drafts.length; i++) {
      CommandDraft draft = drafts[i];
      HistoryLine line = lines.get(i);
      if (draft.session == null && draft.time.known()) {
        ShellSessions.Found found = sessions.at(line.host(), line.user(), null, draft.time.nanos());
        if (found != null) {
          draft.session = found.session();
          draft.ambiguous = found.ambiguous();
        }
      }
    }
    for (int i = 0; i < drafts.length; i++) {
      if (!drafts[i].time.known()) {
        between(i);
      }
    }
    alone();
  }

  /** A line without a time lies between its neighbours, up to the lines that end their shells. */
  private void between(int i) {
    CommandDraft draft = drafts[i];
    int before = i - 1;
    while (before >= 0 && !drafts[before].time.known() && !words.get(before).leaves()) {
      before--;
    }
    int after = words.get(i).leaves() ? drafts.length : i + 1;
    while (after < drafts.length && !drafts[after].time.known() && !words.get(after).leaves()) {
      after++;
    }
    SessionDraft session = null;
    if (before >= 0 && !words.get(before).leaves()) {
      session = drafts[before].session;
      draft.notBefore = EventTime.instant(drafts[before].time.nanos());
    }
    if (after < drafts.length && drafts[after].time.known()) {
      SessionDraft next = drafts[after].session;
      if (session == null) {
        session = next;
      }
      if (session == next) {
        draft.notAfter = EventTime.instant(drafts[after].time.nanos());
      }
    }
    if (session != null) {
      draft.session = session;
      bound(draft, session);
    }
  }

  private void bound(CommandDraft draft, SessionDraft session) {
    if (draft.notBefore == null) {
      long start = session.start.nanos();
      draft.notBefore = EventTime.instant(session.shellAs.getOrDefault(draft.user, start));
    }
    long end = session.latestEnd();
    if (draft.notAfter == null) {
      draft.notAfter = end == Long.MAX_VALUE ? modified : EventTime.instant(end);
    }
  }

  /** Lines that nothing ties to a session: the account's only one, or one group of lines each. */
  private void alone() {
    if (lines.isEmpty()) {
      return;
    }
    List<Integer> free = new ArrayList<>();
    for (int i = 0; i < drafts.length; i++) {
      if (drafts[i].session == null && !drafts[i].time.known()) {
        free.add(i);
      }
    }
    if (free.isEmpty()) {
      return;
    }
    HistoryLine line = lines.getFirst();
    List<SessionDraft> all =
        sessions.of(line.host(), line.user()).stream()
            .filter(s -> modified == null || !EventTime.instant(s.start.nanos()).isAfter(modified))
            .sorted(Comparator.comparingLong(s -> s.start.nanos()))
            .toList();
    @Nullable SessionDraft[] tied = new @Nullable SessionDraft[drafts.length];
    for (int i = 0; i < drafts.length; i++) {
      tied[i] = drafts[i].session;
    }
    int[] group = groups();
    int groups = group[group.length - 1] + 1;
    if (all.size() != groups) {
      // Where terminals are recorded, a session without one kept no history.
      List<SessionDraft> typed = all.stream().filter(s -> s.tty != null).toList();
      all = typed.size() == groups ? typed : all;
    }
    for (int i : free) {
      CommandDraft draft = drafts[i];
      if (all.size() == 1 || !all.isEmpty() && all.size() == groups) {
        draft.session = all.size() == 1 ? all.getFirst() : all.get(group[i]);
        draft.ambiguous = all.size() > 1;
        bound(draft, draft.session);
      } else if (between(tied, group, group[i], all) instanceof SessionDraft session) {
        draft.session = session;
        bound(draft, session);
      } else if (!all.isEmpty()) {
        draft.notBefore = EventTime.instant(all.getFirst().start.nanos());
        draft.notAfter = modified;
      } else {
        draft.notAfter = modified;
      }
    }
  }

  /**
   * The only session that ended between those of the groups before and after: a shell writes its
   * lines when it ends (bash(1), HISTORY). One too short to have been typed into is none. Null
   * where several are left, or none.
   */
  private @Nullable SessionDraft between(
      @Nullable SessionDraft[] tied, int[] group, int of, List<SessionDraft> all) {
    SessionDraft before = null;
    SessionDraft after = null;
    long size = 0;
    for (int i = 0; i < drafts.length; i++) {
      SessionDraft session = tied[i];
      if (group[i] < of) {
        before = session == null ? before : session;
      } else if (group[i] > of) {
        after = after == null ? session : after;
      } else {
        size++;
      }
    }
    if (before == null || after == null || before.latestEnd() == Long.MAX_VALUE) {
      return null;
    }
    List<SessionDraft> found = new ArrayList<>();
    for (SessionDraft session : all) {
      long end = session.latestEnd();
      boolean ended = end >= before.latestEnd() && end <= after.latestEnd();
      boolean typed = end - session.start.nanos() >= size * SECOND;
      if (ended && typed && session != before && session != after) {
        found.add(session);
      }
    }
    if (found.size() > 1 && before.tty != null && after.tty != null) {
      // Where terminals are recorded, one without was no interactive shell: it keeps no history.
      found.removeIf(session -> session.tty == null);
    }
    return found.size() == 1 ? found.getFirst() : null;
  }

  /** Numbers the lines by the shells that {@code exit} parts. */
  private int[] groups() {
    int[] group = new int[drafts.length];
    int n = 0;
    for (int i = 0; i < group.length; i++) {
      group[i] = n;
      if (words.get(i).leaves() && i + 1 < group.length) {
        n++;
      }
    }
    return group;
  }
}
