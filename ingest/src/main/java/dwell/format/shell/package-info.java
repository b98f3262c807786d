/** What was typed: histories of shells and of database clients. */
@NullMarked
package dwell.format.shell;

import org.jspecify.annotations.NullMarked;
