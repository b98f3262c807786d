package dwell.format.utmp;

import dwell.format.LogFormat;
import dwell.format.LogParser;
import dwell.format.ParseContext;
import dwell.format.sqlite.Database;
import dwell.format.sqlite.PageParser;
import dwell.record.RecordCutter;

/** An SQLite database of logins, read page by page. */
abstract class LoginDatabase implements LogFormat {
  @Override
  public final boolean lines() {
    return false;
  }

  @Override
  public final RecordCutter cutter(ParseContext context) {
    return Database.cutter();
  }

  @Override
  public final LogParser parser(ParseContext context) {
    return new PageParser(rows(context), context.faults());
  }

  /** What makes events of the table's rows. */
  abstract DatabaseRows rows(ParseContext context);
}
