package dwell.cli;

import dwell.casefile.OpenCase;
import dwell.pattern.Catalogue;
import dwell.search.Search;
import dwell.search.SearchException;
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

/** Counts by time. */
@Command(
    name = "histogram",
    description = "Counts events by time; intervals without any are left out.",
    mixinStandardHelpOptions = true,
    usageHelpAutoWidth = true)
final class HistogramCommand implements Callable<Integer> {
  private static final int BAR = 40;

  @Spec private CommandSpec spec;

  @Parameters(
      arity = "0..*",
      paramLabel = "QUERY",
      description = "Only these events; see dwell search.")
  private List<String> query = List.of();

  @Mixin private CaseOption caseOption;
  @Mixin private QuestionOptions narrowed;
  @Mixin private OutputOptions output;

  @Option(
      names = "--interval",
      paramLabel = "LENGTH",
      description = "As 30s, 5m, 1h, 1d. Default: ${DEFAULT-VALUE}")
  private String interval = "1h";

  @Override
  public Integer call() throws IOException {
    try (OpenCase openCase = caseOption.open()) {
      Search search = new Search(openCase, new ShapeWords(Catalogue.builtIn().shapes()));
      List<Search.Bucket> buckets =
          search.histogram(narrowed.question(String.join(" ", query)), seconds(interval));
      long most = buckets.stream().mapToLong(Search.Bucket::events).max().orElse(1);
      boolean bars = output.form == OutputOptions.Form.table;
      Table table = bars ? new Table("from (UTC)", "events", "") : new Table("from", "events");
      for (Search.Bucket bucket : buckets) {
        if (bars) {
          int length = (int) Math.max(1, Math.round((double) BAR * bucket.events() / most));
          table.row(bucket.start(), bucket.events(), "█".repeat(length));
        } else {
          table.row(bucket.start(), bucket.events());
        }
      }
      output.print(table, spec.commandLine().getOut());
    }
    return ExitCode.DONE;
  }

  /** Seconds of a length of time as {@code 30s}, {@code 5m}, {@code 1h}, {@code 1d}. */
  static long seconds(String length) {
    String number = length.isEmpty() ? "" : length.substring(0, length.length() - 1);
    long unit =
        switch (length.isEmpty() ? ' ' : length.charAt(length.length() - 1)) {
          case 's' -> 1;
          case 'm' -> 60;
          case 'h' -> 3_600;
          case 'd' -> 86_400;
          default -> 0;
        };
    if (unit == 0
        || number.isEmpty()
        || number.length() > 6
        || !number.chars().allMatch(Character::isDigit)
        || Long.parseLong(number) == 0) {
      throw new SearchException("not a length of time: " + length + " (write 30s, 5m, 1h, 1d)");
    }
    return Long.parseLong(number) * unit;
  }
}
