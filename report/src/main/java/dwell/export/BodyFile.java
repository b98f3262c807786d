package dwell.export;

import dwell.event.Event;
import dwell.event.Field;
import java.io.IOException;
import java.io.Writer;

/**
 * The Sleuth Kit's body file 3.x: {@code
 * MD5|name|inode|mode|UID|GID|size|atime|mtime|ctime|crtime}, whole seconds since 1970. Source:
 * wiki.sleuthkit.org, "Body file". The record's text stands in the name, its time in mtime.
 */
final class BodyFile implements EventExporter {
  static final int FIELDS = 11;

  private static final char SEPARATOR = '|';

  @Override
  public String id() {
    return "bodyfile";
  }

  @Override
  public String description() {
    return "events as a body file, for mactime of the Sleuth Kit";
  }

  @Override
  public ExportTally write(EventStream events, EventTags tags, Writer out) throws IOException {
    ExportTally tally = new ExportTally();
    for (Event event = events.next(); event != null; event = events.next()) {
      String trouble = ExportText.timeTrouble(event);
      if (trouble != null) {
        tally.left(trouble);
        continue;
      }
      long seconds = ExportText.instant(event).getEpochSecond();
      if (seconds <= 0) {
        tally.left("of 1970-01-01 or before: zero stands for no time");
        continue;
      }
      out.write("0|" + name(event) + "|0|0|0|0|0|0|" + seconds + "|0|0\n");
      tally.wrote();
    }
    out.flush();
    return tally;
  }

  private static String name(Event event) {
    String host = event.text(Field.HOST);
    return ExportText.field(
        "["
            + event.dataset().id()
            + "] "
            + event.id()
            + (host == null ? "" : " " + host)
            + ": "
            + ExportText.body(event),
        SEPARATOR);
  }
}
