/** Benchmarks of the hot paths, and the seeded generator of the logs that they read. */
@NullMarked
package dwell.benchmarks;

import org.jspecify.annotations.NullMarked;
