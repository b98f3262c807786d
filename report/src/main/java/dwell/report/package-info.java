/**
 * The report, in sections, for the kinds of readers that an incident has. Templates escape by
 * default and load nothing from a network.
 */
@NullMarked
package dwell.report;

import org.jspecify.annotations.NullMarked;
