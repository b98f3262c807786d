package dwell.pattern;

import dwell.event.Field;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Reads the text of a shape and writes out its optional parts and alternatives. {@code
 * docs/catalogue.md} describes the language.
 */
final class ShapeText {
  /** A shape of more ways of writing is several shapes. */
  private static final int MAX_VARIANTS = 512;

  private final String text;
  private final Map<String, List<Piece.Pair>> pairs;
  private int at;

  private ShapeText(String text, Map<String, List<Piece.Pair>> pairs) {
    this.text = text;
    this.pairs = pairs;
  }

  /** A sequence of pieces and the fields that its chosen alternatives set. */
  record Expansion(List<Piece> pieces, Map<Field, String> constants) {
    Expansion then(Expansion next) {
      List<Piece> joined = new ArrayList<>(pieces);
      joined.addAll(next.pieces);
      Map<Field, String> both = new TreeMap<>(constants);
      both.putAll(next.constants);
      return new Expansion(joined, both);
    }
  }

  /**
   * All ways of writing the shape, neighbouring literals joined.
   *
   * @throws IllegalArgumentException with the cause, where the text is no shape
   */
  static List<Expansion> expand(String text, Map<String, List<Piece.Pair>> pairs) {
    ShapeText reader = new ShapeText(text, pairs);
    List<Expansion> ways = reader.sequence(false);
    List<Expansion> joined = new ArrayList<>(ways.size());
    for (Expansion way : ways) {
      List<Piece> pieces = join(way.pieces());
      check(pieces);
      joined.add(new Expansion(pieces, way.constants()));
    }
    return joined;
  }

  private List<Expansion> sequence(boolean inside) {
    List<Expansion> ways = List.of(new Expansion(List.of(), Map.of()));
    ByteArrayOutputStream literal = new ByteArrayOutputStream();
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == ']') {
        if (!inside) {
          throw new IllegalArgumentException("] without [ ; write \\] for the character itself");
        }
        break;
      }
      if (c == '[' || c == '{') {
        at++;
        ways = cross(ways, literal(literal));
        ways = cross(ways, c == '[' ? optional() : braces());
        continue;
      }
      if (c == '}') {
        throw new IllegalArgumentException("} without { ; write \\} for the character itself");
      }
      literal.writeBytes(character());
    }
    return cross(ways, literal(literal));
  }

  /** The next character as UTF-8; a backslash makes the one behind it mean itself. */
  private byte[] character() {
    if (text.charAt(at) == '\\') {
      at++;
      if (at == text.length()) {
        throw new IllegalArgumentException("nothing behind the last backslash");
      }
      if (text.charAt(at) == 't') {
        at++;
        return new byte[] {'\t'};
      }
    }
    int codePoint = text.codePointAt(at);
    at += Character.charCount(codePoint);
    return Character.toString(codePoint).getBytes(StandardCharsets.UTF_8);
  }

  private static List<Expansion> literal(ByteArrayOutputStream bytes) {
    List<Piece> pieces =
        bytes.size() == 0 ? List.of() : List.of(new Piece.Literal(bytes.toByteArray()));
    bytes.reset();
    return List.of(new Expansion(pieces, Map.of()));
  }

  private List<Expansion> optional() {
    List<Expansion> ways = new ArrayList<>(sequence(true));
    if (at == text.length()) {
      throw new IllegalArgumentException("[ without ]");
    }
    at++;
    ways.add(new Expansion(List.of(), Map.of()));
    return ways;
  }

  private List<Expansion> braces() {
    int start = at;
    int depth = 0;
    List<String> options = new ArrayList<>();
    for (; at < text.length() && (depth > 0 || text.charAt(at) != '}'); at++) {
      switch (text.charAt(at)) {
        case '\\' -> at++;
        case '{', '[' -> depth++;
        case '}', ']' -> depth--;
        case '|' -> {
          if (depth == 0) {
            options.add(text.substring(start, at));
            start = at + 1;
          }
        }
        default -> {}
      }
    }
    if (at >= text.length()) {
      throw new IllegalArgumentException("{ without }");
    }
    options.add(text.substring(start, at));
    at++;
    String first = options.getFirst();
    int name = first.indexOf('=');
    boolean named = name > 0 && isName(first.substring(0, name));
    if (named) {
      options.set(0, first.substring(name + 1));
      return named(first.substring(0, name), options);
    }
    if (options.size() == 1) {
      return List.of(new Expansion(List.of(capture(first)), Map.of()));
    }
    List<Expansion> ways = new ArrayList<>();
    for (String option : options) {
      ways.addAll(new ShapeText(option, pairs).sequence(false));
    }
    return ways;
  }

  private static boolean isName(String text) {
    return text.chars().allMatch(c -> c >= 'a' && c <= 'z' || c == '-' || c == '.' || c == '_');
  }

  /** {@code {name=one|other}}: fixed words that are a field's value. */
  private List<Expansion> named(String name, List<String> options) {
    Field field = CaptureName.of(name).field();
    if (field == null || field.kind() != Field.Kind.KEYWORD) {
      throw new IllegalArgumentException("{" + name + "=…}: no keyword field of that name");
    }
    List<Expansion> ways = new ArrayList<>();
    for (String option : options) {
      for (Expansion way : new ShapeText(option, pairs).sequence(false)) {
        StringBuilder value = new StringBuilder();
        for (Piece piece : way.pieces()) {
          if (!(piece instanceof Piece.Literal literal)) {
            throw new IllegalArgumentException("{" + name + "=…} holds fixed words only");
          }
          value.append(new String(literal.bytes(), StandardCharsets.UTF_8));
        }
        ways.add(
            new Expansion(
                way.pieces(), value.isEmpty() ? Map.of() : Map.of(field, value.toString())));
      }
    }
    return ways;
  }

  private Piece.Capture capture(String inner) {
    String rest = inner;
    boolean farSide = rest.endsWith("~");
    if (farSide) {
      rest = rest.substring(0, rest.length() - 1);
    }
    boolean mayBeEmpty = rest.endsWith("?");
    if (mayBeEmpty) {
      rest = rest.substring(0, rest.length() - 1);
    }
    int colon = rest.indexOf(':');
    return capture(
        colon < 0 ? rest : rest.substring(0, colon),
        colon < 0 ? null : rest.substring(colon + 1),
        farSide,
        mayBeEmpty,
        pairs);
  }

  /** A capture of that name; its type by the name where {@code typeId} is null. */
  static Piece.Capture capture(
      String name,
      @Nullable String typeId,
      boolean farSide,
      boolean mayBeEmpty,
      Map<String, List<Piece.Pair>> pairs) {
    if (name.isEmpty()) {
      throw new IllegalArgumentException("a capture needs a name");
    }
    CaptureName known = CaptureName.of(name);
    CaptureType type = farSide ? CaptureType.TEXT : known.type();
    List<Piece.Pair> read = List.of();
    if (typeId != null) {
      CaptureType stated = CaptureType.of(typeId);
      if (stated != null && stated != CaptureType.PAIRS) {
        type = stated;
      } else if (pairs.containsKey(typeId)) {
        type = CaptureType.PAIRS;
        read = pairs.getOrDefault(typeId, List.of());
      } else {
        throw new IllegalArgumentException(
            "no type "
                + typeId
                + "; types are "
                + CaptureType.ids()
                + " and the names of pairs lines");
      }
    }
    Field field = known.field();
    if (field != null) {
      boolean numeric = field.kind() == Field.Kind.NUMBER || field.kind() == Field.Kind.INSTANT;
      if (numeric != (type == CaptureType.NUMBER)
          && (numeric || field.kind() == Field.Kind.ADDRESS)) {
        throw new IllegalArgumentException(name + " cannot be of type " + type.id());
      }
    }
    return new Piece.Capture(name, field, type, farSide, mayBeEmpty, read);
  }

  private static List<Expansion> cross(List<Expansion> left, List<Expansion> right) {
    if (left.size() * right.size() > MAX_VARIANTS) {
      throw new IllegalArgumentException("more than " + MAX_VARIANTS + " ways of writing it");
    }
    List<Expansion> out = new ArrayList<>(left.size() * right.size());
    for (Expansion l : left) {
      for (Expansion r : right) {
        out.add(l.then(r));
      }
    }
    return out;
  }

  private static List<Piece> join(List<Piece> pieces) {
    List<Piece> out = new ArrayList<>();
    for (Piece piece : pieces) {
      if (piece instanceof Piece.Literal next
          && !out.isEmpty()
          && out.getLast() instanceof Piece.Literal last) {
        byte[] both = new byte[last.bytes().length + next.bytes().length];
        System.arraycopy(last.bytes(), 0, both, 0, last.bytes().length);
        System.arraycopy(next.bytes(), 0, both, last.bytes().length, next.bytes().length);
        out.set(out.size() - 1, new Piece.Literal(both));
      } else {
        out.add(piece);
      }
    }
    return List.copyOf(out);
  }

  private static void check(List<Piece> pieces) {
    boolean literal = false;
    for (int i = 0; i < pieces.size(); i++) {
      literal |= pieces.get(i) instanceof Piece.Literal;
      if (i > 0
          && pieces.get(i) instanceof Piece.Capture c
          && pieces.get(i - 1) instanceof Piece.Capture p) {
        throw new IllegalArgumentException(
            "nothing parts the captures " + p.name() + " and " + c.name());
      }
    }
    if (!literal) {
      throw new IllegalArgumentException("a shape needs a fixed word");
    }
  }
}
