/**
 * From bytes to records: where one ends and the next begins, whatever the bytes are.
 *
 * <p>The reader of an artifact fills a buffer, asks the format's {@link dwell.record.RecordCutter}
 * for the last place where a record surely ends, and hands what lies before it to a parser as a
 * {@link dwell.record.Chunk}. Every byte of a file lies in exactly one record. A record longer than
 * {@link dwell.record.RecordLimits} allows is cut into pieces, and said so.
 */
@NullMarked
package dwell.record;

import org.jspecify.annotations.NullMarked;
