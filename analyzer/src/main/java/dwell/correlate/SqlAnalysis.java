package dwell.correlate;

import java.util.List;
import java.util.Set;

/**
 * What a statement's text alone says.
 *
 * @param fingerprint the text with literals as {@code ?}, one space between words, lower-case
 *     keywords: equal for statements that differ in values alone
 * @param tables in order of first mention, each once
 * @param bounds what keeps it from reading its tables whole
 * @param aggregateOnly whether it reads nothing but aggregates over all rows ({@code COUNT(*)}):
 *     one row of numbers, not the data
 * @param dump whether it has the form in which a dump program reads whole tables
 * @param parsed whether a grammar understood it; false: words alone decided
 * @param files paths of the server's files that it reads or writes, as written
 * @param programs commands of the server's host that it runs, as written
 * @param accounts database accounts that it creates, changes, drops, grants to or revokes from
 */
public record SqlAnalysis(
    String fingerprint,
    SqlOperation operation,
    List<TableUse> tables,
    SqlBounds bounds,
    boolean aggregateOnly,
    boolean dump,
    boolean parsed,
    Set<String> files,
    Set<String> programs,
    Set<String> accounts) {

  /** Rows that it can return at most; -1 without a bound. */
  public long atMost() {
    return bounds.atMost();
  }

  /** The same with other tables. */
  public SqlAnalysis with(List<TableUse> others) {
    return new SqlAnalysis(
        fingerprint,
        operation,
        others,
        bounds,
        aggregateOnly,
        dump,
        parsed,
        files,
        programs,
        accounts);
  }
}
