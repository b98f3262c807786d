package dwell.format.journal;

import dwell.format.LogFormat;
import dwell.format.LogParser;
import dwell.format.ParseContext;
import dwell.format.Sample;
import dwell.format.journal.JournalWalk.After;
import dwell.record.Ascii;
import dwell.record.RecordCutter;

/**
 * A journal as journald keeps it ({@code *.journal}, {@code *.journal~}; systemd's {@code
 * docs/JOURNAL_FILE_FORMAT.md} and {@code journal-def.h}), read in the order of the file and not by
 * its own tables: so a file that was not closed, is damaged or ends early gives what is left of it.
 *
 * <p>An entry is one record, with the objects that were written for it since the entry before. See
 * {@link JournalWalk} for what else is a record.
 */
public final class JournalFile implements LogFormat {
  @Override
  public String id() {
    return "journal";
  }

  @Override
  public String title() {
    return "systemd journal";
  }

  @Override
  public String recognisedBy() {
    return "the signature LPKSHHRH";
  }

  @Override
  public int recognise(Sample sample) {
    byte[] bytes = sample.bytes();
    return Ascii.startsWith(bytes, 0, bytes.length, JournalHeader.SIGNATURE) ? 100 : 0;
  }

  /** Entries name data that stands anywhere before them. */
  @Override
  public boolean lines() {
    return false;
  }

  @Override
  public RecordCutter cutter(ParseContext context) {
    JournalWalk walk = new JournalWalk(context.limits(), (bytes, at, size) -> {});
    return (bytes, from, to, end) -> {
      if (end) {
        return to;
      }
      int cut = from;
      while (cut < to) {
        int next = walk.next(bytes, cut, to, After.UNKNOWN);
        if (next < 0) {
          return cut;
        }
        cut = next;
      }
      return cut;
    };
  }

  @Override
  public LogParser parser(ParseContext context) {
    return new JournalParser(context);
  }
}
