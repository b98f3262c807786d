/** The login records of {@code utmp(5)}: wtmp, btmp, utmp and lastlog. */
@NullMarked
package dwell.format.utmp;

import org.jspecify.annotations.NullMarked;
