/**
 * Shell lines read as the shell would part them: which programs, with which arguments, as whom.
 * Used to hold together what was typed and what ran, and to say what a command does.
 */
@NullMarked
package dwell.shell;

import org.jspecify.annotations.NullMarked;
