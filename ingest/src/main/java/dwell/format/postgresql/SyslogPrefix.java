package dwell.format.postgresql;

import dwell.record.Ascii;
import dwell.time.Stamp;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Takes the {@code log_line_prefix} off messages in syslog, one by one, where records of several
 * programs stand between each other: the one that was told, or those in wide use.
 *
 * <p>A client chooses the names of account, database and application, and may make one prefix look
 * like another. What the prefixes that read a message do not agree on is absent, until a message
 * shows which one it is: a process that serves nobody has empty names, and one that has not heard
 * of its client yet has {@code [unknown]}.
 */
final class SyslogPrefix {
  /** As in {@link PrefixInference}: with a stamp or the process in front, which no client chose. */
  private static final List<String> STAMPED =
      List.of(
          "[%p] ",
          "[%p] %q%u@%d ",
          "%m ",
          "%m [%p] ",
          "%m [%p] %q%u@%d ",
          "%m [%p] %q%u@%d %h ",
          "%m [%p] %q%u@%d/%a ",
          "%m [%p] %q%u@%d %a ",
          "%m [%p]: [%l-1] ",
          "%m [%p]: user=%u,db=%d,app=%a,client=%h ",
          "%m [%p]: [%l-1] user=%u,db=%d,app=%a,client=%h ",
          "%m [%p]: [%l-1] user=%u,db=%d ",
          "%m [%p]: [%l-1] db=%d,user=%u ",
          "%m:%r:%u@%d:[%p]:",
          "%m-%c-",
          "< %m > ",
          "< %m >");

  /** Those that leave time and process to syslog. */
  private static final List<String> SHORT =
      List.of(
          "",
          "%q%u@%d ",
          "%u@%d ",
          "%q%h %u@%d ",
          "%d %u ",
          "%u %d ",
          "user=%u,db=%d ",
          "db=%d,user=%u ",
          "%quser=%u,db=%d ",
          "%qdb=%d,user=%u ",
          "user=%u,db=%d,app=%a,client=%h ",
          "db=%d,user=%u,app=%a,client=%h ",
          "%quser=%u,db=%d,app=%a,client=%h ",
          "user=%u,db=%d,client=%h ");

  private static final byte[] UNKNOWN = Ascii.bytes("[unknown]");

  private final List<LinePrefix> stamped = compiled(STAMPED);
  private final List<LinePrefix> bare = compiled(SHORT);
  private final @Nullable LinePrefix given;
  private final Stamp stamp = new Stamp();
  private final LogLine other = new LogLine();
  private @Nullable LinePrefix shown;
  private boolean ambiguous;

  SyslogPrefix(String given) {
    this.given = given.isEmpty() ? null : new LinePrefix(given);
  }

  private static List<LinePrefix> compiled(List<String> texts) {
    List<LinePrefix> prefixes = new ArrayList<>();
    for (String text : texts) {
      prefixes.add(new LinePrefix(text));
    }
    return prefixes;
  }

  /** Forgets what messages have shown. */
  void begin() {
    shown = null;
  }

  /** Whether the last message that was read has names that may be another's. */
  boolean ambiguous() {
    return ambiguous;
  }

  /**
   * Takes a message apart; false where no prefix and severity stand in front.
   *
   * @param pid the process that syslog names; 0 where it names none
   */
  boolean read(byte[] bytes, int from, int to, long pid, LogLine line) {
    ambiguous = false;
    return one(given, bytes, from, to, line)
        || one(shown, bytes, from, to, line)
        || any(stamped, bytes, from, to, pid, line)
        || any(bare, bytes, from, to, pid, line);
  }

  private boolean any(
      List<LinePrefix> prefixes, byte[] bytes, int from, int to, long pid, LogLine line) {
    int readings = 0;
    for (LinePrefix prefix : prefixes) {
      LogLine into = readings == 0 ? line : other;
      if (prefix.match(bytes, from, to, into, stamp) == 0
          || pid > 0 && into.pid > 0 && pid != into.pid) {
        continue;
      }
      ambiguous |= prefix.ambiguous();
      if (readings++ > 0) {
        agree(line);
      }
      if (prefix.escapes() > 1 && nobody(bytes, into)) {
        shown = prefix;
      }
    }
    if (readings > 0 && ambiguous) {
      forget(line);
    }
    return readings > 0;
  }

  private boolean one(@Nullable LinePrefix prefix, byte[] bytes, int from, int to, LogLine line) {
    if (prefix == null || prefix.match(bytes, from, to, line, stamp) == 0) {
      return false;
    }
    ambiguous = prefix.ambiguous();
    if (ambiguous) {
      forget(line);
    }
    return true;
  }

  /** Whether the names are those of a process without a client, and are there. */
  private static boolean nobody(byte[] bytes, LogLine line) {
    return line.userFrom > 0
        && line.databaseFrom > 0
        && none(bytes, line.userFrom, line.userTo)
        && none(bytes, line.databaseFrom, line.databaseTo);
  }

  private static boolean none(byte[] bytes, int from, int to) {
    return from == to || Ascii.equals(bytes, from, to, UNKNOWN);
  }

  private static void forget(LogLine line) {
    line.userTo = line.userFrom;
    line.databaseTo = line.databaseFrom;
    line.hostTo = line.hostFrom;
  }

  /** Keeps of a reading what the other one has too. */
  private void agree(LogLine line) {
    line.contested |= other.contested || line.messageFrom != other.messageFrom;
    if (line.userFrom != other.userFrom || line.userTo != other.userTo) {
      ambiguous |= line.userFrom < line.userTo || other.userFrom < other.userTo;
      line.userTo = line.userFrom;
    }
    if (line.databaseFrom != other.databaseFrom || line.databaseTo != other.databaseTo) {
      ambiguous |= line.databaseFrom < line.databaseTo || other.databaseFrom < other.databaseTo;
      line.databaseTo = line.databaseFrom;
    }
    if (line.hostFrom != other.hostFrom || line.hostTo != other.hostTo) {
      ambiguous |= line.hostFrom < line.hostTo || other.hostFrom < other.hostTo;
      line.hostTo = line.hostFrom;
    }
  }
}
