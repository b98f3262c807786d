package dwell.cli;

import dwell.search.Search;
import dwell.search.TimeArgument;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What narrows a question to a case. */
final class QuestionOptions {
  @Option(
      names = "--since",
      paramLabel = "TIME",
      description =
          "Nothing before: 2024-05-06, 2024-05-06T07:08:09Z, …+02:00; UTC without an offset.")
  @Nullable String since;

  @Option(
      names = "--until",
      paramLabel = "TIME",
      description = "Nothing after; a day, a minute or a second is meant to its end.")
  @Nullable String until;

  @Option(
      names = "--host",
      paramLabel = "NAME",
      description = "Only records of this host; may be repeated.")
  Set<String> hosts = new LinkedHashSet<>();

  Search.Question question(String text) {
    return new Search.Question(
        text,
        since == null ? null : TimeArgument.parse(since).start(),
        until == null ? null : TimeArgument.parse(until).end(),
        hosts);
  }
}
