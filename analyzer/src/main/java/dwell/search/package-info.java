/**
 * Questions to the index: by field, network, window of time or entity; and what one address or
 * account did.
 */
@NullMarked
package dwell.search;

import org.jspecify.annotations.NullMarked;
