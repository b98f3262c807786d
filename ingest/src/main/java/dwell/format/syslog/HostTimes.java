package dwell.format.syslog;

import dwell.event.ByteDictionary;
import dwell.format.ParseContext;
import dwell.time.HostClocks;
import dwell.time.RowClock;
import dwell.time.RowClock.Order;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The clock of the host that wrote a line. Traditional stamps are in the sender's local time, so in
 * the file of a central log host each line may have another zone; where nothing is known of the
 * sender, the clock of the host that the file belongs to stands in.
 */
final class HostTimes {
  private final HostClocks clocks;
  private final RowClock own;
  private final byte[] ownName;
  private final boolean single;

  private final ByteDictionary names = new ByteDictionary();
  private final List<RowClock> byName = new ArrayList<>();

  HostTimes(ParseContext context) {
    clocks = context.clocks();
    own = new RowClock(context.clock());
    ownName = context.artifact().host().getBytes(StandardCharsets.UTF_8);
    single = clocks.size() < 2;
  }

  /** The clock of the host {@code b[from, to)}; empty where the line names none. */
  RowClock of(byte[] b, int from, int to) {
    if (single || from == to || Arrays.equals(b, from, to, ownName, 0, ownName.length)) {
      return own;
    }
    int code = names.add(b, from, to);
    if (code == byName.size()) {
      byName.add(clock(new String(b, from, to - from, StandardCharsets.UTF_8)));
    }
    return byName.get(code);
  }

  private RowClock clock(String name) {
    if (clocks.knows(name)) {
      return new RowClock(clocks.of(name));
    }
    int dot = name.indexOf('.');
    String shortName = dot < 0 ? name : name.substring(0, dot);
    return clocks.knows(shortName) && !Arrays.equals(ownName, utf8(shortName))
        ? new RowClock(clocks.of(shortName))
        : own;
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** What the file's own host's lines so far told of its clock. */
  Order order() {
    return own.order();
  }

  /** Begins a chunk in front of which the file's own host's lines told {@code order}. */
  void begin(Order order) {
    own.order(order);
    for (RowClock clock : byName) {
      if (clock != own) {
        clock.order(Order.START);
      }
    }
  }
}
