package dwell.pattern;

import dwell.event.Action;
import dwell.event.Dataset;
import dwell.event.Field;
import dwell.event.Flag;
import dwell.event.Outcome;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads one catalogue file. {@code docs/catalogue.md} describes the language. */
final class CatalogueReader {
  /** How a line begins that names programs. */
  static final String PROGRAM = "program ";

  private static final int MAX_DERIVED_ID = 60;

  private final String file;
  private final List<Forms> shapes = new ArrayList<>();
  private final Map<String, List<Piece.Pair>> pairs = new HashMap<>();

  private List<String> programs = List.of();
  private @Nullable Dataset dataset;

  // The shape that is being read.
  private @Nullable String text;
  private int textLine;
  private @Nullable Meaning meaning;
  private final List<Shape.Example> examples = new ArrayList<>();

  private record Meaning(
      Action action,
      Outcome outcome,
      @Nullable String id,
      Dataset dataset,
      Map<Field, String> fixed,
      int flags) {}

  private CatalogueReader(String file) {
    this.file = file;
  }

  /**
   * The shapes of a file. Their own texts are not read yet: {@link Forms#variants} does.
   *
   * @param file its name, for errors
   * @throws CatalogueException where the text is no catalogue
   */
  static List<Forms> read(String file, String text) {
    CatalogueReader reader = new CatalogueReader(file);
    int number = 0;
    for (String line : text.lines().toList()) {
      number++;
      try {
        reader.line(line, number);
      } catch (IllegalArgumentException e) {
        throw new CatalogueException(file, number, String.valueOf(e.getMessage()));
      }
    }
    reader.endShape();
    if (reader.shapes.isEmpty()) {
      throw new CatalogueException(file, "holds no shape");
    }
    return List.copyOf(reader.shapes);
  }

  private void line(String line, int number) {
    String stripped = line.strip();
    if (stripped.isEmpty() || stripped.startsWith("#")) {
      return;
    }
    if (line.charAt(0) != ' ' && line.charAt(0) != '\t') {
      endShape();
      if (line.startsWith(PROGRAM)) {
        program(words(stripped));
      } else if (line.startsWith("pairs ")) {
        pairs(words(stripped));
      } else {
        text = line;
        textLine = number;
      }
    } else if (text == null) {
      throw new IllegalArgumentException("an indented line without a shape above it");
    } else if (stripped.startsWith("=")) {
      meaning(words(stripped.substring(1)));
    } else if (stripped.startsWith(">")) {
      String example = line.stripLeading().substring(1);
      examples.add(
          new Shape.Example(
              example.startsWith(" ") ? example.substring(1) : example, Map.of(), number));
    } else {
      expected(stripped);
    }
  }

  /** The names of a {@code program} line; none where it is faulty. */
  static List<String> programs(String line) {
    try {
      List<String> words = words(line.strip());
      return List.copyOf(words.subList(1, Math.max(1, words.indexOf("dataset"))));
    } catch (IllegalArgumentException e) {
      // The reader tells it, with the line, when the file is read.
      return List.of();
    }
  }

  private void program(List<String> words) {
    int dataset = words.indexOf("dataset");
    if (dataset < 2 || dataset != words.size() - 2) {
      throw new IllegalArgumentException("write: program NAME… dataset DATASET");
    }
    this.dataset = dataset(words.getLast());
    programs = List.copyOf(words.subList(1, dataset));
  }

  private static Dataset dataset(String id) {
    Dataset known = Dataset.of(id);
    if (known == null) {
      throw new IllegalArgumentException("no dataset " + id);
    }
    return known;
  }

  private void pairs(List<String> words) {
    if (words.size() < 4 || words.size() % 2 != 0) {
      throw new IllegalArgumentException("write: pairs TYPE KEY CAPTURE…");
    }
    if (CaptureType.of(words.get(1)) != null) {
      throw new IllegalArgumentException(words.get(1) + " is a type already");
    }
    List<Piece.Pair> read = new ArrayList<>();
    for (int i = 2; i < words.size(); i += 2) {
      byte[] key = words.get(i).getBytes(StandardCharsets.UTF_8);
      read.add(
          new Piece.Pair(key, ShapeText.capture(words.get(i + 1), null, false, true, Map.of())));
    }
    pairs.put(words.get(1), List.copyOf(read));
  }

  private void meaning(List<String> words) {
    if (meaning != null) {
      throw new IllegalArgumentException("the shape has its meaning already");
    }
    Dataset shapeDataset = dataset;
    if (shapeDataset == null) {
      throw new IllegalArgumentException("no program line above the shape");
    }
    if (words.size() < 2 || words.size() % 2 != 0) {
      throw new IllegalArgumentException("write: = ACTION OUTCOME NAME VALUE…");
    }
    Action action = Action.of(words.get(0));
    Outcome outcome = Outcome.of(words.get(1));
    if (action == null || action == Action.MESSAGE || outcome == null) {
      throw new IllegalArgumentException(
          "no action or outcome: " + words.get(0) + " " + words.get(1));
    }
    String id = null;
    int flags = 0;
    Map<Field, String> fixed = new TreeMap<>();
    for (int i = 2; i < words.size(); i += 2) {
      String name = words.get(i);
      String value = words.get(i + 1);
      switch (name) {
        case "id" -> id = value;
        case "dataset" -> shapeDataset = dataset(value);
        case "flag" -> flags |= flag(value);
        default -> fixed.put(field(name, value), value);
      }
    }
    meaning = new Meaning(action, outcome, id, shapeDataset, fixed, flags);
  }

  private static int flag(String id) {
    Flag flag = Flag.of(id);
    if (flag == null) {
      throw new IllegalArgumentException("no flag " + id);
    }
    return flag.bit();
  }

  private static Field field(String name, String value) {
    Field field = CaptureName.of(name).field();
    if (field == null || field.kind() == Field.Kind.ADDRESS) {
      throw new IllegalArgumentException("no field that a shape can set: " + name);
    }
    boolean numeric = field.kind() == Field.Kind.NUMBER || field.kind() == Field.Kind.INSTANT;
    if (numeric && !value.chars().allMatch(c -> c >= '0' && c <= '9')) {
      throw new IllegalArgumentException(name + " is a number");
    }
    return field;
  }

  private void expected(String line) {
    if (examples.isEmpty()) {
      throw new IllegalArgumentException("expected values without an example above them");
    }
    Shape.Example last = examples.removeLast();
    Map<String, String> values = new LinkedHashMap<>(last.expected());
    for (List<String> pair : columns(line)) {
      if (pair.get(1).isEmpty()) {
        throw new IllegalArgumentException("no value for " + pair.get(0));
      }
      values.put(pair.get(0), pair.get(1));
    }
    examples.add(new Shape.Example(last.message(), values, last.line()));
  }

  /** Name and value, parted by blanks; two blanks or more part the pairs. Quotes keep blanks. */
  private static List<List<String>> columns(String line) {
    List<List<String>> out = new ArrayList<>();
    int at = 0;
    while (at < line.length()) {
      int nameEnd = at;
      while (nameEnd < line.length() && line.charAt(nameEnd) != ' ') {
        nameEnd++;
      }
      String name = line.substring(at, nameEnd);
      at = skipBlanks(line, nameEnd);
      int end;
      String value;
      if (at < line.length() && line.charAt(at) == '"') {
        end = line.indexOf("\"", at + 1);
        end = end < 0 ? line.length() : end;
        value = line.substring(at + 1, end);
        end = Math.min(end + 1, line.length());
      } else {
        end = line.indexOf("  ", at);
        end = end < 0 ? line.length() : end;
        value = line.substring(at, end);
      }
      out.add(List.of(name, value));
      at = skipBlanks(line, end);
    }
    return out;
  }

  private static int skipBlanks(String line, int at) {
    int i = at;
    while (i < line.length() && line.charAt(i) == ' ') {
      i++;
    }
    return i;
  }

  private void endShape() {
    String ended = text;
    if (ended == null) {
      return;
    }
    Meaning means = meaning;
    if (means == null) {
      throw new CatalogueException(file, textLine, "the shape has no meaning (= ACTION OUTCOME …)");
    }
    if (examples.isEmpty()) {
      throw new CatalogueException(file, textLine, "the shape has no example (> …)");
    }
    Shape shape =
        new Shape(
            means.dataset().id() + "/" + (means.id() == null ? derivedId(ended) : means.id()),
            ended,
            programs,
            means.dataset(),
            means.action(),
            means.outcome(),
            means.fixed(),
            means.flags(),
            List.copyOf(examples),
            file,
            textLine);
    shapes.add(new Forms(shape, pairs));
    text = null;
    meaning = null;
    examples.clear();
  }

  /** The fixed words of the longest way of writing, for a shape that names no id. */
  private String derivedId(String ended) {
    List<ShapeText.Expansion> ways;
    try {
      ways = ShapeText.expand(ended, pairs);
    } catch (IllegalArgumentException e) {
      throw new CatalogueException(file, textLine, String.valueOf(e.getMessage()));
    }
    StringBuilder out = new StringBuilder();
    for (Piece piece : ways.getFirst().pieces()) {
      if (piece instanceof Piece.Literal literal) {
        String words = new String(literal.bytes(), StandardCharsets.UTF_8).toLowerCase(Locale.ROOT);
        for (int i = 0; i < words.length() && out.length() < MAX_DERIVED_ID; i++) {
          char c = words.charAt(i);
          boolean letter = c >= 'a' && c <= 'z' || c >= '0' && c <= '9';
          if (letter) {
            out.append(c);
          } else if (!out.isEmpty() && out.charAt(out.length() - 1) != '-') {
            out.append('-');
          }
        }
      }
    }
    return out.toString();
  }

  /** Words parted by blanks; double quotes keep blanks within a word. */
  private static List<String> words(String line) {
    List<String> out = new ArrayList<>();
    StringBuilder word = new StringBuilder();
    boolean quoted = false;
    boolean any = false;
    for (int i = 0; i <= line.length(); i++) {
      char c = i < line.length() ? line.charAt(i) : ' ';
      if (c == '"' && i < line.length()) {
        quoted = !quoted;
        any = true;
      } else if ((c == ' ' || c == '\t') && !quoted) {
        if (any) {
          out.add(word.toString());
          word.setLength(0);
          any = false;
        }
      } else {
        word.append(c);
        any = true;
      }
    }
    if (quoted) {
      throw new IllegalArgumentException("a quote is not closed");
    }
    return out;
  }
}
