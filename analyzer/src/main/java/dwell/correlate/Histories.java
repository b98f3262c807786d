package dwell.correlate;

import java.time.Instant;
import java.util.SortedSet;

/** How accounts were used. */
public interface Histories {
  /** Every account with at least one successful use. */
  SortedSet<AccountKey> accounts();

  /** What the account did before the moment; empty where it did nothing or is not known. */
  AccountHistory before(AccountKey account, Instant moment);
}
