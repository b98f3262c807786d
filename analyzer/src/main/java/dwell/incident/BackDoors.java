package dwell.incident;

import dwell.detect.ActKind;
import dwell.event.Action;
import dwell.incident.Response.Measure;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Ways back that the actor left, one entry a thing, with whether somebody took it away. */
final class BackDoors {
  private static final Set<String> ADMITTING =
      Set.of("sudo", "wheel", "root", "admin", "docker", "lxd", "disk", "shadow");

  private final Findings findings;
  private final Map<String, Door> doors = new LinkedHashMap<>();

  private record Door(
      PersistenceKind kind,
      String host,
      @Nullable String name,
      @Nullable String path,
      @Nullable Stamp time,
      Set<String> evidence) {}

  private BackDoors(Findings findings) {
    this.findings = findings;
  }

  static List<Incident.Persistence> of(Findings findings) {
    BackDoors doors = new BackDoors(findings);
    findings.deeds().forEach(doors::take);
    findings.party().grips().stream()
        .filter(g -> g.kind() == Party.Grip.Kind.ACCOUNT)
        .forEach(g ->
            doors.add(
                PersistenceKind.ACCOUNT,
                g.host(),
                g.name(),
                null,
                Times.bound(g.since()),
                g.evidence()));
    findings.party().grips().stream()
        .filter(g -> g.kind() == Party.Grip.Kind.KEY_LIST_WRITTEN)
        .forEach(g ->
            doors.add(
                PersistenceKind.AUTHORIZED_KEY,
                g.host(),
                g.name(),
                KeyFiles.path(findings.scene().input(), g.host(), g.name()),
                Times.bound(g.since()),
                g.evidence()));
    doors.logged();
    for (WebVisit visit : findings.party().visits) {
      for (WebVisit.Shell shell : visit.shells()) {
        doors.add(
            PersistenceKind.WEB_SHELL,
            visit.host(),
            last(shell.path()),
            shell.path(),
            shell.time(),
            shell.evidence());
      }
    }
    return doors.doors.values().stream()
        .map(doors::entry)
        .sorted(
            Comparator.comparing(Incident.Persistence::time, Times.ORDER)
                .thenComparing(Incident.Persistence::kind)
                .thenComparing(p -> String.valueOf(p.name()))
                .thenComparing(p -> String.valueOf(p.path())))
        .toList();
  }

  private static String last(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  private void take(Deed deed) {
    if (deed.failed()) {
      return;
    }
    String name = deed.act().name();
    String path = deed.act().path();
    PersistenceKind kind = kind(deed.kind());
    if (deed.kind() == ActKind.GROUP_GIVEN) {
      group(deed, name, deed.act().detail());
    } else if (kind != null && (name != null || path != null)) {
      add(kind, deed.host(), name, path, deed.time(), deed.evidence());
    }
  }

  private static @Nullable PersistenceKind kind(ActKind kind) {
    return switch (kind) {
      case ACCOUNT_CREATED -> PersistenceKind.ACCOUNT;
      case KEY_ADDED -> PersistenceKind.AUTHORIZED_KEY;
      case CRON_WRITTEN, JOB_QUEUED -> PersistenceKind.CRON;
      case UNIT_WRITTEN -> PersistenceKind.UNIT;
      case RC_FILE_WRITTEN -> PersistenceKind.RC_FILE;
      case PRELOAD_WRITTEN -> PersistenceKind.PRELOAD;
      case SUDOERS_WRITTEN -> PersistenceKind.SUDOERS;
      case PAM_WRITTEN -> PersistenceKind.PAM;
      case WEB_SHELL_WRITTEN -> PersistenceKind.WEB_SHELL;
      case SETUID_SET -> PersistenceKind.OTHER;
      case DATABASE_ACCOUNT_CREATED -> PersistenceKind.DATABASE_ACCOUNT;
      case DATABASE_RIGHTS_GIVEN -> PersistenceKind.DATABASE_GRANT;
      default -> null;
    };
  }

  private void group(Deed deed, @Nullable String name, @Nullable String groups) {
    if (name == null || groups == null) {
      return;
    }
    for (String group : Texts.split(groups, ',')) {
      if (ADMITTING.contains(group)) {
        add(
            PersistenceKind.GROUP,
            deed.host(),
            name + " in " + group,
            null,
            deed.time(),
            deed.evidence());
      }
    }
  }

  /** What shadow's tools logged of accounts that the actor made. */
  private void logged() {
    for (Changes.Change change : findings.changes().all()) {
      for (Door door : List.copyOf(doors.values())) {
        boolean same =
            door.kind() == PersistenceKind.ACCOUNT
                && change.action() == Action.ACCOUNT_CREATE
                && door.host().equals(change.host())
                && change.target() != null
                && change.target().equals(door.name());
        if (same) {
          String key = key(door.kind(), door.host(), door.name(), door.path());
          Set<String> evidence = new LinkedHashSet<>(door.evidence());
          evidence.addAll(change.evidence());
          doors.put(
              key,
              new Door(
                  door.kind(), door.host(), door.name(), door.path(), change.time(), evidence));
        }
      }
    }
  }

  private static String key(
      PersistenceKind kind, String host, @Nullable String name, @Nullable String path) {
    // A unit is written and enabled, a crontab edited twice: still one thing.
    String what =
        kind == PersistenceKind.UNIT && name != null
            ? unit(name)
            : path != null ? path : String.valueOf(name);
    return kind
        + "\n"
        + host
        + "\n"
        + (kind == PersistenceKind.DATABASE_ACCOUNT || kind == PersistenceKind.DATABASE_GRANT
            ? name
            : what);
  }

  private static String unit(String name) {
    int dot = name.lastIndexOf('.');
    return dot < 0 ? name : name.substring(0, dot);
  }

  private void add(
      PersistenceKind kind,
      String host,
      @Nullable String name,
      @Nullable String path,
      @Nullable Stamp time,
      List<String> evidence) {
    String key = key(kind, host, name, path);
    Door known = doors.get(key);
    Set<String> all = new LinkedHashSet<>(known == null ? Set.of() : known.evidence());
    all.addAll(evidence);
    doors.put(
        key,
        known == null
            ? new Door(kind, host, name, path, time, all)
            : new Door(
                kind,
                host,
                known.name(),
                known.path() == null ? path : known.path(),
                known.time() != null && known.time().digits() > 0
                    ? known.time()
                    : Times.min(known.time(), time),
                all));
  }

  private Incident.Persistence entry(Door door) {
    Stamp removed = null;
    List<String> evidence = new ArrayList<>(door.evidence());
    for (Measure measure : findings.response().measures()) {
      boolean here = measure.host().equals(door.host());
      boolean gone =
          measure.kind() == Response.Kind.REMOVED
              && (measure.target().equals(door.path()) || measure.target().equals(door.name()));
      boolean locked =
          measure.kind() == Response.Kind.LOCKED
              && door.kind() == PersistenceKind.ACCOUNT
              && measure.target().equals(door.name());
      if (here && (gone || locked)) {
        removed = removed == null ? measure.time() : removed;
        measure.evidence().stream().filter(id -> !evidence.contains(id)).forEach(evidence::add);
      }
    }
    return new Incident.Persistence(
        door.kind(),
        door.host(),
        door.name(),
        door.path(),
        door.time(),
        removed,
        List.copyOf(evidence));
  }
}
