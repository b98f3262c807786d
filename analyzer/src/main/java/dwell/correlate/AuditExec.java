package dwell.correlate;

import dwell.event.Outcome;
import org.jspecify.annotations.Nullable;

/**
 * A program that was executed, as the kernel's audit tells it.
 *
 * @param text the arguments joined by spaces
 * @param user whose rights it ran with
 */
record AuditExec(
    long pid,
    long parent,
    long nanos,
    int digits,
    String text,
    String user,
    @Nullable String directory,
    @Nullable String tty,
    Outcome outcome,
    String id) {

  /** The program's name: the first word without its folder and the dash of a login shell. */
  String program() {
    int end = text.indexOf(' ');
    String word = end < 0 ? text : text.substring(0, end);
    word = word.substring(word.lastIndexOf('/') + 1);
    return word.startsWith("-") ? word.substring(1) : word;
  }
}
