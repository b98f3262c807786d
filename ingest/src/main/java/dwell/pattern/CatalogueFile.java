package dwell.pattern;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One catalogue file. Its shapes are read when they are first asked for: a log has messages of few
 * programs, and most of a start's time would go into the files of others. Immutable to the outside;
 * safe for use by several threads.
 */
final class CatalogueFile {
  private final String name;
  private final String text;
  private volatile @Nullable List<Forms> content;

  CatalogueFile(String name, String text) {
    this.name = name;
    this.text = text;
  }

  String name() {
    return name;
  }

  /** The programs that the file's {@code program} lines name; a faulty line names none. */
  Set<String> programs() {
    Set<String> programs = new LinkedHashSet<>();
    for (int at = text.startsWith(CatalogueReader.PROGRAM) ? 0 : next(0); at >= 0; at = next(at)) {
      int end = text.indexOf('\n', at);
      String line = text.substring(at, end < 0 ? text.length() : end);
      programs.addAll(CatalogueReader.programs(line));
    }
    return programs;
  }

  /** Where the next {@code program} line begins, or -1. */
  private int next(int from) {
    int at = text.indexOf('\n' + CatalogueReader.PROGRAM, from);
    return at < 0 ? -1 : at + 1;
  }

  /**
   * The file's shapes, in their order.
   *
   * @throws CatalogueException where the text is no catalogue
   */
  List<Forms> content() {
    List<Forms> known = content;
    if (known == null) {
      known = CatalogueReader.read(name, text);
      content = known;
    }
    return known;
  }

  /** SHA-256 of the text, in hexadecimal. */
  String digest() {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
