package dwell.format.postgresql;

import dwell.format.LogFormat;
import dwell.format.LogParser;
import dwell.format.ParseContext;
import dwell.format.Sample;
import dwell.record.Lines;
import dwell.record.RecordCutter;

/**
 * PostgreSQL's {@code csvlog}: 22 columns in version 8.4, 23 from 9.0, 24 from 13, 26 from 14.
 *
 * <p>Not splittable: what an error says of an earlier record's statement is put there.
 */
public final class CsvLog implements LogFormat {
  @Override
  public String id() {
    return "postgresql.csv";
  }

  @Override
  public String title() {
    return "PostgreSQL server log (csvlog)";
  }

  @Override
  public String recognisedBy() {
    return "CSV records of a stamp with its zone, then at least 22 columns with a severity in the 12th";
  }

  @Override
  public int recognise(Sample sample) {
    byte[] bytes = sample.bytes();
    CsvRecord record = new CsvRecord();
    int at = 0;
    for (int lines = 0; at < bytes.length && lines < 200; lines++) {
      int end =
          record.begins(bytes, at, bytes.length)
              ? record.end(bytes, at, bytes.length, true)
              : Lines.end(bytes, at, bytes.length);
      if (record.begins(bytes, at, bytes.length) && CsvParser.fits(record, bytes, at, end)) {
        return 95;
      }
      at = end;
    }
    return 0;
  }

  @Override
  public RecordCutter cutter(ParseContext context) {
    CsvRecord record = new CsvRecord();
    return (bytes, from, to, end) -> {
      if (end) {
        return to;
      }
      int cut = from;
      while (true) {
        int next = record.end(bytes, cut, to, false);
        if (next < 0) {
          return cut;
        }
        cut = next;
      }
    };
  }

  @Override
  public LogParser parser(ParseContext context) {
    return new CsvParser(context);
  }
}
