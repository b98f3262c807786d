/**
 * PostgreSQL's server log in its three forms: text with a {@code log_line_prefix}, CSV and JSON.
 * One server may write all three; each tells the same records.
 *
 * <p>A reader class each takes a record apart; {@link dwell.format.postgresql.ServerMessages} knows
 * what the messages mean (src/backend: utils/error/elog.c, tcop/postgres.c, utils/init/postinit.c,
 * libpq/auth.c; pgaudit.c).
 */
@NullMarked
package dwell.format.postgresql;

import org.jspecify.annotations.NullMarked;
