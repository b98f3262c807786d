package dwell.report;

import dwell.incident.KnownFacts;

/**
 * What a report needs beside the incident.
 *
 * @param excerpts the records behind the cited events
 * @param facts what people said; cited as {@code fact:ID}
 * @param redaction what is taken out of texts from the evidence before they are shown
 */
public record ReportInputs(Excerpts excerpts, KnownFacts facts, Redaction redaction) {

  /** No records at hand, nothing said by people, nothing taken out. */
  public static final ReportInputs BARE =
      new ReportInputs(Excerpts.NONE, KnownFacts.NONE, Redaction.NONE);
}
