package dwell.format.packages;

import dwell.time.BsdStamp;

/**
 * yum.log: {@code Sep 19 06:25:01 Installed: name-version.arch} in local time and without a year
 * (yum, logginglevels.py and rpmtrans.py).
 */
final class YumLines implements Dialect {
  private static final byte[][] CHANGES =
      PackageLine.words(
          "Installed: Updated: Erased: Obsoleted: Downgraded: Reinstalled: Dep-Installed:"
              + " Cleanup:");

  @Override
  public boolean read(byte[] b, int from, int to, PackageLine line) {
    int end = BsdStamp.read(b, from, to, line.stamp);
    if (end < 0 || end >= to || b[end] != ' ') {
      return false;
    }
    int word = PackageLine.word(b, end + 1, to);
    if (word >= to || PackageLine.which(CHANGES, b, end + 1, word) < 0) {
      return false;
    }
    line.stampTo = end;
    line.messageFrom = end + 1;
    line.sure = true;
    line.changed();
    return true;
  }
}
