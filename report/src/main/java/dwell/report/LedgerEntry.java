package dwell.report;

import java.time.Instant;

/**
 * One entry of the custody ledger. User and time are what the machine said of itself.
 *
 * @param details as the ledger has them: JSON on one line
 * @param previous SHA-256 of the entry before
 */
public record LedgerEntry(
    long number, Instant time, String user, String action, String details, String previous) {}
