package dwell.incident;

import dwell.detect.ActReader;
import dwell.event.IpAddress;
import java.util.Set;

/** How much a deed speaks for an attacker, where more is known than the kind of its act. */
final class Gravity {
  /**
   * Logs by which people are found: emptying them serves nobody else. Others are emptied for space.
   */
  private static final Set<String> OF_PEOPLE =
      Set.of(
          "auth.log",
          "secure",
          "wtmp",
          "btmp",
          "lastlog",
          "audit.log",
          "faillog",
          "utmp",
          "journal");

  private Gravity() {}

  /** 0 for what everybody does, up to 5 for what only an attacker does. */
  static int of(Deed deed, Scene scene) {
    String path = deed.act().path();
    return switch (deed.kind()) {
      case LOG_CLEARED -> path != null && ofPeople(path) ? 3 : 1;
      case PRIVATE_KEY_READ -> path == null ? 1 : keyOfAnother(deed, path);
      case HISTORY_READ ->
          path != null && path.startsWith(ActReader.home(deed.user()) + "/") ? 0 : 2;
      // What a query printed is kept in a file every day; a whole dump is not.
      case STAGED -> deed.act().name() == null ? deed.kind().weight() : 0;
      // Who copies a whole server copies its accounts too; the copy counts, not what is in it.
      case DATABASE_HASHES_READ -> deed.act().detail() == null ? deed.kind().weight() : 0;
      case FILE_SENT -> sent(deed, scene);
      default -> deed.kind().weight();
    };
  }

  private static int keyOfAnother(Deed deed, String path) {
    // Certificates' keys are read whenever a server is set up; people's keys are theirs alone.
    if (!path.contains("/.ssh/")) {
      return 1;
    }
    return path.startsWith(ActReader.home(deed.user()) + "/") ? 0 : 3;
  }

  private static boolean ofPeople(String path) {
    for (String name : OF_PEOPLE) {
      if (path.contains('/' + name)) {
        return true;
      }
    }
    return false;
  }

  /** Copies from host to host inside are daily work; where it went is not always known. */
  private static int sent(Deed deed, Scene scene) {
    String far = deed.act().detail();
    if (far == null) {
      return 1;
    }
    if (IpAddress.parse(far) != null) {
      return Networks.isPrivate(far) || scene.internal(far) ? 0 : 2;
    }
    if (scene.correlation().addresses().containsValue(far)) {
      return 0;
    }
    return far.indexOf('.') > 0 ? 2 : 1;
  }
}
