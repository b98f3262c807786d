/**
 * The vocabulary: what a log record says happened, when, who, from where, and how sure that is.
 *
 * <p>Everything that flows through dwell is named here. {@link dwell.event.Field} lists the keys of
 * an event, {@link dwell.event.Action} what it can be, {@link dwell.event.EventTime} when it was
 * and how that is known, {@link dwell.event.Place} which bytes of the evidence say so. {@link
 * dwell.event.EventBatch} is the columnar form that the hot path fills, {@link dwell.event.Event}
 * the immutable form that people and the reconstruction read; {@code EventBatch.event(row)} makes
 * one from the other. A new key is one constant of {@code Field}; nothing else lists the keys.
 */
@NullMarked
package dwell.event;

import org.jspecify.annotations.NullMarked;
