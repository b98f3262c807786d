/**
 * The systemd journal: its own files, and the export format of {@code journalctl -o export}.
 *
 * @see <a href="https://systemd.io/JOURNAL_FILE_FORMAT/">Journal File Format</a>
 * @see <a href="https://systemd.io/JOURNAL_EXPORT_FORMATS/">Journal Export Formats</a>
 */
@NullMarked
package dwell.format.journal;

import org.jspecify.annotations.NullMarked;
