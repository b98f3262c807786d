/**
 * What logs in SQLite databases need of the file format (https://www.sqlite.org/fileformat2.html):
 * rows of a table, page by page, as they stand in the bytes. The database is never opened, so
 * nothing is ever written beside it, and it may come out of an archive.
 */
@NullMarked
package dwell.format.sqlite;

import org.jspecify.annotations.NullMarked;
