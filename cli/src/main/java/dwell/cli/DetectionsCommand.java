package dwell.cli;

import dwell.detect.Detection;
import dwell.detect.Detections;
import dwell.sigma.RuleFiles;
import dwell.sigma.RuleHeader;
import dwell.sigma.RuleRefusal;
import dwell.sigma.RuleSet;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What speaks for an attacker. */
@Command(
    name = "detections",
    description = {
      "Lists what dwell holds to speak for an attacker, with level and ATT&CK techniques; behind it "
          + "Sigma rules: those of --rules, else those that come with dwell (they are run where "
          + "reconstruct or analyze are given --rules shipped).",
      "With an ID, or in json and jsonl, also why it matters, what honest work looks like it, and "
          + "an example. Rules that cannot be run are listed with the reason."
    },
    mixinStandardHelpOptions = true,
    usageHelpAutoWidth = true)
final class DetectionsCommand implements Callable<Integer> {
  private static final String LEVEL = "level";
  private static final String TITLE = "title";
  private static final String TECHNIQUES = "techniques";
  private static final String RULE = "rule";
  private static final String NOT_RUN = "cannotRun";

  @Spec private CommandSpec spec;

  @Parameters(arity = "0..1", paramLabel = "ID", description = "One detection, whole.")
  private String id = "";

  @Mixin private RulesOption rules;
  @Mixin private OutputOptions output;

  @Override
  public Integer call() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    RuleSet set = rules.given() ? rules.read() : RuleFiles.read(List.of(RuleFiles.SHIPPED_NAME));
    List<Map<String, Object>> wanted =
        all(set).stream().filter(map -> id.isEmpty() || id.equals(map.get("id"))).toList();
    if (wanted.isEmpty()) {
      spec.commandLine().getErr().println("dwell: there is no detection " + PlainText.of(id));
      spec.commandLine().getErr().flush();
      return ExitCode.USAGE;
    }
    switch (output.form) {
      case json -> JsonDocument.print(wanted, out);
      case jsonl -> JsonDocument.lines(wanted, out);
      case table, csv -> output.print(id.isEmpty() ? table(wanted) : whole(wanted), out);
    }
    if (rules.given() && !output.quiet) {
      RulesOption.count(set, spec.commandLine().getErr());
    }
    return ExitCode.DONE;
  }

  private static Table table(List<Map<String, Object>> detections) {
    Table table = new Table("id", LEVEL, TECHNIQUES, TITLE, RULE, "cannot run");
    for (Map<String, Object> detection : detections) {
      table.row(
          text(detection, "id"),
          text(detection, LEVEL),
          text(detection, TECHNIQUES),
          text(detection, TITLE),
          text(detection, RULE),
          text(detection, NOT_RUN));
    }
    return table;
  }

  private static String text(Map<String, Object> map, String key) {
    Object value = map.get(key);
    if (value instanceof List<?> list) {
      return String.join(" ", list.stream().map(String::valueOf).toList());
    }
    return value == null ? "" : value.toString();
  }

  private static Table whole(List<Map<String, Object>> detections) {
    Table table = new Table("key", "value");
    for (Map<String, Object> map : detections) {
      map.forEach(table::row);
    }
    return table;
  }

  private static List<Map<String, Object>> all(RuleSet rules) {
    List<Map<String, Object>> maps = new ArrayList<>();
    for (Detection detection : Detections.all()) {
      Map<String, Object> map = new LinkedHashMap<>();
      map.put("id", detection.id());
      map.put(TITLE, detection.title());
      map.put(LEVEL, detection.level());
      map.put(TECHNIQUES, detection.techniques());
      map.put("reason", detection.reason());
      map.put("falsePositives", detection.falsePositives());
      map.put("example", detection.hit());
      map.put("noExample", detection.miss());
      maps.add(map);
    }
    for (RuleHeader rule : rules.runnable()) {
      Map<String, Object> map = new LinkedHashMap<>();
      map.put("id", rule.id());
      map.put(TITLE, rule.title());
      map.put(LEVEL, rule.level());
      map.put(TECHNIQUES, rule.techniques());
      map.put("reason", rule.description());
      map.put("falsePositives", rule.falsePositives());
      map.put(RULE, rule.file());
      maps.add(map);
    }
    for (RuleRefusal refusal : rules.refusals()) {
      Map<String, Object> map = new LinkedHashMap<>();
      map.put(TITLE, refusal.title());
      map.put(RULE, refusal.file());
      map.put(NOT_RUN, refusal.reason());
      maps.add(map);
    }
    return maps;
  }
}
