/**
 * Syslog files as syslogd, rsyslog, syslog-ng and journald write them: the envelope of each line is
 * read here, the message in it by the catalogue.
 */
@NullMarked
package dwell.format.syslog;

import org.jspecify.annotations.NullMarked;
