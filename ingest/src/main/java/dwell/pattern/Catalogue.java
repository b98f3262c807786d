package dwell.pattern;

import dwell.event.ByteDictionary;
import dwell.event.Dataset;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The message shapes that dwell understands: those of the built-in catalogue files and those of an
 * analyst's own. Immutable; safe for use by several threads, each with a {@link #matcher} of its
 * own.
 */
public final class Catalogue {
  /** The greatest number of captures of one shape. */
  static final int MAX_CAPTURES = 32;

  /** The program name in catalogue files that stands for every program. */
  static final String ANY_PROGRAM = "*";

  private static final String FOLDER = "/dwell/catalogue/";

  /** The built-in files; their order decides nothing, shapes do not overlap. */
  private static final List<String> FILES =
      List.of(
          "pam",
          "sshd",
          "sudo",
          "su",
          "shadow",
          "cron",
          "logind",
          "systemd",
          "kernel",
          "syslogd",
          "services");

  private final List<Shape> shapes;
  private final List<Source> sources;
  private final Map<String, List<Forms>> byProgram = new LinkedHashMap<>();
  private final ByteDictionary programs = new ByteDictionary();
  private final List<String> programNames = new ArrayList<>();
  private final Map<String, Ruleset> rulesets = new ConcurrentHashMap<>();

  private Catalogue(List<Source> sources) {
    List<Shape> all = new ArrayList<>();
    Map<String, Shape> byId = new HashMap<>();
    this.sources = List.copyOf(sources);
    for (Source source : sources) {
      for (Forms forms : source.content) {
        Shape shape = forms.shape();
        Shape same = byId.put(shape.id(), shape);
        if (same != null) {
          throw new CatalogueException(
              shape.file(),
              shape.line(),
              "the id " + shape.id() + " is taken by " + same.file() + ":" + same.line());
        }
        all.add(shape);
        for (String name : shape.programs()) {
          byProgram.computeIfAbsent(name, n -> new ArrayList<>()).add(forms);
        }
      }
    }
    shapes = List.copyOf(all);
    for (String name : byProgram.keySet()) {
      byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
      programs.add(bytes, 0, bytes.length);
      programNames.add(name);
    }
  }

  private record Source(String name, String text, List<Forms> content) {
    Source(String name, String text) {
      this(name, text, CatalogueReader.read(name, text));
    }
  }

  /** The catalogue that dwell brings. */
  public static Catalogue builtIn() {
    return new Catalogue(builtInSources());
  }

  /**
   * The built-in catalogue and an analyst's files.
   *
   * @throws CatalogueException where a file cannot be read, is no catalogue, has an example that
   *     its shape does not match, or a shape that overlaps another
   */
  public static Catalogue load(List<Path> files) {
    List<Source> sources = new ArrayList<>();
    for (Path file : files) {
      try {
        sources.add(new Source(file.toString(), Files.readString(file)));
      } catch (CharacterCodingException e) {
        throw new CatalogueException(file.toString(), "is not UTF-8");
      } catch (IOException e) {
        throw new CatalogueException(file.toString(), "cannot be read: " + e.getMessage());
      }
    }
    return checked(builtInSources(), sources);
  }

  /** A catalogue of these texts alone, by name; checked as {@link #load} does. */
  static Catalogue of(Map<String, String> texts) {
    List<Source> sources = new ArrayList<>();
    texts.forEach((name, text) -> sources.add(new Source(name, text)));
    return checked(List.of(), sources);
  }

  /** The built-in files are held to the same rules, by a test. */
  private static Catalogue checked(List<Source> known, List<Source> added) {
    if (added.isEmpty()) {
      return new Catalogue(known);
    }
    Overlaps.check(variants(known), variants(added));
    List<Source> all = new ArrayList<>(known);
    all.addAll(added);
    Catalogue catalogue = new Catalogue(all);
    Examples examples = new Examples(catalogue);
    for (Source source : added) {
      examples.check(source.content.stream().map(Forms::shape).toList());
    }
    return catalogue;
  }

  private static List<Variant> variants(List<Source> sources) {
    return sources.stream()
        .flatMap(source -> source.content.stream())
        .flatMap(forms -> forms.variants().stream())
        .toList();
  }

  private static List<Source> builtInSources() {
    List<Source> sources = new ArrayList<>();
    for (String name : FILES) {
      String file = name + ".catalogue";
      try (InputStream in = Catalogue.class.getResourceAsStream(FOLDER + file)) {
        if (in == null) {
          throw new CatalogueException(file, "is missing from this build");
        }
        sources.add(new Source(file, new String(in.readAllBytes(), StandardCharsets.UTF_8)));
      } catch (IOException e) {
        throw new CatalogueException(file, "cannot be read: " + e.getMessage());
      }
    }
    return sources;
  }

  /** All shapes, in the order of their files. */
  public List<Shape> shapes() {
    return shapes;
  }

  /** All ways of writing all shapes. */
  List<Variant> variants() {
    return byProgram.values().stream()
        .flatMap(List::stream)
        .distinct()
        .flatMap(forms -> forms.variants().stream())
        .toList();
  }

  /** The shape of that {@code dwell.shape}, or null where there is none. */
  public @Nullable Shape shape(String id) {
    for (Shape shape : shapes) {
      if (shape.id().equals(id)) {
        return shape;
      }
    }
    return null;
  }

  /** SHA-256 of each file by its name, in hexadecimal: what a case was read with. */
  public Map<String, String> digests() {
    Map<String, String> digests = new LinkedHashMap<>();
    for (Source source : sources) {
      digests.put(source.name, sha256(source.text));
    }
    return digests;
  }

  /** A matcher for one thread. */
  public MessageMatcher matcher() {
    return new ShapeMatcher(this);
  }

  /**
   * What the program of that name may write; an absolute path counts by its last part. Allocates
   * only the first time that a known program is asked for.
   */
  Ruleset ruleset(byte[] name, int from, int to) {
    int base = from;
    if (from < to && name[from] == '/') {
      for (int i = from; i < to; i++) {
        if (name[i] == '/') {
          base = i + 1;
        }
      }
    }
    int code = programs.find(name, base, to);
    String program = code < 0 ? ANY_PROGRAM : programNames.get(code);
    Ruleset known = rulesets.get(program);
    return known != null ? known : rulesets.computeIfAbsent(program, this::compile);
  }

  private Ruleset compile(String program) {
    List<Variant> all = new ArrayList<>(variants(ANY_PROGRAM));
    if (program.equals(ANY_PROGRAM)) {
      return new Ruleset(all, null);
    }
    all.addAll(variants(program));
    return new Ruleset(all, dataset(program));
  }

  private List<Variant> variants(String program) {
    List<Variant> variants = new ArrayList<>();
    for (Forms forms : byProgram.getOrDefault(program, List.of())) {
      variants.addAll(forms.variants());
    }
    return variants;
  }

  /** The dataset that most shapes of the program have. */
  private @Nullable Dataset dataset(String program) {
    Map<Dataset, Integer> counts = new EnumMap<>(Dataset.class);
    for (Shape shape : shapes) {
      if (shape.programs().contains(program)) {
        counts.merge(shape.dataset(), 1, Integer::sum);
      }
    }
    return counts.entrySet().stream()
        .max(Map.Entry.comparingByValue())
        .map(Map.Entry::getKey)
        .orElse(null);
  }

  private static String sha256(String text) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  @Override
  public String toString() {
    return "Catalogue of "
        + shapes.size()
        + " shapes in "
        + sources.stream().map(Source::name).collect(Collectors.joining(", "));
  }
}
