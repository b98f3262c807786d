/** The logs of package managers: what was installed, removed and changed, when, and by whom. */
@NullMarked
package dwell.format.packages;

import org.jspecify.annotations.NullMarked;
