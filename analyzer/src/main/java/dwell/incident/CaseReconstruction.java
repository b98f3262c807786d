package dwell.incident;

import dwell.casefile.CaseDescription;
import dwell.casefile.CaseFolder;
import dwell.casefile.Facts;
import dwell.casefile.Ledger;
import dwell.casefile.Manifest;
import dwell.casefile.OpenCase;
import dwell.correlate.CaseEvents;
import dwell.correlate.Correlation;
import dwell.correlate.Correlator;
import dwell.correlate.HostFacts;
import dwell.evidence.ArtifactReport;
import dwell.evidence.Fault;
import dwell.evidence.HostProfile;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The incident of a case folder: what its index, its manifest and its facts say together. */
public final class CaseReconstruction {
  private CaseReconstruction() {}

  /**
   * Reconstructs the incident.
   *
   * @param generated when that is said to happen
   * @param tool what runs
   */
  public static Incident run(OpenCase openCase, CaseDescription.Tool tool, Instant generated)
      throws IOException {
    CaseFolder folder = openCase.folder();
    CaseDescription description = CaseDescription.read(folder.description());
    CaseEvents events = new CaseEvents(openCase);
    Correlation correlation = correlation(openCase);
    KnownFacts known = facts(folder);
    Incident.CaseInfo info =
        new Incident.CaseInfo(
            known.codename(),
            known.marking(),
            tool.name(),
            tool.version(),
            tool.build().isEmpty() ? null : tool.build(),
            new Stamp(generated.truncatedTo(ChronoUnit.SECONDS), 0),
            openCase.manifest().sha256(),
            Ledger.head(folder.ledger()));
    return Reconstruction.run(
        new CaseInput(
            info,
            correlation,
            events,
            hosts(description, openCase.manifest()),
            known,
            sizes(openCase.manifest()),
            modified(openCase.manifest())));
  }

  /** What the case's events say when they are held together. */
  public static Correlation correlation(OpenCase openCase) throws IOException {
    CaseDescription description = CaseDescription.read(openCase.folder().description());
    return new Correlator()
        .correlate(new CaseEvents(openCase), hostFacts(description, openCase.manifest()));
  }

  /** What people said about the case. */
  public static KnownFacts facts(CaseFolder folder) throws IOException {
    return known(Facts.read(folder.facts()));
  }

  private static List<HostFacts> hostFacts(CaseDescription description, Manifest manifest) {
    Map<String, Map<String, Instant>> modified = new TreeMap<>();
    Map<String, Instant> latest = new HashMap<>();
    for (Manifest.Entry entry : manifest.entries()) {
      ArtifactReport report = entry.report();
      Instant written = report.modified();
      if (written != null) {
        modified.computeIfAbsent(report.host(), host -> new HashMap<>()).put(entry.id(), written);
      }
      Instant last = report.last();
      if (last != null) {
        latest.merge(report.host(), last, (a, b) -> a.isAfter(b) ? a : b);
      }
    }
    List<HostFacts> facts = new ArrayList<>();
    for (HostProfile host : description.hosts().values()) {
      facts.add(
          new HostFacts(
              host.name(),
              new HashSet<>(host.addresses()),
              host.accounts(),
              modified.getOrDefault(host.name(), Map.of()),
              Optional.ofNullable(latest.get(host.name()))));
    }
    return facts;
  }

  private static Map<String, Long> sizes(Manifest manifest) {
    Map<String, Long> sizes = new HashMap<>();
    for (Manifest.Entry entry : manifest.entries()) {
      ArtifactReport report = entry.report();
      sizes.put(CaseInput.file(report.host(), '/' + report.hostPath()), report.size());
    }
    return sizes;
  }

  private static Map<String, Instant> modified(Manifest manifest) {
    Map<String, Instant> modified = new HashMap<>();
    for (Manifest.Entry entry : manifest.entries()) {
      ArtifactReport report = entry.report();
      Instant written = report.modified();
      if (written != null) {
        modified.put(CaseInput.file(report.host(), '/' + report.hostPath()), written);
      }
    }
    return modified;
  }

  private static List<Incident.Host> hosts(CaseDescription description, Manifest manifest) {
    Map<String, List<Incident.Source>> sources = new TreeMap<>();
    description.hosts().keySet().forEach(name -> sources.put(name, new ArrayList<>()));
    for (Manifest.Entry entry : manifest.entries()) {
      ArtifactReport report = entry.report();
      if (report.format() != null || !report.faults().isEmpty()) {
        sources.computeIfAbsent(report.host(), name -> new ArrayList<>()).add(source(report));
      }
    }
    List<Incident.Host> hosts = new ArrayList<>();
    sources.forEach((name, files) -> {
      HostProfile profile = description.hosts().get(name);
      files.sort(Comparator.comparing(Incident.Source::path));
      hosts.add(
          new Incident.Host(
              name,
              profile == null ? List.of() : profile.addresses(),
              profile == null || profile.zone() == null
                  ? null
                  : Objects.requireNonNull(profile.zone()).getId(),
              profile == null || profile.zoneBasis() == null
                  ? null
                  : Objects.requireNonNull(profile.zoneBasis()).id(),
              files));
    });
    return hosts;
  }

  private static Incident.Source source(ArtifactReport report) {
    return new Incident.Source(
        report.path(),
        report.format(),
        report.sha256(),
        report.size(),
        report.copyOf(),
        stamp(report.first()),
        stamp(report.last()),
        report.records(),
        report.events(),
        report.unknown(),
        report.faults().stream().map(CaseReconstruction::text).toList());
  }

  private static String text(Fault fault) {
    return fault.offset() < 0 ? fault.cause() : "byte " + fault.offset() + ": " + fault.cause();
  }

  private static @Nullable Stamp stamp(@Nullable Instant instant) {
    return instant == null ? null : new Stamp(instant, digits(instant));
  }

  /** As many digits as the instant needs: a file's span has those of its records. */
  private static int digits(Instant instant) {
    int nanos = instant.getNano();
    return nanos == 0 ? 0 : nanos % 1_000_000 == 0 ? 3 : nanos % 1_000 == 0 ? 6 : 9;
  }

  private static KnownFacts known(Facts facts) {
    List<KnownFacts.Fact<String>> suspects = new ArrayList<>();
    suspects.addAll(all(facts, Facts.Kind.SUSPECT_ADDRESS, Function.identity()));
    suspects.addAll(all(facts, Facts.Kind.SUSPECT_ACCOUNT, CaseReconstruction::account));
    List<KnownFacts.Fact<String>> good = new ArrayList<>();
    good.addAll(all(facts, Facts.Kind.KNOWN_GOOD_ADDRESS, Function.identity()));
    good.addAll(all(facts, Facts.Kind.KNOWN_GOOD_ACCOUNT, CaseReconstruction::account));
    Map<String, String> zones = new TreeMap<>();
    for (Facts.Fact zone : facts.of(Facts.Kind.ZONE)) {
      int equals = zone.value().indexOf('=');
      zones.put(zone.value().substring(0, equals), zone.value().substring(equals + 1));
    }
    return new KnownFacts(
        facts.one(Facts.Kind.CODENAME).map(Facts.Fact::value).orElse(null),
        facts.one(Facts.Kind.MARKING).map(Facts.Fact::value).orElse(null),
        when(facts, Facts.Kind.DETECTED),
        when(facts, Facts.Kind.EVICTED),
        suspects,
        good,
        all(facts, Facts.Kind.SENSITIVE_TABLE, Function.identity()),
        zones);
  }

  private static KnownFacts.@Nullable Fact<Instant> when(Facts facts, Facts.Kind kind) {
    Optional<Facts.Fact> fact = facts.one(kind);
    Optional<Instant> instant = facts.when(kind);
    return fact.isEmpty() || instant.isEmpty()
        ? null
        : new KnownFacts.Fact<>(id(fact.get()), instant.get(), "");
  }

  private static List<KnownFacts.Fact<String>> all(
      Facts facts, Facts.Kind kind, Function<String, String> form) {
    return facts.of(kind).stream()
        .map(fact -> new KnownFacts.Fact<>(id(fact), form.apply(fact.value()), ""))
        .toList();
  }

  /** Facts have {@code fact:} in front of their id, citations too. */
  private static String id(Facts.Fact fact) {
    return fact.id().startsWith("fact:") ? fact.id().substring(5) : fact.id();
  }

  /** {@code host/name} of the facts file as {@code name@host}. */
  private static String account(String value) {
    int slash = value.indexOf('/');
    return slash < 0 ? value : value.substring(slash + 1) + '@' + value.substring(0, slash);
  }
}
