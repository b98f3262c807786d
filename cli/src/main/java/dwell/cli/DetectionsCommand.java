package dwell.cli;

import dwell.detect.Detection;
import dwell.detect.Detections;
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
      "Lists what dwell holds to speak for an attacker, with level and ATT&CK techniques.",
      "With an ID, or in json and jsonl, also why it matters, what honest work looks like it, and "
          + "an example."
    },
    mixinStandardHelpOptions = true,
    usageHelpAutoWidth = true)
final class DetectionsCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(arity = "0..1", paramLabel = "ID", description = "One detection, whole.")
  private String id = "";

  @Mixin private OutputOptions output;

  @Override
  public Integer call() {
    var out = spec.commandLine().getOut();
    List<Detection> wanted =
        Detections.all().stream().filter(d -> id.isEmpty() || d.id().equals(id)).toList();
    if (wanted.isEmpty()) {
      spec.commandLine().getErr().println("dwell: there is no detection " + PlainText.of(id));
      spec.commandLine().getErr().flush();
      return ExitCode.USAGE;
    }
    switch (output.form) {
      case json -> JsonDocument.print(maps(wanted), out);
      case jsonl -> JsonDocument.lines(maps(wanted), out);
      case table, csv -> output.print(id.isEmpty() ? table(wanted) : whole(wanted), out);
    }
    return ExitCode.DONE;
  }

  private static Table table(List<Detection> detections) {
    Table table = new Table("id", "level", "techniques", "title");
    for (Detection detection : detections) {
      table.row(
          detection.id(),
          detection.level(),
          String.join(" ", detection.techniques()),
          detection.title());
    }
    return table;
  }

  private static Table whole(List<Detection> detections) {
    Table table = new Table("key", "value");
    for (Map<String, Object> map : maps(detections)) {
      map.forEach(table::row);
    }
    return table;
  }

  private static List<Map<String, Object>> maps(List<Detection> detections) {
    List<Map<String, Object>> maps = new ArrayList<>();
    for (Detection detection : detections) {
      Map<String, Object> map = new LinkedHashMap<>();
      map.put("id", detection.id());
      map.put("title", detection.title());
      map.put("level", detection.level());
      map.put("techniques", detection.techniques());
      map.put("reason", detection.reason());
      map.put("falsePositives", detection.falsePositives());
      map.put("example", detection.hit());
      map.put("noExample", detection.miss());
      maps.add(map);
    }
    return maps;
  }
}
