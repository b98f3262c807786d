package dwell.incident;

import dwell.detect.Act;
import java.util.Locale;

/** Short sentences for people. */
final class Words {
  private Words() {}

  /** What a deed did, in a few words. */
  static String act(Deed deed) {
    Act act = deed.act();
    String what = act.kind().name().toLowerCase(Locale.ROOT).replace('_', ' ');
    String of = act.path() != null ? act.path() : act.name();
    return of == null ? what : what + ": " + of;
  }
}
