/**
 * What belongs together: records that tell one fact become an {@link dwell.correlate.Observation},
 * observations a {@link dwell.correlate.Session}, sessions a tree of who reached what from where.
 *
 * <p>{@link dwell.correlate.Correlator} reads an {@link dwell.correlate.EventSource} and gives a
 * {@link dwell.correlate.Correlation}: sessions in order of time with their commands and
 * statements, login attempts by source, and what each account used to do. It says nothing of good
 * or bad; that is for the rooms next door. Times that no record tells are never made up: see {@link
 * dwell.correlate.Moment}.
 */
@NullMarked
package dwell.correlate;

import org.jspecify.annotations.NullMarked;
