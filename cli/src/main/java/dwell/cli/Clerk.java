package dwell.cli;

import dwell.casefile.CaseFolder;
import dwell.casefile.Ledger;
import java.time.Clock;

/** Who writes into a case's ledger, and by which clock. */
final class Clerk {
  private Clerk() {}

  /** The user of this process, as the environment says. */
  static String user() {
    return System.getProperty("user.name", "");
  }

  static Ledger ledger(CaseFolder folder) {
    return new Ledger(folder.ledger(), Clock.systemUTC(), user());
  }
}
