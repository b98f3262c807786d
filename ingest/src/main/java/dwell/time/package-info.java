/**
 * When a record was: stamps, zones, years that were not written.
 *
 * <p>{@link dwell.time.HostClock} turns a host's local time into an instant and says on what basis.
 * {@link dwell.time.HostClocks} knows the clock of each host of the evidence. A year that is not
 * written is inferred in one place, with the rule that won.
 */
@NullMarked
package dwell.time;

import org.jspecify.annotations.NullMarked;
