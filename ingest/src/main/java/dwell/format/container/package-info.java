/** What container engines write around the output of the programs in them. */
@NullMarked
package dwell.format.container;

import org.jspecify.annotations.NullMarked;
