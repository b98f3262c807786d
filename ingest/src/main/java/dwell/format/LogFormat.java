package dwell.format;

import dwell.record.LineCutter;
import dwell.record.RecordCutter;

/**
 * One way of writing a log. Stateless; safe for use by several threads. Where nothing else is said,
 * its records are single lines, read in order.
 */
public interface LogFormat {
  /** A format that takes anything is at most so sure of a file; see {@link #recognise}. */
  int FALLBACK = 10;

  /** The name used in the manifest and on the command line, as {@code mysql.general}. */
  String id();

  /** What it is, for people. */
  String title();

  /** How it is recognised, for people, in one sentence. */
  String recognisedBy();

  /**
   * How surely a file is of this format, by its first bytes: 0 not at all, 100 beyond doubt. Its
   * name counts only for formats that have no form of their own, and then little. Ties go to the
   * format that stands first in the registry.
   */
  int recognise(Sample sample);

  /** Whether chunks may be parsed in any order, each by a parser of its own. */
  default boolean splittable() {
    return false;
  }

  /** Whether the file consists of lines, so that its records have line numbers. */
  default boolean lines() {
    return true;
  }

  /** A cutter for one file; between any two lines, unless the format says where. */
  default RecordCutter cutter(ParseContext context) {
    return new LineCutter();
  }

  /** A parser for one file, or, where {@link #splittable}, for any chunks of it. */
  LogParser parser(ParseContext context);
}
