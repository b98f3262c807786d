package dwell.cli;

/** What a command's end means to the program that called it. */
final class ExitCode {
  /** Done. */
  static final int DONE = 0;

  /** Done, with evidence that could not be read in full. */
  static final int INCOMPLETE = 1;

  /** The command line is wrong. */
  static final int USAGE = 2;

  /** The case is unusable, or the disk is full. */
  static final int UNUSABLE = 3;

  private ExitCode() {}
}
