/**
 * The catalogue: what free-text messages mean, as data.
 *
 * <p>Catalogue files (resources, one per program family) list message shapes with their meaning,
 * their source and real examples. All shapes of a program compile into one matcher over bytes; no
 * regular expression touches evidence.
 */
@NullMarked
package dwell.pattern;

import org.jspecify.annotations.NullMarked;
