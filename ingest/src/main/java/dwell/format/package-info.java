/**
 * The formats that can be read: one {@link dwell.format.LogFormat} each, listed in {@link
 * dwell.format.LogFormats}.
 *
 * <p>A format says whether a file is of its kind by looking at the first bytes, where records may
 * be parted, and how a chunk of records becomes rows of an {@link dwell.event.EventBatch}. To add
 * one, write the class in the package of its family, add a line to the registry and a folder of
 * fixtures.
 */
@NullMarked
package dwell.format;

import org.jspecify.annotations.NullMarked;
