package dwell.sigma;

import dwell.casefile.EventCursor;
import dwell.casefile.EventFilter;
import dwell.casefile.OpenCase;
import dwell.event.Dataset;
import dwell.event.EventBatch;
import dwell.incident.Incident;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Runs rules over the events of a case, in time order, each event once: time is linear in the
 * events times the rules whose log source they are of; memory is that of the correlations' windows.
 */
public final class SigmaRun {
  /** Of a longer record, its beginning is read. */
  private static final int MAX_RECORD = 1 << 20;

  private final RuleSet set;
  private final Map<Dataset, List<SigmaRule.OfEvent>> byDataset = new EnumMap<>(Dataset.class);
  private final Map<SigmaRule, FindingDraft> drafts = new LinkedHashMap<>();
  private final List<CorrelationRun> correlations = new ArrayList<>();
  private final CopiedLines copies = new CopiedLines();
  private final List<CorrelationRun.Match> matches = new ArrayList<>();

  /**
   * What a run gave.
   *
   * @param findings one for each rule that found something, by id
   * @param notes what could not be kept in mind, for people
   */
  public record Result(List<Incident.Finding> findings, List<String> notes) {}

  private SigmaRun(RuleSet set) {
    this.set = set;
    for (SigmaRule rule : set.rules()) {
      FindingDraft draft = new FindingDraft(rule.header());
      drafts.put(rule, draft);
      switch (rule) {
        case SigmaRule.OfEvent event ->
            event
                .binding()
                .datasets()
                .forEach(dataset ->
                    byDataset.computeIfAbsent(dataset, key -> new ArrayList<>()).add(event));
        case SigmaRule.OfCorrelation correlation ->
            correlations.add(new CorrelationRun(correlation, draft));
      }
    }
  }

  /** Runs the rules over a case. */
  public static Result run(OpenCase openCase, RuleSet set) throws IOException {
    SigmaRun run = new SigmaRun(set);
    if (!run.byDataset.isEmpty()) {
      EventCursor cursor =
          openCase.events(new EventFilter.Datasets(EnumSet.copyOf(run.byDataset.keySet())));
      run.walk(cursor, new EventView(on -> record(openCase, on)));
    }
    return run.result();
  }

  /** Runs the rules over the events of a cursor. */
  static Result run(EventCursor cursor, EventView view, RuleSet set) {
    SigmaRun run = new SigmaRun(set);
    run.walk(cursor, view);
    return run.result();
  }

  private static String record(OpenCase openCase, EventCursor cursor) {
    try {
      int length = Math.min(cursor.length(), MAX_RECORD);
      return new String(
          openCase.read(cursor.artifact(), cursor.offset(), length), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void walk(EventCursor cursor, EventView view) {
    if (set.parents()) {
      view.watchParents();
    }
    while (cursor.advance()) {
      List<SigmaRule.OfEvent> rules = byDataset.get(cursor.dataset());
      if (rules != null) {
        view.stand(cursor);
        event(view, rules);
        view.leave();
      }
    }
    correlations.forEach(CorrelationRun::end);
  }

  private void event(EventView view, List<SigmaRule.OfEvent> rules) {
    matches.clear();
    for (SigmaRule.OfEvent rule : rules) {
      if (rule.binding().holds(view) && rule.detection().holds(view)) {
        matches.add(new CorrelationRun.Match(rule, rule, List.of(view.cursor().id()), false));
      }
    }
    if (matches.isEmpty() || copies.copy(view)) {
      return;
    }
    for (CorrelationRun.Match match : matches) {
      FindingDraft draft = draft(match.rule());
      draft.add(match.ids());
      draft.at(view.cursor().nanos(), view.cursor().digits());
    }
    if (view.cursor().nanos() == EventBatch.ABSENT) {
      return;
    }
    // Those that others refer to come before them.
    for (CorrelationRun correlation : correlations) {
      CorrelationRun.Match found = correlation.feed(view, matches);
      if (found != null) {
        matches.add(found);
      }
    }
  }

  private FindingDraft draft(SigmaRule rule) {
    FindingDraft draft = drafts.get(rule);
    if (draft == null) {
      throw new IllegalStateException("a rule of another run: " + rule.header().id());
    }
    return draft;
  }

  private Result result() {
    Set<SigmaRule> silent = new HashSet<>();
    List<String> notes = new ArrayList<>();
    for (CorrelationRun correlation : correlations) {
      if (!correlation.rule().generate()) {
        silent.addAll(correlation.rule().members());
      }
      if (correlation.forgotten() > 0) {
        notes.add(
            correlation.rule().header().file()
                + ": "
                + correlation.rule().header().title()
                + ": more than "
                + CorrelationRun.MOST_GROUPS
                + " groups at a time; forgotten before their time: "
                + correlation.forgotten());
      }
    }
    List<Incident.Finding> findings = new ArrayList<>();
    drafts.forEach((rule, draft) -> {
      if (!draft.empty() && !silent.contains(rule)) {
        findings.add(draft.finding());
      }
    });
    findings.sort(java.util.Comparator.comparing(Incident.Finding::id));
    return new Result(List.copyOf(findings), List.copyOf(notes));
  }
}
