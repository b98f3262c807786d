package dwell.pattern;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The slow twin of {@link ShapeMatcher}: tries every way of writing of every shape and, by plain
 * backtracking, every split of the message among its pieces. It shares nothing with the fast one
 * but the pieces.
 */
final class NaiveMatcher {
  /** A place in the message; null where the readings disagree. */
  record Span(int from, int to) {}

  /**
   * What a message was read as.
   *
   * @param spans one a capture, null where the ways of reading disagree
   */
  record Answer(Variant variant, List<@Nullable Span> spans) {}

  private static final int MAX_READINGS = 4000;

  private final List<Variant> variants;

  NaiveMatcher(Catalogue catalogue, String program) {
    variants = new ArrayList<>();
    for (Variant variant : catalogue.variants()) {
      List<String> programs = variant.shape().programs();
      if (programs.contains(program) || programs.contains("*")) {
        variants.add(variant);
      }
    }
    variants.sort(
        Comparator.comparing(Variant::yields).thenComparing(variant -> -variant.literalLength()));
  }

  /** The best shape's answer, or null where no shape fits. */
  @Nullable Answer match(String message) {
    String text = message.stripLeading().isEmpty() ? "" : stripBlanks(message);
    if (text.isEmpty()) {
      return null;
    }
    for (Variant variant : variants) {
      List<List<Span>> readings = new ArrayList<>();
      read(variant.pieces(), 0, text, 0, new ArrayList<>(), readings);
      if (!readings.isEmpty()) {
        return new Answer(variant, common(readings, text));
      }
    }
    return null;
  }

  private static String stripBlanks(String message) {
    int at = 0;
    while (at < message.length() && message.charAt(at) == ' ') {
      at++;
    }
    return message.substring(at);
  }

  private static void read(
      List<Piece> pieces,
      int piece,
      String text,
      int at,
      List<Span> spans,
      List<List<Span>> readings) {
    if (readings.size() > MAX_READINGS) {
      throw new IllegalStateException("too many readings for the slow matcher");
    }
    if (piece == pieces.size()) {
      if (at == text.length()) {
        readings.add(new ArrayList<>(spans));
      }
      return;
    }
    switch (pieces.get(piece)) {
      case Piece.Literal literal -> {
        String fixed = new String(literal.bytes(), StandardCharsets.ISO_8859_1);
        if (text.startsWith(fixed, at)) {
          read(pieces, piece + 1, text, at + fixed.length(), spans, readings);
        }
      }
      case Piece.Capture capture -> {
        boolean[] allowed = allowed(pieces, piece, capture);
        int least = capture.mayBeEmpty() || capture.open() ? 0 : 1;
        for (int end = at; end <= text.length(); end++) {
          if (end - at >= least) {
            spans.add(new Span(at, end));
            read(pieces, piece + 1, text, end, spans, readings);
            spans.removeLast();
          }
          if (end == text.length() || !allowed[text.charAt(end)]) {
            break;
          }
        }
      }
    }
  }

  /**
   * The bytes that a capture may hold where the literal next to it consists of such bytes only:
   * then the literal's byte at the capture ends it. Before the last open capture that literal is
   * the one behind, after it the one before.
   */
  private static boolean[] allowed(List<Piece> pieces, int at, Piece.Capture capture) {
    boolean[] allowed = capture.type().bytes();
    if (capture.open()) {
      return allowed;
    }
    int lastOpen = -1;
    for (int i = 0; i < pieces.size(); i++) {
      if (pieces.get(i) instanceof Piece.Capture other && other.open()) {
        lastOpen = i;
      }
    }
    boolean fromEnd = lastOpen >= 0 && at > lastOpen;
    int neighbour = fromEnd ? at - 1 : at + 1;
    if (neighbour < pieces.size() && pieces.get(neighbour) instanceof Piece.Literal literal) {
      byte[] bytes = literal.bytes();
      boolean all = true;
      for (byte b : bytes) {
        all &= allowed[b & 0xFF];
      }
      if (all) {
        allowed[bytes[fromEnd ? bytes.length - 1 : 0] & 0xFF] = false;
      }
    }
    return allowed;
  }

  private static List<@Nullable Span> common(List<List<Span>> readings, String text) {
    List<@Nullable Span> out = new ArrayList<>(readings.getFirst());
    for (List<Span> reading : readings) {
      for (int i = 0; i < out.size(); i++) {
        Span one = out.get(i);
        Span other = reading.get(i);
        if (one != null
            && !text.substring(one.from, one.to).equals(text.substring(other.from, other.to))) {
          out.set(i, null);
        }
      }
    }
    return out;
  }
}
