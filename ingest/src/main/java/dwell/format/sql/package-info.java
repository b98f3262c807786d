/**
 * What the logs of all SQL servers have in common: the text of statements, and connections whose
 * account and database stand only in the record that opened them.
 */
@NullMarked
package dwell.format.sql;

import org.jspecify.annotations.NullMarked;
