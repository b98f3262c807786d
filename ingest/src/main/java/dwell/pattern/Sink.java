package dwell.pattern;

import dwell.event.EventBatch;
import dwell.event.Field;
import dwell.event.TextCoding;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Puts what a capture holds into a row.
 *
 * @param slot number of the capture in its shape
 * @param field null where the kind needs none
 * @param pairs the sinks of {@code KEY=value} pairs; empty but for {@link Kind#PAIRS}
 */
record Sink(int slot, Kind kind, @Nullable Field field, List<Pair> pairs) {
  // OpenSSH (packet.c, ssh_remote_ipaddr) writes this word where there is no far side's address; it
  // is
  // no host's name.
  private static final byte[] UNKNOWN = {'U', 'N', 'K', 'N', 'O', 'W', 'N'};

  // More digits may not fit a long.
  private static final int MAX_DIGITS = 18;

  // net/netfilter/nf_log_syslog.c, after PROTO=
  private static final byte[][] TRANSPORTS =
      names("TCP", "UDP", "UDPLITE", "ICMP", "ICMPv6", "SCTP");
  private static final byte[][] LOWER_TRANSPORTS =
      names("tcp", "udp", "udplite", "icmp", "icmpv6", "sctp");

  private static byte[][] names(String... names) {
    return Arrays.stream(names)
        .map(name -> name.getBytes(StandardCharsets.US_ASCII))
        .toArray(byte[][]::new);
  }

  enum Kind {
    KEYWORD,
    /** A keyword whose parts are looked for too. */
    PATH,
    TEXT,
    NUMBER,
    ADDRESS,
    /** No field: words to be searched. */
    WORDS,
    PAIRS,
    /** The file says that nobody searches for it. */
    NOTHING
  }

  /** The sink of one name of {@code KEY=value}. */
  record Pair(byte[] key, Sink value) {}

  static Sink of(int slot, Piece.Capture capture) {
    Field field = capture.field();
    List<Pair> pairs =
        capture.pairs().isEmpty()
            ? List.of()
            : capture.pairs().stream()
                .map(pair -> new Pair(pair.key(), of(slot, pair.value())))
                .toList();
    Kind kind;
    if (capture.type() == CaptureType.PAIRS) {
      kind = Kind.PAIRS;
    } else if (field == null) {
      kind = capture.name().startsWith("_") ? Kind.NOTHING : Kind.WORDS;
    } else {
      kind =
          switch (field.kind()) {
            case KEYWORD, LIST -> capture.type() == CaptureType.PATH ? Kind.PATH : Kind.KEYWORD;
            case TEXT -> Kind.TEXT;
            case NUMBER, INSTANT -> Kind.NUMBER;
            case ADDRESS -> Kind.ADDRESS;
          };
    }
    return new Sink(slot, kind, field, pairs);
  }

  /** Sets the field of the current row to {@code bytes[from, to)}, which is not empty. */
  void set(byte[] bytes, int from, int to, EventBatch batch) {
    switch (kind) {
      case KEYWORD -> keyword(bytes, from, to, batch);
      case PATH -> {
        batch.keyword(target(), bytes, from, to);
        batch.words(bytes, from, to);
      }
      case TEXT -> {
        batch.text(target(), from, to, TextCoding.RAW);
        batch.words(bytes, from, to);
      }
      case NUMBER -> number(bytes, from, to, batch);
      case ADDRESS -> address(bytes, from, to, batch);
      case WORDS -> batch.words(bytes, from, to);
      case PAIRS -> pairs(bytes, from, to, batch);
      case NOTHING -> {}
    }
  }

  /** A transport gets the name that ECS gives it: the kernel's in lower case. */
  private void keyword(byte[] bytes, int from, int to, EventBatch batch) {
    if (field == Field.TRANSPORT) {
      for (int i = 0; i < TRANSPORTS.length; i++) {
        if (Arrays.equals(bytes, from, to, TRANSPORTS[i], 0, TRANSPORTS[i].length)) {
          batch.keyword(Field.TRANSPORT, LOWER_TRANSPORTS[i], 0, LOWER_TRANSPORTS[i].length);
          return;
        }
      }
    }
    if (field == Field.SOURCE_DOMAIN && written(bytes, from, to)) {
      // Daemons write the address again where the far side's name was not found.
      return;
    }
    batch.keyword(target(), bytes, from, to);
  }

  /** Whether it is an address: no host's name has a colon, or a last label of digits. */
  private static boolean written(byte[] bytes, int from, int to) {
    boolean digits = true;
    for (int i = from; i < to; i++) {
      if (bytes[i] == ':') {
        return true;
      }
      digits &= bytes[i] == '.' || bytes[i] >= '0' && bytes[i] <= '9';
    }
    return digits;
  }

  private Field target() {
    Field target = field;
    if (target == null) {
      throw new IllegalStateException(kind + " without a field");
    }
    return target;
  }

  /**
   * A host name where an address was looked for is the far side's name; elsewhere it stays a word.
   */
  private void address(byte[] bytes, int from, int to, EventBatch batch) {
    if (batch.address(target(), bytes, from, to)) {
      return;
    }
    if (field != Field.SOURCE_IP) {
      batch.words(bytes, from, to);
    } else if (!Arrays.equals(bytes, from, to, UNKNOWN, 0, UNKNOWN.length)) {
      batch.keyword(Field.SOURCE_DOMAIN, bytes, from, to);
    }
  }

  /** A number that no 64 bits can hold stays a word. */
  private void number(byte[] bytes, int from, int to, EventBatch batch) {
    long value = 0;
    for (int i = from; i < to; i++) {
      int digit = bytes[i] - '0';
      if (digit < 0 || digit > 9 || to - from > MAX_DIGITS) {
        batch.words(bytes, from, to);
        return;
      }
      value = value * 10 + digit;
    }
    batch.number(target(), value);
  }

  /**
   * A bracket begins the packet that an ICMP error quotes (dump_ipv4_packet in nf_log_syslog.c):
   * its pairs have the same names and are not the record's own.
   */
  private void pairs(byte[] bytes, int from, int to, EventBatch batch) {
    int at = from;
    while (at < to && bytes[at] != '[') {
      int end = at;
      int equals = -1;
      while (end < to && bytes[end] != ' ') {
        if (bytes[end] == '=' && equals < 0) {
          equals = end;
        }
        end++;
      }
      if (equals >= 0 && equals + 1 < end) {
        pair(bytes, at, equals, end, batch);
      }
      at = end + 1;
    }
  }

  private void pair(byte[] bytes, int from, int equals, int to, EventBatch batch) {
    for (Pair pair : pairs) {
      byte[] key = pair.key;
      if (key.length == equals - from && ShapeProgram.at(bytes, from, equals, key)) {
        pair.value.set(bytes, equals + 1, to, batch);
        return;
      }
    }
  }
}
