package dwell.report;

import dwell.event.Event;

/**
 * A record of the evidence, for quotation.
 *
 * @param host the host whose evidence it is in
 * @param record the whole record, decoded, as it stands in the file
 * @param sha256 of the record's bytes, in lower-case hex
 */
public record Excerpt(String host, Event event, String record, String sha256) {}
