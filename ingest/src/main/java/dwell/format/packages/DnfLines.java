package dwell.format.packages;

import dwell.event.Action;
import dwell.record.Ascii;
import dwell.time.IsoStamp;

/**
 * dnf.log, dnf.rpm.log, dnf.librepo.log and dnf5.log: a stamp with its zone, dnf5's process id in
 * brackets, a level, a message (dnf, logging.py and rpm/transaction.py; dnf5, libdnf5/logger).
 */
final class DnfLines implements Dialect {
  private static final byte[][] LEVELS =
      PackageLine.words("DDEBUG SUBDEBUG DEBUG INFO TRACE NOTICE WARNING ERROR CRITICAL");
  private static final int OWN = 2;
  private static final int TROUBLE = 6;
  private static final byte[][] CHANGES =
      PackageLine.words(
          "Installed: Install: Upgraded: Upgrade: Updated: Erased: Erase: Removed: Remove:"
              + " Reinstalled: Reinstall: Downgraded: Downgrade: Obsoleted: Obsoleting:");
  private static final byte[] COMMAND = Ascii.bytes("Command: ");
  private static final byte[] BEGINS = Ascii.bytes("--- logging initialized ---");

  @Override
  public boolean read(byte[] b, int from, int to, PackageLine line) {
    int end = IsoStamp.read(b, from, to, line.stamp);
    if (end < 0 || !line.stamp.zoned() || end + 1 >= to || b[end] != ' ' || b[from + 10] != 'T') {
      return false;
    }
    int at = process(b, end + 1, to, line);
    int word = PackageLine.word(b, at, to);
    int level = PackageLine.which(LEVELS, b, at, word);
    if (level < 0) {
      return false;
    }
    line.stampTo = end;
    line.messageFrom = Math.min(word + 1, to);
    line.sure = level < OWN || Ascii.startsWith(b, line.messageFrom, to, BEGINS);
    line.action = level >= TROUBLE ? Action.ERROR : Action.INFO;
    meaning(b, line.messageFrom, to, line);
    return true;
  }

  /** The place behind {@code [1234] }, where it stands. */
  private static int process(byte[] b, int from, int to, PackageLine line) {
    int close = b[from] == '[' ? Ascii.skipDigits(b, from + 1, to) : from;
    if (close <= from + 1 || close + 1 >= to || b[close] != ']' || b[close + 1] != ' ') {
      return from;
    }
    line.pid = Ascii.number(b, from + 1, close);
    return close + 2;
  }

  private static void meaning(byte[] b, int from, int to, PackageLine line) {
    if (Ascii.startsWith(b, from, to, COMMAND)) {
      int end = to;
      while (end > from + COMMAND.length && b[end - 1] == ' ') {
        end--;
      }
      line.sure = true;
      line.command(from + COMMAND.length, end);
      return;
    }
    int word = PackageLine.word(b, from, to);
    // Without a package behind it, it is the heading of a list.
    if (word + 1 < to && PackageLine.which(CHANGES, b, from, word) >= 0) {
      line.sure = true;
      line.changed();
    }
  }
}
