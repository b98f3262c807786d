/**
 * A generator of large logs as busy servers write them: the same arguments give the same bytes.
 * Needs nothing but the JDK, so that it runs from its sources: {@code java LogGenerator.java}.
 */
@NullMarked
package dwell.benchmarks.logs;

import org.jspecify.annotations.NullMarked;
