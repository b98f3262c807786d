/**
 * What belongs together: records that tell one fact become an observation, observations a session,
 * sessions a graph of who reached what from where.
 */
@NullMarked
package dwell.correlate;

import org.jspecify.annotations.NullMarked;
