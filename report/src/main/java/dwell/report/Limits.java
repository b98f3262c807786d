package dwell.report;

/**
 * How much a report shows, so that its size has a bound whatever the incident is. Everything that
 * is cut says of how many; the whole stands in the case.
 */
final class Limits {
  private Limits() {}

  static final int TIMELINE = 300;
  static final int SESSIONS = 120;
  static final int COMMANDS = 1200;
  static final int STATEMENTS = 800;

  /** Rows of any other list. */
  static final int ROWS = 200;

  /** Names within one cell, and links to evidence within one row. */
  static final int NAMES = 12;

  static final int CITED_IN_ROW = 3;

  /** Distinct events that are quoted. */
  static final int EXCERPTS = 1200;

  /** UTF-16 units of one quoted record. */
  static final int EXCERPT_TEXT = 400;

  /** UTF-16 units of one command or statement. */
  static final int TEXT = 2000;

  /** UTF-16 units of a name: account, path, address, table. */
  static final int NAME = 300;

  /** UTF-16 units of text in all; once they are spent, a text has {@link #SPENT_TEXT}. */
  static final long ALL_TEXT = 1_000_000;

  static final int SPENT_TEXT = 80;
}
