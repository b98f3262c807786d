package dwell.format.packages;

import dwell.event.Action;
import dwell.time.IsoStamp;

/**
 * dpkg.log: {@code %Y-%m-%d %H:%M:%S} in local time, then what dpkg is about to do or the state
 * that a package has reached (dpkg, lib/dpkg/log.c; the words in src/main/archives.c, configure.c,
 * remove.c and dpkg-db's status names).
 */
final class DpkgLines implements Dialect {
  private static final int STAMP = 19;
  private static final byte[][] CHANGES =
      PackageLine.words("install upgrade remove purge disappear");
  private static final byte[][] OTHERS =
      PackageLine.words("startup status configure trigproc conffile");

  @Override
  public boolean read(byte[] b, int from, int to, PackageLine line) {
    int end = IsoStamp.read(b, from, to, line.stamp);
    if (end != from + STAMP || end >= to || b[end] != ' ' || b[from + 10] != ' ') {
      return false;
    }
    int word = PackageLine.word(b, end + 1, to);
    boolean change = PackageLine.which(CHANGES, b, end + 1, word) >= 0;
    if (!change && PackageLine.which(OTHERS, b, end + 1, word) < 0) {
      return false;
    }
    // At least two words more: what it is about, and a version, a state or a phase.
    int second = PackageLine.word(b, Math.min(word + 1, to), to);
    line.sure = second < to;
    line.stampTo = end;
    line.messageFrom = end + 1;
    // Written before it is done: the states behind it tell how it ended.
    line.action = change ? Action.PACKAGE_CHANGE : Action.INFO;
    return line.sure;
  }
}
