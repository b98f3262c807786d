package dwell.format;

import dwell.event.ArtifactKey;
import dwell.event.Event;
import dwell.event.EventBatch;
import dwell.event.EventTime.Basis;
import dwell.record.Chunk;
import dwell.record.Lines;
import dwell.record.RecordCutter;
import dwell.record.RecordLimits;
import dwell.time.HostClock;
import dwell.time.HostClocks;
import dwell.time.YearInference;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads bytes with one format, as the reader of artifacts does, and holds it to what formats
 * promise.
 */
public final class Reading {
  private Reading() {}

  public static final String HOST = "db7";

  public static ParseContext context(String zone, Optional<String> prefix) {
    return new ParseContext(
        ArtifactKey.of(HOST, "var/log/x.log", "db7/var/log/x.log"),
        new HostClocks(Map.of(), new HostClock(ZoneId.of(zone), Basis.GIVEN)),
        noYears(),
        () -> (bytes, programFrom, programTo, messageFrom, messageTo, batch) -> false,
        prefix,
        RecordLimits.DEFAULT,
        (offset, cause) -> {});
  }

  /** The events of a file, read in UTC. */
  public static List<Event> events(LogFormat format, String file) {
    return events(
        format, file.getBytes(StandardCharsets.UTF_8), context("UTC", Optional.empty()), 1 << 26);
  }

  /**
   * The events of a file that is read in pieces of at most {@code chunkBytes}, more where a record
   * is longer. Fails where a byte of the file does not lie in exactly one record.
   */
  public static List<Event> events(
      LogFormat format, byte[] file, ParseContext context, int chunkBytes) {
    List<Event> events = new ArrayList<>();
    EventBatch batch =
        new EventBatch(rows -> {
          for (int row = 0; row < rows.size(); row++) {
            events.add(rows.event(row, context.artifact()));
          }
        });
    RecordCutter cutter = format.cutter(context);
    LogParser parser = format.parser(context);
    int from = 0;
    long line = 1;
    int size = chunkBytes;
    while (from < file.length) {
      int to = Math.min(file.length, from + size);
      int cut = cutter.cut(file, from, to, to == file.length);
      if (cut == from) {
        size *= 2;
        continue;
      }
      byte[] bytes = Arrays.copyOfRange(file, from, cut);
      batch.chunk(bytes, from, line);
      parser.parse(
          new Chunk(bytes, bytes.length, from, line, cutter.state(), false, cut == file.length),
          batch);
      batch.flush();
      line += Lines.count(bytes, 0, bytes.length);
      from = cut;
      size = chunkBytes;
    }
    whole(file, events);
    return events;
  }

  private static void whole(byte[] file, List<Event> events) {
    long end = 0;
    long begin = -1;
    for (Event event : events) {
      long offset = event.place().offset();
      if (offset == begin) {
        continue;
      }
      if (offset != end) {
        throw new AssertionError(
            "a record begins at " + offset + ", the one before ends at " + end);
      }
      begin = offset;
      end = offset + event.place().length();
    }
    if (end != file.length) {
      throw new AssertionError("the last record ends at " + end + " of " + file.length);
    }
  }

  /** No format that is read here asks for a year. */
  private static YearInference noYears() {
    return (YearInference)
        java.lang.reflect.Proxy.newProxyInstance(
            YearInference.class.getClassLoader(),
            new Class<?>[] {YearInference.class},
            (proxy, method, arguments) -> {
              throw new AssertionError(
                  "a format with years in its stamps asked for " + method.getName());
            });
  }
}
