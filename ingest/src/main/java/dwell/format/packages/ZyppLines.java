package dwell.format.packages;

import dwell.event.Action;
import dwell.event.Outcome;
import dwell.record.Ascii;
import dwell.time.IsoStamp;

/**
 * zypp/history: {@code %Y-%m-%d %H:%M:%S|action |…} in local time, the action padded to seven
 * characters, the sixth field of a package and the third of a command being who asked for it, as
 * {@code user@host} (libzypp, zypp/HistoryLog.cc). Comments begin with {@code #}.
 */
final class ZyppLines implements Dialect {
  private static final int STAMP = 19;
  private static final int PACKAGES = 2;
  private static final int COMMAND = 2;
  private static final int PACKAGE_REQUESTER = 3;
  private static final byte[][] ACTIONS =
      PackageLine.words("install remove command radd rremove ralias rurl patch stamp");

  @Override
  public boolean read(byte[] b, int from, int to, PackageLine line) {
    if (b[from] == '#') {
      return comment(b, from, to, line);
    }
    int end = IsoStamp.read(b, from, to, line.stamp);
    if (end != from + STAMP || end >= to || b[end] != '|') {
      return false;
    }
    int bar = bar(b, end + 1, to);
    int word = bar;
    while (word > end + 1 && b[word - 1] == ' ') {
      word--;
    }
    int action = PackageLine.which(ACTIONS, b, end + 1, word);
    if (action < 0) {
      return false;
    }
    line.sure = true;
    line.stampTo = end;
    line.messageFrom = end + 1;
    if (action == COMMAND) {
      requester(b, bar + 1, to, line);
      int text = Math.min(bar(b, bar + 1, to) + 1, to);
      line.command(text, bar(b, text, to));
    } else if (action < PACKAGES) {
      int at = bar + 1;
      for (int field = 0; field < PACKAGE_REQUESTER; field++) {
        at = Math.min(bar(b, at, to) + 1, to);
      }
      requester(b, at, to, line);
      line.changed();
    } else {
      line.action = Action.PACKAGE_CHANGE;
      line.outcome = Outcome.SUCCESS;
    }
    return true;
  }

  /** A comment, with or without a stamp of its own. */
  private static boolean comment(byte[] b, int from, int to, PackageLine line) {
    int at = from + 2;
    int end = at < to ? IsoStamp.read(b, at, to, line.stamp) : -1;
    boolean stamped = end == at + STAMP && end < to && b[end] == ' ';
    line.stampFrom = stamped ? at : from;
    line.stampTo = stamped ? end : from;
    line.messageFrom = stamped ? end + 1 : Math.min(at, to);
    return true;
  }

  private static void requester(byte[] b, int from, int to, PackageLine line) {
    int end = bar(b, Math.min(from, to), to);
    int sign = Ascii.indexOf(b, Math.min(from, to), end, (byte) '@');
    if (sign > from) {
      line.userFrom = from;
      line.userTo = sign;
    }
  }

  /** The place of the next bar that is no part of a field, or {@code to}. */
  private static int bar(byte[] b, int from, int to) {
    for (int i = from; i < to; i++) {
      if (b[i] == '\\') {
        i++;
      } else if (b[i] == '|') {
        return i;
      }
    }
    return to;
  }
}
