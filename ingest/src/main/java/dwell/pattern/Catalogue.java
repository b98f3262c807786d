package dwell.pattern;

import dwell.event.ByteDictionary;
import dwell.event.Dataset;
import dwell.record.Ascii;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
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
          "boot",
          "directory",
          "exim",
          "sentries",
          "syslogd",
          "services",
          "dropbear",
          "ftp",
          "mail",
          "vpn",
          "remote",
          "packages",
          "init",
          "hosts",
          "webapps",
          "mailboxes",
          "voice",
          "servers");

  private final List<CatalogueFile> files;
  private final Map<String, List<CatalogueFile>> byProgram = new LinkedHashMap<>();
  private final ByteDictionary programs = new ByteDictionary();
  private final List<String> programNames = new ArrayList<>();
  private final Map<String, Ruleset> rulesets = new ConcurrentHashMap<>();
  private volatile @Nullable List<Shape> shapes;

  private Catalogue(List<CatalogueFile> files) {
    this.files = List.copyOf(files);
    for (CatalogueFile file : files) {
      for (String name : file.programs()) {
        byProgram.computeIfAbsent(name, n -> new ArrayList<>()).add(file);
      }
    }
    for (String name : byProgram.keySet()) {
      byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
      programs.add(bytes, 0, bytes.length);
      programNames.add(name);
    }
  }

  /** The catalogue that dwell brings. */
  public static Catalogue builtIn() {
    return new Catalogue(builtInFiles());
  }

  /**
   * The built-in catalogue and an analyst's files.
   *
   * @throws CatalogueException where a file cannot be read, is no catalogue, has an example that
   *     its shape does not match, or a shape that overlaps another
   */
  public static Catalogue load(List<Path> files) {
    List<CatalogueFile> read = new ArrayList<>();
    for (Path file : files) {
      try {
        read.add(new CatalogueFile(file.toString(), Files.readString(file)));
      } catch (CharacterCodingException e) {
        throw new CatalogueException(file.toString(), "is not UTF-8");
      } catch (IOException e) {
        throw new CatalogueException(file.toString(), "cannot be read: " + e.getMessage());
      }
    }
    return checked(builtInFiles(), read);
  }

  /** A catalogue of these texts alone, by name; checked as {@link #load} does. */
  static Catalogue of(Map<String, String> texts) {
    List<CatalogueFile> read = new ArrayList<>();
    texts.forEach((name, text) -> read.add(new CatalogueFile(name, text)));
    return checked(List.of(), read);
  }

  /** The built-in files are held to the same rules, by a test. */
  private static Catalogue checked(List<CatalogueFile> known, List<CatalogueFile> added) {
    if (added.isEmpty()) {
      return new Catalogue(known);
    }
    Overlaps.check(variants(known), variants(added));
    List<CatalogueFile> all = new ArrayList<>(known);
    all.addAll(added);
    Catalogue catalogue = new Catalogue(all);
    catalogue.shapes();
    Examples examples = new Examples(catalogue);
    for (CatalogueFile file : added) {
      examples.check(file.content().stream().map(Forms::shape).toList());
    }
    return catalogue;
  }

  private static List<Variant> variants(List<CatalogueFile> files) {
    return files.stream()
        .flatMap(file -> file.content().stream())
        .flatMap(forms -> forms.variants().stream())
        .toList();
  }

  private static List<CatalogueFile> builtInFiles() {
    List<CatalogueFile> read = new ArrayList<>();
    for (String name : FILES) {
      String file = name + ".catalogue";
      try (InputStream in = Catalogue.class.getResourceAsStream(FOLDER + file)) {
        if (in == null) {
          throw new CatalogueException(file, "is missing from this build");
        }
        read.add(new CatalogueFile(file, new String(in.readAllBytes(), StandardCharsets.UTF_8)));
      } catch (IOException e) {
        throw new CatalogueException(file, "cannot be read: " + e.getMessage());
      }
    }
    return read;
  }

  /**
   * All shapes, in the order of their files.
   *
   * @throws CatalogueException where two have the same id
   */
  public List<Shape> shapes() {
    List<Shape> known = shapes;
    if (known == null) {
      known = readAll();
      shapes = known;
    }
    return known;
  }

  private List<Shape> readAll() {
    Map<String, Shape> byId = new LinkedHashMap<>();
    for (CatalogueFile file : files) {
      for (Forms forms : file.content()) {
        Shape shape = forms.shape();
        Shape same = byId.put(shape.id(), shape);
        if (same != null) {
          throw new CatalogueException(
              shape.file(),
              shape.line(),
              "the id " + shape.id() + " is taken by " + same.file() + ":" + same.line());
        }
      }
    }
    return List.copyOf(byId.values());
  }

  /** All ways of writing all shapes. */
  List<Variant> variants() {
    return variants(files);
  }

  /** The shape of that {@code dwell.shape}, or null where there is none. */
  public @Nullable Shape shape(String id) {
    for (Shape shape : shapes()) {
      if (shape.id().equals(id)) {
        return shape;
      }
    }
    return null;
  }

  /** SHA-256 of each file by its name, in hexadecimal: what a case was read with. */
  public Map<String, String> digests() {
    Map<String, String> digests = new LinkedHashMap<>();
    for (CatalogueFile file : files) {
      digests.put(file.name(), file.digest());
    }
    return digests;
  }

  /** A matcher for one thread. */
  public MessageMatcher matcher() {
    return new ShapeMatcher(this);
  }

  /**
   * What the program of that name may write; an absolute path counts by its last part, a name that
   * is not known without what stands in brackets behind it, as {@code wordpress(example.org)}.
   * Allocates only the first time that a known program is asked for.
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
    if (code < 0 && base < to && name[to - 1] == ')') {
      int bracket = Ascii.indexOf(name, base, to, (byte) '(');
      code = bracket > base ? programs.find(name, base, bracket) : code;
    }
    String program = code < 0 ? ANY_PROGRAM : programNames.get(code);
    Ruleset known = rulesets.get(program);
    return known != null ? known : rulesets.computeIfAbsent(program, this::compile);
  }

  private Ruleset compile(String program) {
    List<Variant> all = new ArrayList<>();
    forms(ANY_PROGRAM).forEach(forms -> all.addAll(forms.variants()));
    if (program.equals(ANY_PROGRAM)) {
      return new Ruleset(all, null);
    }
    List<Forms> own = forms(program);
    own.forEach(forms -> all.addAll(forms.variants()));
    return new Ruleset(all, dataset(own));
  }

  /** The shapes that name the program. */
  private List<Forms> forms(String program) {
    return byProgram.getOrDefault(program, List.of()).stream()
        .flatMap(file -> file.content().stream())
        .filter(forms -> forms.shape().programs().contains(program))
        .toList();
  }

  /** The dataset that most of the shapes have; null where there are none. */
  private static @Nullable Dataset dataset(List<Forms> own) {
    Map<Dataset, Integer> counts = new EnumMap<>(Dataset.class);
    own.forEach(forms -> counts.merge(forms.shape().dataset(), 1, Integer::sum));
    return counts.entrySet().stream()
        .max(Map.Entry.comparingByValue())
        .map(Map.Entry::getKey)
        .orElse(null);
  }

  @Override
  public String toString() {
    return "Catalogue of "
        + files.stream().map(CatalogueFile::name).collect(Collectors.joining(", "));
  }
}
