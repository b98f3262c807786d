package dwell.incident;

import dwell.incident.Party.Grip;
import java.util.ArrayList;
import java.util.List;

/** What deeds give an actor to come back with: accounts made, keys planted, keys read. */
final class Grasp {
  private Grasp() {}

  /** What the deeds took hold of; those that failed took nothing. */
  static List<Grip> of(List<Deed> deeds) {
    List<Grip> out = new ArrayList<>();
    for (Deed deed : deeds) {
      String name = deed.act().name();
      if (deed.failed()) {
        continue;
      }
      switch (deed.kind()) {
        case ACCOUNT_CREATED -> {
          if (name != null) {
            out.add(
                new Grip(
                    Grip.Kind.ACCOUNT, deed.host(), name, null, deed.earliest(), deed.evidence()));
          }
        }
        case DATABASE_ACCOUNT_CREATED -> {
          if (name != null) {
            out.add(
                new Grip(
                    Grip.Kind.DATABASE_ACCOUNT,
                    deed.host(),
                    name,
                    null,
                    deed.earliest(),
                    deed.evidence()));
          }
        }
        case KEY_ADDED ->
            out.add(
                new Grip(
                    Grip.Kind.KEY_PLANTED,
                    deed.host(),
                    name == null ? "" : name,
                    Fingerprint.of(deed.act().detail()),
                    deed.earliest(),
                    deed.evidence()));
        case PRIVATE_KEY_READ, KEY_USED_ONWARD -> {
          String path = deed.act().path();
          if (path != null) {
            out.add(
                new Grip(
                    Grip.Kind.KEY_READ,
                    deed.host(),
                    owner(path),
                    null,
                    deed.earliest(),
                    deed.evidence()));
          }
        }
        default -> {}
      }
    }
    return out;
  }

  /** Whose key a path is, by the home it lies in; the name of the file where it lies in none. */
  private static String owner(String path) {
    if (path.startsWith("/root/")) {
      return "root";
    }
    int end = path.startsWith("/home/") ? path.indexOf('/', 6) : -1;
    return end < 0 ? path : path.substring(6, end);
  }
}
