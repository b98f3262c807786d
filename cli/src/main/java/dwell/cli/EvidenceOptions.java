package dwell.cli;

import dwell.evidence.HostOptions;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What the analyst knows of the evidence beside its bytes. */
final class EvidenceOptions {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = "--zone",
      paramLabel = "[[SERVICE@]HOST=]ZONE",
      description = {
        "The zone of a host's local times, as Asia/Kolkata or +05:30; without HOST, of every host "
            + "whose files do not tell theirs. mysql@HOST= or postgresql@HOST= where a database's clock "
            + "is another."
      })
  List<String> zones = new ArrayList<>();

  @Option(
      names = "--host",
      paramLabel = "NAME=PATH",
      description = "The files at this path, within the evidence, are of the host of that name.")
  List<String> hosts = new ArrayList<>();

  @Option(
      names = "--year",
      paramLabel = "YEAR",
      description = "The year of a file's first record, for files that have none.")
  @Nullable Integer year;

  @Option(
      names = "--prefix",
      paramLabel = "PREFIX",
      description = "PostgreSQL's log_line_prefix, as '%%m [%%p] %%q%%u@%%d '.")
  @Nullable String prefix;

  @Option(
      names = "--catalogue",
      paramLabel = "FILE",
      description = "More message shapes, in the language of docs/catalogue.md.")
  List<Path> catalogues = new ArrayList<>();

  HostOptions hostOptions() {
    Map<String, ZoneId> byHost = new HashMap<>();
    ZoneId all = null;
    for (String given : zones) {
      int equals = given.indexOf('=');
      ZoneId zone = zone(given.substring(equals + 1));
      if (equals < 0) {
        all = zone;
      } else {
        byHost.put(given.substring(0, equals), zone);
      }
    }
    List<HostOptions.HostAt> places = new ArrayList<>();
    for (String given : hosts) {
      int equals = given.indexOf('=');
      if (equals <= 0) {
        throw new ParameterException(
            spec.commandLine(), "--host needs NAME=PATH, which " + given + " is not.");
      }
      places.add(new HostOptions.HostAt(given.substring(0, equals), given.substring(equals + 1)));
    }
    return new HostOptions(places, byHost, all);
  }

  OptionalInt givenYear() {
    return year == null ? OptionalInt.empty() : OptionalInt.of(year);
  }

  Optional<String> givenPrefix() {
    return Optional.ofNullable(prefix);
  }

  private ZoneId zone(String name) {
    try {
      return ZoneId.of(name);
    } catch (DateTimeException e) {
      throw new ParameterException(spec.commandLine(), "There is no zone called " + name + ".");
    }
  }
}
