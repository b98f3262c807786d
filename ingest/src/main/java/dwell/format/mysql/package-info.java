/**
 * The logs of MySQL, MariaDB and Percona Server: general, slow, error, and MariaDB's server_audit.
 *
 * <p>The general log and the slow log are text without quoting: a statement that holds a line like
 * the beginning of an entry cannot be told from an entry. The formats accept only beginnings of the
 * layout that the file itself uses, and take everything else as part of the statement.
 */
@NullMarked
package dwell.format.mysql;

import org.jspecify.annotations.NullMarked;
