package dwell.pattern;

import dwell.event.EventBatch;

/** Understands free-text messages. Used by one thread at a time. */
@FunctionalInterface
public interface MessageMatcher {
  /**
   * Where the message is of a known shape, sets action, outcome, dataset, shape and fields of the
   * batch's current row; else only the dataset, where the program is one whose messages have one.
   *
   * @param bytes the chunk that the batch was begun for
   * @param programFrom where the program's name begins, {@code sshd}; empty where the record has
   *     none
   * @param messageFrom where the message begins
   * @param messageTo where it ends, without the line's end
   * @return whether the shape is known
   */
  boolean match(
      byte[] bytes,
      int programFrom,
      int programTo,
      int messageFrom,
      int messageTo,
      EventBatch batch);
}
