package dwell.format;

import dwell.event.ArtifactKey;
import dwell.event.Event;
import dwell.event.EventBatch;
import dwell.event.EventTime.Basis;
import dwell.pattern.MessageMatcher;
import dwell.record.Chunk;
import dwell.record.Lines;
import dwell.record.RecordCutter;
import dwell.record.RecordLimits;
import dwell.time.HostClock;
import dwell.time.HostClocks;
import dwell.time.InferredYears;
import dwell.time.YearInference;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Bytes to events with one format, for tests: cuts and parses as the reader of artifacts does,
 * every chunk of a splittable format with a parser of its own.
 *
 * <pre>{@code
 * List<Event> events = Parsed.with(new SyslogFormat()).zone("Europe/Berlin").events("Sep 19 …\n");
 * }</pre>
 */
public final class Parsed {
  private final LogFormat format;
  private String host = "web01";
  private String path = "var/log/test.log";
  private HostClocks clocks = new HostClocks(Map.of(), HostClock.ASSUMED_UTC);
  private YearInference years =
      InferredYears.before(
          Instant.parse("2026-09-19T12:00:00Z"), ZoneOffset.UTC, "the file's own time");
  private Supplier<MessageMatcher> messages = () -> (b, pf, pt, mf, mt, batch) -> false;
  private Optional<String> prefix = Optional.empty();
  private RecordLimits limits = RecordLimits.DEFAULT;
  private final List<String> faults = new ArrayList<>();

  private Parsed(LogFormat format) {
    this.format = format;
  }

  public static Parsed with(LogFormat format) {
    return new Parsed(format);
  }

  /** The artifact's host; {@code web01} unless told. */
  public Parsed host(String name) {
    host = name;
    return this;
  }

  /** The artifact's path; {@code var/log/test.log} unless told. */
  public Parsed path(String value) {
    path = value;
    return this;
  }

  /** The zone of the artifact's host, from its files; unless told, UTC is assumed. */
  public Parsed zone(String id) {
    return clocks(
        new HostClocks(
            Map.of(host, new HostClock(ZoneId.of(id), Basis.HOST)), HostClock.ASSUMED_UTC));
  }

  public Parsed clocks(HostClocks value) {
    clocks = value;
    return this;
  }

  /** The year that the analyst gave. */
  public Parsed year(int year) {
    return years(InferredYears.given(year));
  }

  /** By default the file's own time is 2026-09-19. */
  public Parsed years(YearInference value) {
    years = value;
    return this;
  }

  /** The catalogue; unless told, no message is known. */
  public Parsed messages(Supplier<MessageMatcher> value) {
    messages = value;
    return this;
  }

  public Parsed prefix(String value) {
    prefix = Optional.of(value);
    return this;
  }

  public Parsed limits(int chunkBytes, int recordBytes) {
    limits = new RecordLimits(chunkBytes, recordBytes);
    return this;
  }

  /** What the parsers told of bytes that they could not read. */
  public List<String> faults() {
    return faults;
  }

  public List<Event> events(String text) {
    return events(text.getBytes(StandardCharsets.UTF_8));
  }

  /** The events of a whole file. */
  public List<Event> events(byte[] file) {
    ParseContext context =
        new ParseContext(
            ArtifactKey.of(host, path, host + '/' + path),
            clocks,
            years,
            messages,
            prefix,
            limits,
            (offset, cause) -> faults.add(offset + ": " + cause));
    List<Event> events = new ArrayList<>();
    EventBatch batch =
        new EventBatch(full -> {
          for (int row = 0; row < full.size(); row++) {
            events.add(full.event(row, context.artifact()));
          }
        });
    RecordCutter cutter = format.cutter(context);
    LogParser parser = format.parser(context);
    int from = 0;
    long line = 1;
    boolean continued = false;
    while (from < file.length) {
      int to = Math.min(file.length, from + limits.chunkBytes());
      int cut = cutter.cut(file, from, to, to == file.length);
      boolean parted = cut == from;
      int end = parted ? to : cut;
      byte[] bytes = Arrays.copyOfRange(file, from, end);
      Chunk chunk =
          new Chunk(
              bytes,
              bytes.length,
              from,
              format.lines() ? line : 0,
              cutter.state(),
              continued,
              end == file.length);
      batch.chunk(bytes, chunk.offset(), chunk.firstLine());
      (format.splittable() ? format.parser(context) : parser).parse(chunk, batch);
      batch.flush();
      line += Lines.count(bytes, 0, bytes.length);
      continued = parted;
      from = end;
    }
    return events;
  }
}
