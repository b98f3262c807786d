/**
 * The commands, one class each. This is the only package that reads the command line and prints.
 */
@NullMarked
package dwell.cli;

import org.jspecify.annotations.NullMarked;
