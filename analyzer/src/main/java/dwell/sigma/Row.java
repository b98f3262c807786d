package dwell.sigma;

import org.jspecify.annotations.Nullable;

/**
 * One of the things that an event is for rules of a family.
 *
 * @param image the program that was started; null where the row is none or does not say
 * @param commandLine how it was called; null as above
 * @param audit the audit record; null where the row is none
 */
record Row(@Nullable String image, @Nullable String commandLine, @Nullable AuditRecord audit) {
  /** The event as it is. */
  static final Row WHOLE = new Row(null, null, null);
}
