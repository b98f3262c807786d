package dwell.format;

import static org.assertj.core.api.Assertions.assertThat;

import dwell.pattern.Catalogue;
import dwell.pattern.Shape;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * {@code docs/formats.md} is what the registry, the catalogue and {@code formats.notes} say. {@code
 * -Ddwell.docs.write=true} writes it anew.
 */
final class FormatsPageTest {
  private static final Path PAGE = Path.of("..", "docs", "formats.md");
  private static final String[] NOTES = {"variants", "source", "limits"};
  private static final Map<String, String> TITLES =
      Map.of("variants", "Variants", "source", "Source of truth", "limits", "Known limits");

  @Test
  void thePageIsWhatIsGenerated() throws IOException {
    String page = page();
    if (Boolean.getBoolean("dwell.docs.write")) {
      Files.writeString(PAGE, page);
    }
    assertThat(Files.readString(PAGE))
        .as("write it anew with -Ddwell.docs.write=true")
        .isEqualTo(page);
  }

  @Test
  void everyFormatHasItsNotesAndNoOther() throws IOException {
    assertThat(notes().keySet())
        .containsExactlyElementsOf(LogFormats.all().stream().map(LogFormat::id).toList());
    assertThat(notes().values()).allSatisfy(notes -> assertThat(notes).containsOnlyKeys(NOTES));
  }

  private static String page() throws IOException {
    StringBuilder page = new StringBuilder();
    page.append(
        """
        # Formats

        Generated from the registry of formats (`dwell.format.LogFormats`), the catalogue and
        `formats.notes`; a test holds it equal, and writes it anew with `-Ddwell.docs.write=true`.

        A file is recognised by its content, not by its name; of several formats that fit, the surest
        is taken. `dwell formats --explain FILE` tells how a file was understood. Files packed by gzip,
        bzip2, xz or zstd are unpacked on the way. Every byte lies in exactly one record; what is not
        understood is kept as a `message`.

        | format | what it is |
        | --- | --- |
        """);
    for (LogFormat format : LogFormats.all()) {
      page.append("| [`%s`](#%s) | %s |\n".formatted(format.id(), anchor(format), format.title()));
    }
    Map<String, Map<String, String>> notes = notes();
    for (LogFormat format : LogFormats.all()) {
      page.append("\n## `%s`\n\n%s.\n\n".formatted(format.id(), marked(format.title())));
      page.append("- Recognised by: %s.\n".formatted(marked(format.recognisedBy())));
      for (String note : NOTES) {
        String text = notes.getOrDefault(format.id(), Map.of()).getOrDefault(note, "-");
        if (!text.equals("-")) {
          page.append("- %s: %s.\n".formatted(TITLES.getOrDefault(note, note), marked(text)));
        }
      }
    }
    return page.append(messages()).toString();
  }

  /** The messages in words: who writes them, and how many shapes the catalogue has of them. */
  private static String messages() {
    Map<String, TreeSet<String>> programs = new TreeMap<>();
    Map<String, Integer> counts = new HashMap<>();
    for (Shape shape : Catalogue.builtIn().shapes()) {
      String dataset = shape.dataset().id();
      programs.computeIfAbsent(dataset, _ -> new TreeSet<>()).addAll(shape.programs());
      counts.merge(dataset, 1, Integer::sum);
    }
    StringBuilder table = new StringBuilder();
    table.append(
        """

        ## Messages in words

        What the catalogue ([catalogue.md](catalogue.md)) knows of messages in syslog, the journal and
        wherever else they come; `*` is any program.

        | dataset | shapes | programs |
        | --- | --- | --- |
        """);
    programs.forEach((dataset, names) ->
        table.append(
            "| `%s` | %d | %s |\n"
                .formatted(
                    dataset, counts.getOrDefault(dataset, 0), marked(String.join(", ", names)))));
    return table.toString();
  }

  private static String anchor(LogFormat format) {
    return format.id().replace(".", "");
  }

  /** What Markdown would take for a tag, emphasis or a column. */
  private static String marked(String text) {
    return text.replace("<", "&lt;").replace("*", "\\*").replace("_", "\\_").replace("|", "\\|");
  }

  private static Map<String, Map<String, String>> notes() throws IOException {
    Map<String, Map<String, String>> notes = new LinkedHashMap<>();
    Map<String, String> current = Map.of();
    try (InputStream in = FormatsPageTest.class.getResourceAsStream("/dwell/docs/formats.notes")) {
      for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n")) {
        int colon = line.indexOf(": ");
        if (line.isEmpty() || line.startsWith("#")) {
          continue;
        } else if (colon < 0) {
          current = new LinkedHashMap<>();
          notes.put(line, current);
        } else {
          current.put(line.substring(0, colon), line.substring(colon + 2));
        }
      }
    }
    return notes;
  }
}
