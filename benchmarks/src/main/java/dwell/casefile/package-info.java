/** Benchmarks of what the case's own package alone can reach: writing a segment and the records. */
@NullMarked
package dwell.casefile;

import org.jspecify.annotations.NullMarked;
