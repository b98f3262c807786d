package dwell.cli;

import dwell.casefile.EventCursor;
import dwell.casefile.OpenCase;
import dwell.event.Event;
import dwell.pattern.Catalogue;
import dwell.search.Search;
import dwell.search.ShapeWords;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Events by query. */
@Command(
    name = "search",
    description = {
      "Finds events by query, in time order.",
      "",
      "Lucene's syntax over the keys of an event: 'event.action:login AND event.outcome:failure', "
          + "'source.ip:192.0.2.0/24', 'user.name:adm*', '@timestamp:[2024-05-06 TO 2024-05-07]', "
          + "'log.file.path:*auth.log*'. Words without a field are looked for in the text of records, in "
          + "accounts, hosts, programs, addresses; words side by side must all be there."
    },
    mixinStandardHelpOptions = true,
    usageHelpAutoWidth = true)
final class SearchCommand implements Callable<Integer> {
  /** So many events of a table fit into memory and into a person's patience. */
  private static final int DEFAULT_LIMIT = 1_000;

  /** The longest list of indicators that becomes one query. */
  private static final int MAX_INDICATORS = 10_000;

  @Spec private CommandSpec spec;

  @Parameters(
      arity = "0..*",
      paramLabel = "QUERY",
      description = "The query; empty for every event.")
  private List<String> query = List.of();

  @Mixin private CaseOption caseOption;
  @Mixin private QuestionOptions narrowed;
  @Mixin private OutputOptions output;
  @Mixin private RedactOption redact;

  @Option(
      names = "--limit",
      paramLabel = "N",
      description = "At most so many events; 0 for all. Default: ${DEFAULT-VALUE}")
  private long limit = DEFAULT_LIMIT;

  @Option(names = "--count", description = "Only the number of events.")
  private boolean count;

  @Option(
      names = "--context",
      paramLabel = "N",
      description = "With the N records before and behind each event in its file.")
  private int context;

  @Option(
      names = "--ioc",
      paramLabel = "FILE",
      description =
          "Events that have any of the indicators in this file: addresses, networks, names, hashes, one a line.")
  private @Nullable Path indicators;

  @Override
  public Integer call() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    try (OpenCase openCase = caseOption.open()) {
      Search search = new Search(openCase, new ShapeWords(Catalogue.builtIn().shapes()));
      Search.Question question = narrowed.question(text());
      if (count) {
        out.println(search.count(question));
        return ExitCode.DONE;
      }
      EventTable table = new EventTable(output, redact.redaction(), out);
      EventCursor cursor = search.events(question);
      long found = 0;
      while ((limit == 0 || found < limit) && cursor.advance()) {
        Event event = cursor.event();
        found++;
        for (Event shown : context > 0 ? search.context(event, context) : List.of(event)) {
          table.add(shown);
        }
      }
      table.end();
      if (limit > 0 && found == limit && !output.quiet) {
        long all = search.count(question);
        if (all > found) {
          PrintWriter err = spec.commandLine().getErr();
          err.println(found + " of " + all + " events shown; --limit 0 shows all");
          err.flush();
        }
      }
    }
    return ExitCode.DONE;
  }

  private String text() throws IOException {
    String text = String.join(" ", query);
    Path file = indicators;
    if (file == null) {
      return text;
    }
    List<String> values =
        Files.readAllLines(file).stream()
            .map(String::strip)
            .filter(line -> !line.isEmpty() && !line.startsWith("#"))
            .distinct()
            .toList();
    if (values.isEmpty() || values.size() > MAX_INDICATORS) {
      throw new ParameterException(
          spec.commandLine(),
          file
              + " has "
              + values.size()
              + " indicators; 1 to "
              + MAX_INDICATORS
              + " are possible.");
    }
    String any =
        values.stream()
            .map(value -> '"' + value.replace("\\", "\\\\").replace("\"", "\\\"") + '"')
            .collect(Collectors.joining(" OR ", "(", ")"));
    return text.isBlank() ? any : "(" + text + ") AND " + any;
  }
}
