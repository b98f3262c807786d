package dwell.format.packages;

import dwell.event.Action;
import dwell.record.Ascii;
import dwell.time.IsoStamp;

/**
 * pacman.log: {@code [2026-09-19T06:25:01+0000] [ALPM] installed name (version)}; until pacman 5.2
 * the stamp is local time without seconds, and until 4.1 no caller stands behind it (pacman,
 * lib/libalpm/log.c).
 */
final class PacmanLines implements Dialect {
  private static final int MINUTE = 60;
  private static final byte[][] CHANGES =
      PackageLine.words("installed upgraded removed reinstalled downgraded");
  private static final byte[][] OWN = PackageLine.words("[PACMAN] [ALPM] [ALPM-SCRIPTLET] [PAMAC]");
  private static final byte[][] TROUBLE = PackageLine.words("warning: error:");
  private static final byte[] RUNNING = Ascii.bytes("Running '");

  @Override
  public boolean read(byte[] b, int from, int to, PackageLine line) {
    int end = b[from] == '[' ? stamp(b, from + 1, to, line) : -1;
    if (end < 0 || end + 1 >= to || b[end] != ']' || b[end + 1] != ' ') {
      return false;
    }
    line.stampFrom = from + 1;
    line.stampTo = end;
    int at = end + 2;
    int word = PackageLine.word(b, at, to);
    line.sure = PackageLine.which(OWN, b, at, word) >= 0;
    if (line.sure) {
      at = Math.min(word + 1, to);
      word = PackageLine.word(b, at, to);
    }
    line.messageFrom = at;
    if (PackageLine.which(CHANGES, b, at, word) >= 0 && b[to - 1] == ')') {
      line.sure = true;
      line.changed();
    } else if (Ascii.startsWith(b, at, to, RUNNING) && b[to - 1] == '\'') {
      line.command(at + RUNNING.length, Math.max(at + RUNNING.length, to - 1));
    } else if (PackageLine.which(TROUBLE, b, at, word) >= 0) {
      line.action = Action.ERROR;
    }
    return line.sure || line.action == Action.COMMAND;
  }

  private static int stamp(byte[] b, int from, int to, PackageLine line) {
    int end = IsoStamp.read(b, from, to, line.stamp);
    if (end < 0) {
      end = IsoStamp.readMinutes(b, from, to, line.stamp);
      line.error = end < 0 ? 0 : MINUTE;
    }
    return end;
  }
}
