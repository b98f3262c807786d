/** What no other format knows: text line by line, and bytes that are no text. */
@NullMarked
package dwell.format.text;

import org.jspecify.annotations.NullMarked;
