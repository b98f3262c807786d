package dwell.time;

import dwell.event.EventTime.YearBasis;

/**
 * The year of stamps that have none (RFC 3164), for one file read from its beginning.
 *
 * <p>A file's first record is taken to lie in {@link #startYear}; the year goes up where the month
 * falls back by more than half a year from one record to the next, and a record that jumps ahead by
 * more than half a year is an old one from the year before. Whoever reads the file in order calls
 * {@link #observe}; whoever parses a chunk begins with the year that held where the chunk begins.
 * When the file has been read, {@link #contradicted} tells whether the last record would lie after
 * the file's own time: the start year was wrong, and the file must be read again with {@link
 * #corrected}.
 */
public interface YearInference {
  /** The year of the file's first record. */
  int startYear();

  /** How the year is known. */
  YearBasis basis();

  /** Told of each record's month (1 to 12) and day, in file order; gives the record's year. */
  int observe(int month, int day);

  /** Whether the file, read to its end, proves the start year wrong. */
  boolean contradicted();

  /** The inference for another pass. */
  YearInference corrected();
}
