package dwell.format.postgresql;

import dwell.event.Dataset;
import dwell.event.EventBatch;
import dwell.event.Field;
import dwell.event.Flag;
import dwell.event.TextCoding;
import dwell.format.ArtifactHost;
import dwell.format.LogParser;
import dwell.format.ParseContext;
import dwell.format.Sample;
import dwell.record.Chunk;
import dwell.record.Lines;
import dwell.time.RowClock;
import dwell.time.Stamp;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes rows of the text log. */
final class TextParser implements LogParser {
  private final LogLine parts = new LogLine();
  private final Stamp stamp = new Stamp();
  private final ServerMessages messages;
  private final RowClock clock;
  private final ArtifactHost host;
  private final Optional<String> given;
  private @Nullable LinePrefix prefix;
  private boolean tabless;

  TextParser(ParseContext context) {
    clock = new RowClock(context.clocks().of("postgresql", context.artifact().host()));
    host = new ArtifactHost(context);
    messages = new ServerMessages(host);
    given = context.prefix();
  }

  @Override
  public void parse(Chunk chunk, EventBatch batch) {
    byte[] bytes = chunk.bytes();
    int to = chunk.to();
    if (prefix == null) {
      prefix = prefix(bytes, to);
      tabless = tabless(bytes, Math.min(to, Sample.SIZE));
    }
    int line = 0;
    for (int at = 0; at < to; ) {
      int end = recordEnd(bytes, at, to);
      row(chunk, batch, at, end, line);
      line += Lines.count(bytes, at, end);
      at = end;
    }
  }

  /** The prefix that was told, unless no line of the file's beginning has it. */
  private @Nullable LinePrefix prefix(byte[] bytes, int to) {
    int end = Math.min(to, Sample.SIZE);
    if (given.isPresent()) {
      LinePrefix told = new LinePrefix(given.get());
      for (int at = 0; at < end; at = Lines.end(bytes, at, to)) {
        if (told.match(bytes, at, Lines.trim(bytes, at, Lines.end(bytes, at, to)), parts, stamp)
            > 0) {
          return told;
        }
      }
    }
    PrefixInference.Found found = PrefixInference.find(bytes, 0, end);
    return found == null ? given.map(LinePrefix::new).orElse(null) : found.prefix();
  }

  private static boolean tabless(byte[] bytes, int to) {
    for (int at = 0; at < to; at = Lines.end(bytes, at, to)) {
      if (bytes[at] == '\t') {
        return false;
      }
    }
    return true;
  }

  private int recordEnd(byte[] bytes, int from, int to) {
    int at = from;
    while (at < to && (bytes[at] == '\n' || bytes[at] == '\r')) {
      at++;
    }
    int end = Lines.end(bytes, at, to);
    boolean open = end < to && holdsStatement(bytes, at, Lines.trim(bytes, at, end));
    while (end < to) {
      boolean goesOn = bytes[end] == '\t' || bytes[end] == '\n' || bytes[end] == '\r';
      // Editors and collectors make spaces of tabs, and no prefix begins with one.
      boolean may = open && (tabless || bytes[end] == ' ');
      if (!goesOn && !(may && !begins(bytes, end, to))) {
        return end;
      }
      end = Lines.end(bytes, end, to);
    }
    return end;
  }

  private boolean begins(byte[] bytes, int at, int to) {
    return prefix != null
        && prefix.match(bytes, at, Lines.trim(bytes, at, Lines.end(bytes, at, to)), parts, stamp)
            > 0;
  }

  /** Whether the line's message has text of clients, which may have several lines. */
  private boolean holdsStatement(byte[] bytes, int at, int to) {
    if (prefix == null || prefix.match(bytes, at, to, parts, stamp) == 0) {
      return false;
    }
    return parts.severity.further() || StatementMessage.concerns(bytes, parts.messageFrom, to);
  }

  private void row(Chunk chunk, EventBatch batch, int from, int end, int line) {
    byte[] bytes = chunk.bytes();
    batch.next(from, end, line, 0);
    host.set(batch);
    batch.dataset(Dataset.POSTGRESQL);
    int start = from;
    while (start < end && (bytes[start] == '\n' || bytes[start] == '\r')) {
      start++;
    }
    int to = end;
    while (to > start && (bytes[to - 1] == '\n' || bytes[to - 1] == '\r')) {
      to--;
    }
    LinePrefix read = prefix;
    int matched = read == null ? 0 : read.match(bytes, start, to, parts, stamp);
    if (read == null || matched == 0) {
      batch.text(Field.MESSAGE, start, to, TextCoding.TAB_CONTINUED);
      batch.words(bytes, start, to);
      if (chunk.continued() && from == 0) {
        batch.flag(Flag.TRUNCATED);
      }
      return;
    }
    if (read.ambiguous()) {
      batch.flag(Flag.AMBIGUOUS_TEXT);
      parts.userTo = parts.userFrom;
      parts.databaseTo = parts.databaseFrom;
      parts.hostTo = parts.hostFrom;
    }
    verboseState(bytes);
    parts.coding = TextCoding.TAB_CONTINUED;
    parts.recordFrom = from;
    parts.recordTo = end;
    parts.recordLine = line;
    messages.put(batch, parts, clock, matched == 2 ? stamp : null);
  }

  /** {@code log_error_verbosity = verbose} puts the SQLSTATE in front of the message. */
  private void verboseState(byte[] bytes) {
    int from = parts.messageFrom;
    if (!parts.severity.further()
        && from + 7 <= parts.messageTo
        && bytes[from + 5] == ':'
        && bytes[from + 6] == ' '
        && SqlState.is(bytes, from, from + 5)) {
      parts.stateFrom = from;
      parts.stateTo = from + 5;
      parts.messageFrom = from + 7;
    }
  }
}
