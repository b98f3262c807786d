package dwell.incident;

import dwell.detect.Tactic;
import java.util.ArrayList;
import java.util.List;

/** What of the actor's goes when a file goes: keys they put in a list, web shells, jobs, units. */
final class Removals {
  private final Scene scene;
  private final Party party;

  Removals(Scene scene, Party party) {
    this.scene = scene;
    this.party = party;
  }

  /**
   * What people removed or changed with a path of a host; empty where nothing of the actor's is
   * there. A web shell is told by the path of its requests, all else by the path itself.
   */
  List<String> of(String path, String host) {
    List<String> out = new ArrayList<>();
    for (Party.Grip grip : party.grips()) {
      boolean list =
          grip.kind() == Party.Grip.Kind.KEY_PLANTED
              || grip.kind() == Party.Grip.Kind.KEY_LIST_WRITTEN;
      if (list
          && grip.host().equals(host)
          && path.contains("authorized_keys")
          && path.contains(grip.name())) {
        out.add(path);
      }
    }
    out.addAll(shells(path, host));
    for (Deed deed : planted()) {
      boolean same =
          path.equals(deed.act().path())
              || (deed.act().path() == null && path.equals(deed.act().name()));
      if (deed.host().equals(host) && same) {
        out.add(path);
      }
    }
    return out;
  }

  /** A path on the disk ends as the path of the request does, or it is the name alone. */
  private List<String> shells(String path, String host) {
    List<String> out = new ArrayList<>();
    for (WebVisit visit : party.visits) {
      for (WebVisit.Shell shell : visit.shells()) {
        boolean same = path.endsWith(shell.path()) || shell.path().endsWith('/' + path);
        if (same && visit.host().equals(host)) {
          out.add(shell.path());
        }
      }
    }
    return out;
  }

  private List<Deed> planted() {
    List<Deed> out = new ArrayList<>();
    for (WebVisit visit : party.visits) {
      visit.deeds().stream()
          .filter(deed -> deed.kind().tactic() == Tactic.PERSISTENCE)
          .forEach(out::add);
    }
    for (Involved involved : party.sessions()) {
      for (Deed deed : scene.deeds(involved.session())) {
        if (deed.kind().tactic() == Tactic.PERSISTENCE) {
          out.add(deed);
        }
      }
    }
    return out;
  }
}
