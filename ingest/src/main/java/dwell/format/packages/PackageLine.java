package dwell.format.packages;

import dwell.event.Action;
import dwell.event.Outcome;
import dwell.record.Ascii;
import dwell.time.Stamp;

/** What was read of a line last: where its parts stand. Reused. Empty parts are not there. */
final class PackageLine {
  final Stamp stamp = new Stamp();
  int stampFrom;
  int stampTo;

  /** Seconds that the stamp leaves out. */
  int error;

  int messageFrom;
  Action action = Action.INFO;
  Outcome outcome = Outcome.UNKNOWN;

  /** The command line that was called. */
  int commandFrom;

  int commandTo;

  /** Who called. */
  int userFrom;

  int userTo;

  /** The process id, or -1. */
  long pid;

  /** Whether no other program writes such a line. */
  boolean sure;

  void clear(int from) {
    stampFrom = from;
    stampTo = from;
    error = 0;
    messageFrom = from;
    action = Action.INFO;
    outcome = Outcome.UNKNOWN;
    commandFrom = 0;
    commandTo = 0;
    userFrom = 0;
    userTo = 0;
    pid = -1;
    sure = false;
  }

  /** Packages were changed, and the log is written when that is done. */
  void changed() {
    action = Action.PACKAGE_CHANGE;
    outcome = Outcome.SUCCESS;
  }

  void command(int from, int to) {
    action = Action.COMMAND;
    commandFrom = from;
    commandTo = to;
  }

  /** The end of the word at {@code from}. */
  static int word(byte[] b, int from, int to) {
    int end = Ascii.indexOf(b, from, to, (byte) ' ');
    return end < 0 ? to : end;
  }

  /** Which of the words {@code b[from, to)} is, or -1. */
  static int which(byte[][] words, byte[] b, int from, int to) {
    for (int i = 0; i < words.length; i++) {
      if (Ascii.equals(b, from, to, words[i])) {
        return i;
      }
    }
    return -1;
  }

  static byte[][] words(String words) {
    String[] each = words.split(" ");
    byte[][] bytes = new byte[each.length][];
    for (int i = 0; i < each.length; i++) {
      bytes[i] = Ascii.bytes(each[i]);
    }
    return bytes;
  }
}
