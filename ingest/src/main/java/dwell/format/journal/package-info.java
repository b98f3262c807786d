/**
 * The systemd journal in its export format, as {@code journalctl -o export} writes it.
 *
 * @see <a href="https://systemd.io/JOURNAL_EXPORT_FORMATS/">Journal Export Formats</a>
 */
@NullMarked
package dwell.format.journal;

import org.jspecify.annotations.NullMarked;
