/**
 * Sigma rules over the events of a case (Sigma specification 2.1.0): rules and correlations are
 * read from files ({@link dwell.sigma.RuleFiles}), bound to what dwell's events can tell ({@link
 * dwell.sigma.LogSources}, {@link dwell.sigma.RuleFields}), and run over the events in time order
 * ({@link dwell.sigma.SigmaRun}). What a rule finds is a finding of its own; it changes nothing
 * else.
 *
 * <p>Rules come from outside: their files are bounded, their patterns run in linear time, and what
 * of them cannot be run is told with its reason.
 */
@NullMarked
package dwell.sigma;

import org.jspecify.annotations.NullMarked;
