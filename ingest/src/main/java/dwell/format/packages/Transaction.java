package dwell.format.packages;

import dwell.event.Outcome;
import dwell.record.Ascii;
import dwell.record.Lines;
import dwell.time.IsoStamp;
import dwell.time.Stamp;

/** The record that was read last, of apt's history or apk's log. Reused. */
final class Transaction {
  private static final int STAMP = 19;

  // apt-pkg/deb/dpkgpm.cc, OpenLog and CloseLog.
  private static final byte[] COMMAND_LINE = Ascii.bytes("Commandline: ");
  private static final byte[] REQUESTED_BY = Ascii.bytes("Requested-By: ");
  private static final byte[] ERROR = Ascii.bytes("Error: ");
  private static final byte[] END = Ascii.bytes("End-Date: ");
  private static final byte[][] APT_CHANGES =
      PackageLine.words("Install: Reinstall: Upgrade: Downgrade: Remove: Purge: Disappeared:");

  // apk-tools, src/commit.c, print_change.
  private static final byte[][] APK_CHANGES =
      PackageLine.words("Installing Upgrading Downgrading Reinstalling Replacing Purging Updating");
  private static final byte[] APK_END = Ascii.bytes("OK:");
  private static final byte[] APK_ERROR = Ascii.bytes("ERROR:");
  private static final byte[] AT = Ascii.bytes("` at ");

  final Stamp stamp = new Stamp();
  private final boolean apk;
  private final byte[] plain = new byte[STAMP];
  int stampFrom;
  int stampTo;
  int commandFrom;
  int commandTo;
  int userFrom;
  int userTo;

  /** The numeric id of who asked for it, or -1. */
  long userId;

  /** Where the first and the last line stand that tell a change; empty where none was told. */
  int changesFrom;

  int changesTo;
  Outcome outcome = Outcome.UNKNOWN;

  Transaction(boolean apk) {
    this.apk = apk;
  }

  /** Reads the first line of a record; false where it is none. */
  boolean begin(byte[] b, int from, int to) {
    stampFrom = from;
    stampTo = from;
    commandFrom = 0;
    commandTo = 0;
    userFrom = 0;
    userTo = 0;
    userId = -1;
    changesFrom = 0;
    changesTo = 0;
    outcome = Outcome.UNKNOWN;
    return apk ? running(b, from, to) : started(b, from, to);
  }

  private boolean started(byte[] b, int from, int to) {
    int at = from + TransactionLog.APT.length;
    if (!Ascii.startsWith(b, from, to, TransactionLog.APT)) {
      return false;
    }
    int end = IsoStamp.read(b, at, to, stamp);
    if (end < 0 && at + STAMP < to && b[at + 10] == ' ' && b[at + 11] == ' ') {
      // %Y-%m-%d, two spaces, %H:%M:%S.
      System.arraycopy(b, at, plain, 0, 10);
      System.arraycopy(b, at + 11, plain, 10, STAMP - 10);
      end = IsoStamp.read(plain, 0, STAMP, stamp) == STAMP ? at + STAMP + 1 : -1;
    }
    stampFrom = at;
    stampTo = end;
    return end >= 0;
  }

  private boolean running(byte[] b, int from, int to) {
    int sign = Ascii.lastIndexOf(b, from, to, AT);
    if (!Ascii.startsWith(b, from, to, TransactionLog.APK) || sign < 0) {
      return false;
    }
    stampFrom = sign + AT.length;
    stampTo = IsoStamp.read(b, stampFrom, to, stamp);
    commandFrom = from + TransactionLog.APK.length;
    commandTo = Math.max(commandFrom, sign);
    return stampTo > 0;
  }

  /** Reads the lines behind the first one. */
  void read(byte[] b, int from, int to) {
    for (int at = from; at < to; ) {
      int end = Lines.end(b, at, to);
      int text = Lines.trim(b, at, end);
      if (apk) {
        output(b, at, text);
      } else {
        field(b, at, text);
      }
      at = end;
    }
  }

  private void field(byte[] b, int from, int to) {
    if (Ascii.startsWith(b, from, to, COMMAND_LINE)) {
      commandFrom = from + COMMAND_LINE.length;
      commandTo = to;
    } else if (Ascii.startsWith(b, from, to, REQUESTED_BY)) {
      requester(b, from + REQUESTED_BY.length, to);
    } else if (Ascii.startsWith(b, from, to, ERROR)) {
      outcome = Outcome.FAILURE;
    } else if (Ascii.startsWith(b, from, to, END)) {
      outcome = outcome == Outcome.FAILURE ? outcome : Outcome.SUCCESS;
    } else if (PackageLine.which(APT_CHANGES, b, from, PackageLine.word(b, from, to)) >= 0) {
      change(from, to);
    }
  }

  /** {@code maria (1000)}: who called sudo or pkexec, by the environment that they leave. */
  private void requester(byte[] b, int from, int to) {
    int open = Ascii.indexOf(b, from, to, (byte) '(');
    if (open > from + 1 && b[to - 1] == ')') {
      userFrom = from;
      userTo = open - 1;
      userId = Ascii.number(b, open + 1, to - 1);
    }
  }

  /** {@code (1/3) Installing name (version)}. */
  private void output(byte[] b, int from, int to) {
    if (Ascii.startsWith(b, from, to, APK_END)) {
      outcome = outcome == Outcome.FAILURE ? outcome : Outcome.SUCCESS;
    } else if (Ascii.startsWith(b, from, to, APK_ERROR)) {
      outcome = Outcome.FAILURE;
    } else if (from < to && b[from] == '(') {
      int word = Math.min(PackageLine.word(b, from, to) + 1, to);
      // Counters are padded: ( 1/12).
      while (word < to && (b[word - 2] != ')' || b[word] == ' ')) {
        word = Math.min(PackageLine.word(b, word, to) + 1, to);
      }
      if (PackageLine.which(APK_CHANGES, b, word, PackageLine.word(b, word, to)) >= 0) {
        change(from, to);
      }
    }
  }

  private void change(int from, int to) {
    changesFrom = changesTo == 0 ? from : changesFrom;
    changesTo = to;
  }
}
