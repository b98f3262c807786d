package dwell.cli;

import dwell.casefile.CaseDescription;
import dwell.casefile.CaseFolder;
import dwell.casefile.Facts;
import dwell.casefile.Facts.Fact;
import dwell.casefile.Facts.Kind;
import dwell.search.SearchException;
import dwell.search.TimeArgument;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What only people know. */
@Command(
    name = "mark",
    description = {
      "Writes down what only people know, in facts.yaml of the case, which may be edited by hand. "
          + "Prints the facts that were changed, or all of them.",
      "Run dwell reconstruct afterwards. An account is NAME (on every host) or HOST/NAME; an "
          + "address may be a network as 192.0.2.0/24."
    },
    mixinStandardHelpOptions = true,
    usageHelpAutoWidth = true)
final class MarkCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private CaseOption caseOption;
  @Mixin private OutputOptions output;

  @Option(names = "--codename", paramLabel = "NAME", description = "What the incident is called.")
  private @Nullable String codename;

  @Option(
      names = "--marking",
      paramLabel = "TEXT",
      description = "Who may see the case, as TLP:AMBER.")
  private @Nullable String marking;

  @Option(
      names = "--detected",
      paramLabel = "TIME",
      description = "When the intrusion was noticed; UTC without an offset.")
  private @Nullable String detected;

  @Option(
      names = "--evicted",
      paramLabel = "TIME",
      description = "When the intruder was put out; UTC without an offset.")
  private @Nullable String evicted;

  @Option(
      names = "--suspect",
      paramLabel = "ADDRESS",
      description = "An address or network of the intruder.")
  private List<String> suspects = new ArrayList<>();

  @Option(
      names = "--suspect-account",
      paramLabel = "ACCOUNT",
      description = "An account that the intruder used.")
  private List<String> suspectAccounts = new ArrayList<>();

  @Option(
      names = "--known-good",
      paramLabel = "ADDRESS",
      description = "An address or network of ours.")
  private List<String> knownGood = new ArrayList<>();

  @Option(
      names = "--known-good-account",
      paramLabel = "ACCOUNT",
      description = "An account whose doings are expected.")
  private List<String> knownGoodAccounts = new ArrayList<>();

  @Option(
      names = "--zone",
      paramLabel = "HOST=ZONE",
      description =
          "The zone of a host's local times, or of mysql@HOST; holds from the next ingest on.")
  private List<String> zones = new ArrayList<>();

  @Option(
      names = "--sensitive-table",
      paramLabel = "TABLE",
      description = "A table, or DATABASE.TABLE, whose content must not leave.")
  private List<String> tables = new ArrayList<>();

  @Option(
      names = "--note",
      paramLabel = "TEXT",
      description = "Why, in your words; kept with each fact of this call.")
  private @Nullable String note;

  @Option(
      names = "--author",
      paramLabel = "NAME",
      description = "Who says so. Default: the user who runs this.")
  private @Nullable String author;

  @Option(names = "--remove", paramLabel = "ID", description = "Takes a fact back, by its id.")
  private List<String> removed = new ArrayList<>();

  @Option(names = "--list", description = "Shows all facts.")
  private boolean list;

  @Override
  public Integer call() throws IOException {
    CaseFolder folder = caseOption.caseFolder();
    CaseDescription.read(folder.description());
    PrintWriter out = spec.commandLine().getOut();
    Facts before = Facts.read(folder.facts());
    List<Fact> added = added();
    if (added.isEmpty() && removed.isEmpty()) {
      if (!list) {
        throw new ParameterException(
            spec.commandLine(), "Nothing to mark; --list shows the facts of the case.");
      }
      print(before, out);
      return ExitCode.DONE;
    }
    Facts after = before;
    for (String id : removed) {
      String whole = id.startsWith("fact:") ? id : "fact:" + id;
      if (after.all().stream().noneMatch(fact -> fact.id().equals(whole))) {
        throw new ParameterException(
            spec.commandLine(), "The case has no fact " + PlainText.of(id) + ".");
      }
      after = after.without(whole);
    }
    for (Fact fact : added) {
      after = after.with(fact);
    }
    after.write(folder.facts());
    Clerk.ledger(folder).append("mark", details(before, after));
    print(list ? after : new Facts(added), out);
    if (!output.quiet) {
      PrintWriter err = spec.commandLine().getErr();
      err.println("dwell reconstruct takes the facts into account");
      err.flush();
    }
    return ExitCode.DONE;
  }

  private List<Fact> added() {
    List<Fact> facts = new ArrayList<>();
    add(facts, Kind.CODENAME, codename);
    add(facts, Kind.MARKING, marking);
    add(facts, Kind.DETECTED, detected == null ? null : instant(detected));
    add(facts, Kind.EVICTED, evicted == null ? null : instant(evicted));
    suspects.forEach(value -> add(facts, Kind.SUSPECT_ADDRESS, value));
    suspectAccounts.forEach(value -> add(facts, Kind.SUSPECT_ACCOUNT, value));
    knownGood.forEach(value -> add(facts, Kind.KNOWN_GOOD_ADDRESS, value));
    knownGoodAccounts.forEach(value -> add(facts, Kind.KNOWN_GOOD_ACCOUNT, value));
    zones.forEach(value -> add(facts, Kind.ZONE, value));
    tables.forEach(value -> add(facts, Kind.SENSITIVE_TABLE, value));
    return facts;
  }

  private void add(List<Fact> facts, Kind kind, @Nullable String value) {
    if (value == null) {
      return;
    }
    Instant now = Clock.systemUTC().instant().truncatedTo(ChronoUnit.SECONDS);
    try {
      facts.add(Fact.of(kind, value, author == null ? Clerk.user() : author, now, note));
    } catch (IllegalArgumentException e) {
      throw new ParameterException(
          spec.commandLine(), PlainText.of(String.valueOf(e.getMessage())));
    }
  }

  private String instant(String time) {
    try {
      return TimeArgument.parse(time).start().toString();
    } catch (SearchException e) {
      throw new ParameterException(
          spec.commandLine(), PlainText.of(String.valueOf(e.getMessage())));
    }
  }

  private static Map<String, Object> details(Facts before, Facts after) {
    Map<String, Object> details = new LinkedHashMap<>();
    details.put("added", difference(after, before));
    details.put("removed", difference(before, after));
    return details;
  }

  private static List<Map<String, String>> difference(Facts facts, Facts without) {
    List<String> ids = without.all().stream().map(Fact::id).toList();
    return facts.all().stream()
        .filter(fact -> !ids.contains(fact.id()))
        .map(fact -> Map.of("id", fact.id(), "kind", fact.kind().id(), "value", fact.value()))
        .toList();
  }

  private void print(Facts facts, PrintWriter out) {
    switch (output.form) {
      case json -> JsonDocument.print(maps(facts), out);
      case jsonl -> JsonDocument.lines(maps(facts), out);
      case table, csv -> output.print(table(facts), out);
    }
  }

  /** The facts as people read them. */
  static Table table(Facts facts) {
    Table table = new Table("id", "kind", "value", "author", "time", "note");
    for (Fact fact : facts.all()) {
      table.row(
          fact.id(),
          fact.kind().id(),
          fact.value(),
          fact.author(),
          fact.time() == null ? "" : fact.time(),
          fact.note() == null ? "" : fact.note());
    }
    return table;
  }

  /** The facts for JSON. */
  static List<Map<String, String>> maps(Facts facts) {
    List<Map<String, String>> maps = new ArrayList<>();
    for (Fact fact : facts.all()) {
      Map<String, String> map = new LinkedHashMap<>();
      map.put("id", fact.id());
      map.put("kind", fact.kind().id());
      map.put("value", fact.value());
      map.put("author", fact.author());
      if (fact.time() != null) {
        map.put("time", fact.time().toString());
      }
      if (fact.note() != null) {
        map.put("note", fact.note());
      }
      maps.add(map);
    }
    return maps;
  }
}
