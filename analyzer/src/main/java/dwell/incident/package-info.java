/**
 * The incident: phases, dwell, actors, data touched, what remains, and what cannot be known, each
 * conclusion with the records it rests on.
 */
@NullMarked
package dwell.incident;

import org.jspecify.annotations.NullMarked;
