package dwell.cli;

import dwell.casefile.OpenCase;
import dwell.pattern.Catalogue;
import dwell.search.Search;
import dwell.search.ShapeWords;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The most frequent values of a field. */
@Command(
    name = "top",
    description = "Shows the most frequent values of a field.",
    mixinStandardHelpOptions = true,
    usageHelpAutoWidth = true)
final class TopCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(index = "0", paramLabel = "FIELD", description = "A key of an event, as source.ip.")
  private String field;

  @Parameters(
      index = "1..*",
      arity = "0..*",
      paramLabel = "QUERY",
      description = "Only these events; see dwell search.")
  private List<String> query = List.of();

  @Mixin private CaseOption caseOption;
  @Mixin private QuestionOptions narrowed;
  @Mixin private OutputOptions output;

  @Option(
      names = "--limit",
      paramLabel = "N",
      description = "So many values. Default: ${DEFAULT-VALUE}")
  private int limit = 20;

  @Override
  public Integer call() throws IOException {
    try (OpenCase openCase = caseOption.open()) {
      Search search = new Search(openCase, new ShapeWords(Catalogue.builtIn().shapes()));
      Table table = new Table(field, "events");
      for (Search.Count count :
          search.top(field, narrowed.question(String.join(" ", query)), limit)) {
        table.row(count.value(), count.events());
      }
      output.print(table, spec.commandLine().getOut());
    }
    return ExitCode.DONE;
  }
}
