package dwell.report;

import dwell.incident.KnownFacts;
import java.util.List;

/**
 * What a report needs beside the incident.
 *
 * @param excerpts the records behind the cited events
 * @param facts what people said; cited as {@code fact:ID}
 * @param redaction what is taken out of texts from the evidence before they are shown
 * @param ledger the custody ledger, in order; empty where it is not at hand
 */
public record ReportInputs(
    Excerpts excerpts, KnownFacts facts, Redaction redaction, List<LedgerEntry> ledger) {

  /** No records at hand, nothing said by people, nothing taken out. */
  public static final ReportInputs BARE =
      new ReportInputs(Excerpts.NONE, KnownFacts.NONE, Redaction.NONE);

  public ReportInputs {
    ledger = List.copyOf(ledger);
  }

  /** Without the ledger. */
  public ReportInputs(Excerpts excerpts, KnownFacts facts, Redaction redaction) {
    this(excerpts, facts, redaction, List.of());
  }
}
