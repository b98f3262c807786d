package dwell.sigma;

import dwell.event.Dataset;
import dwell.event.Field;
import dwell.incident.Incident;
import java.util.List;
import java.util.stream.Collectors;

/** Rules of tests, and what they find. */
final class Rules {
  private Rules() {}

  /** A rule over web requests with that detection. */
  static RuleSet web(String detection) {
    return one("category: webserver", detection);
  }

  /** A rule with that detection; both are YAML, indented by nothing. */
  static RuleSet one(String logsource, String detection) {
    return RuleFiles.of(
        """
        title: Rule of a test
        id: rule
        level: low
        logsource:
        %s
        detection:
        %s
        """
            .formatted(logsource.indent(4), detection.indent(4)),
        "test.yml");
  }

  /** Whether the rule finds the only event of the cursor. */
  static boolean hits(RuleSet set, MemoryCursor cursor) {
    if (!set.refusals().isEmpty()) {
      throw new AssertionError(set.refusals());
    }
    return !run(set, cursor).isEmpty();
  }

  static List<Incident.Finding> run(RuleSet set, MemoryCursor cursor) {
    return SigmaRun.run(cursor.rewound(), cursor.view(), set).findings();
  }

  /** Why the rules cannot be run, in one text. */
  static String refused(RuleSet set) {
    return set.refusals().stream().map(RuleRefusal::reason).collect(Collectors.joining("; "));
  }

  /** Whether {@code key: value} of a rule finds a user agent of that text. */
  static boolean agent(String key, String value, String text) {
    MemoryCursor cursor = new MemoryCursor();
    cursor.add(Dataset.WEB_ACCESS).with(Field.USER_AGENT, text);
    return hits(item(key, value), cursor);
  }

  static RuleSet item(String key, String value) {
    return web("selection:\n    " + key + ": " + value + "\ncondition: selection");
  }
}
