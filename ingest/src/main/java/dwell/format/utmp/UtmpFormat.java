package dwell.format.utmp;

import dwell.format.LogFormat;
import dwell.format.LogParser;
import dwell.format.ParseContext;
import dwell.format.Sample;
import dwell.record.RecordCutter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * wtmp and utmp, or btmp: the same records, of logins or of failed ones. Any record of a boot, a
 * run level, a getty or an ended session tells wtmp; a login process with a user tells btmp, since
 * the one that waits for a login is called {@code LOGIN}. Records of users alone do not tell, and
 * the file's name does.
 */
public final class UtmpFormat implements LogFormat {
  private static final byte[] LOGIN = "LOGIN".getBytes(StandardCharsets.US_ASCII);

  private final boolean failures;
  private final UtmpLayout layout;

  private UtmpFormat(boolean failures, UtmpLayout layout) {
    this.failures = failures;
    this.layout = layout;
  }

  /** The formats of these records: what they tell, and the size that the machine gives them. */
  public static UtmpFormat wtmp() {
    return new UtmpFormat(false, UtmpLayout.NARROW);
  }

  /** wtmp of a machine with 64-bit times. */
  public static UtmpFormat wideWtmp() {
    return new UtmpFormat(false, UtmpLayout.WIDE);
  }

  public static UtmpFormat btmp() {
    return new UtmpFormat(true, UtmpLayout.NARROW);
  }

  /** btmp of a machine with 64-bit times. */
  public static UtmpFormat wideBtmp() {
    return new UtmpFormat(true, UtmpLayout.WIDE);
  }

  /** wtmp of a big-endian machine. */
  public static UtmpFormat bigWtmp() {
    return new UtmpFormat(false, UtmpLayout.BIG);
  }

  /** btmp of a big-endian machine. */
  public static UtmpFormat bigBtmp() {
    return new UtmpFormat(true, UtmpLayout.BIG);
  }

  @Override
  public String id() {
    return (failures ? "btmp" : "wtmp") + (layout.wide() ? "64" : layout.big() ? "-be" : "");
  }

  @Override
  public String title() {
    return (failures ? "btmp: failed logins" : "wtmp and utmp: sessions, boots, clock changes")
        + (layout.wide() ? ", 64-bit times" : layout.big() ? ", big-endian" : "");
  }

  @Override
  public String recognisedBy() {
    return "records of "
        + layout.size()
        + " bytes with a known type, a plausible time and padded names; "
        + (failures ? "login processes with a user's name" : "records of boots or ended sessions");
  }

  @Override
  public int recognise(Sample sample) {
    byte[] b = sample.bytes();
    if (layout.equals(UtmpLayout.of(b)) && failed(b, sample.path()) == failures) {
      return 90;
    }
    return zeroed(sample) ? 30 : 0;
  }

  /**
   * Whether nothing but zeros stands where records should, as after a crash, or where somebody
   * wiped the beginning. Then only the name is left.
   */
  private boolean zeroed(Sample sample) {
    byte[] b = sample.bytes();
    String name = sample.path().substring(sample.path().lastIndexOf('/') + 1);
    boolean named = name.startsWith("btmp") ? failures : name.startsWith("wtmp") && !failures;
    boolean records =
        b.length >= layout.size() && (!sample.whole() || b.length % layout.size() == 0);
    return named && records && !layout.big() && UtmpLayout.zero(b, 0, b.length);
  }

  private boolean failed(byte[] b, String path) {
    boolean login = false;
    for (int at = 0; at + layout.size() <= b.length; at += layout.size()) {
      int type = layout.type(b, at);
      if (type != UtmpLayout.EMPTY
          && type != UtmpLayout.LOGIN_PROCESS
          && type != UtmpLayout.USER_PROCESS) {
        return false;
      }
      int user = at + UtmpLayout.USER;
      int end = UtmpLayout.end(b, user, UtmpLayout.USER_SIZE);
      login |=
          type == UtmpLayout.LOGIN_PROCESS
              && end > user
              && !Arrays.equals(b, user, end, LOGIN, 0, LOGIN.length);
    }
    return login || path.substring(path.lastIndexOf('/') + 1).contains("btmp");
  }

  @Override
  public boolean lines() {
    return false;
  }

  @Override
  public RecordCutter cutter(ParseContext context) {
    return new BlockCutter(layout.size());
  }

  @Override
  public LogParser parser(ParseContext context) {
    UtmpRow row = new UtmpRow(context, layout, failures);
    return (chunk, batch) -> {
      byte[] b = chunk.bytes();
      int size = layout.size();
      for (int at = 0; at < chunk.to(); at += size) {
        int to = Math.min(at + size, chunk.to());
        batch.next(at, to, 0, 0);
        if (to - at < size) {
          row.truncated(at, to, batch, chunk.offset() + at);
        } else {
          row.fill(b, at, batch, chunk.offset() + at);
        }
      }
    };
  }
}
