package dwell.format.utmp;

import dwell.event.EventBatch;
import dwell.event.Field;
import dwell.record.Ascii;

/** The remote host of a login record. */
final class FarSide {
  private FarSide() {}

  /**
   * Sets the far side of the batch's current row: an address, or a host's name. {@code :0} is a
   * display, and a terminal's multiplexer writes {@code tmux(1234).%0}.
   */
  static void set(byte[] b, int from, int to, EventBatch batch) {
    if (!batch.address(Field.SOURCE_IP, b, from, to) && named(b, from, to)) {
      batch.keyword(Field.SOURCE_DOMAIN, b, from, to);
    }
  }

  /** Whether a text that is no address names a host. */
  static boolean named(byte[] b, int from, int to) {
    return to > from
        && Ascii.indexOf(b, from, to, (byte) ':') < 0
        && Ascii.indexOf(b, from, to, (byte) '(') < 0;
  }
}
