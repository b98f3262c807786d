/**
 * Events and findings in the forms of other tools: one class a form, and the registry that names
 * them all.
 */
@NullMarked
package dwell.export;

import org.jspecify.annotations.NullMarked;
