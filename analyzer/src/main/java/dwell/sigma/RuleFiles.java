package dwell.sigma;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;

/** Reads the documents of a folder of rules: each {@code .yml} and {@code .yaml} below it. */
public final class RuleFiles {
  /** A rule has a few kilobytes; long lists of indicators some hundred. */
  static final int MAX_FILE = 4 << 20;

  static final int MAX_FILES = 50_000;
  private static final int MAX_DEPTH = 32;

  /** The rules that come with dwell, as resources. */
  private static final List<String> SHIPPED =
      List.of("ssh.yml", "sudo.yml", "web.yml", "database.yml");

  private final List<Document> documents = new ArrayList<>();
  private final List<RuleRefusal> refusals = new ArrayList<>();

  /**
   * A document of a rule file.
   *
   * @param file relative to the folder of rules
   * @param number from 1
   */
  record Document(String file, int number, YamlNode.Mapping content) {}

  private RuleFiles() {}

  /** What stands for the rules that come with dwell, in place of a folder. */
  public static final String SHIPPED_NAME = "shipped";

  /**
   * The rules of folders or single files. Links are not followed.
   *
   * @param from paths; {@link #SHIPPED_NAME} for the rules that come with dwell
   * @throws IOException where one cannot be read; a file in a folder that cannot is a refusal
   */
  public static RuleSet read(List<String> from) throws IOException {
    RuleFiles files = new RuleFiles();
    for (String path : from) {
      if (path.equals(SHIPPED_NAME)) {
        files.shipped();
      } else {
        files.folder(Path.of(path));
      }
    }
    return RuleSet.of(files.documents, files.refusals);
  }

  private void folder(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      throw new NoSuchFileException(folder.toString());
    }
    for (Path file : found(folder)) {
      String name = folder.equals(file) ? name(file) : folder.relativize(file).toString();
      name = name.replace('\\', '/');
      if (documents.size() + refusals.size() >= MAX_FILES) {
        refuse(name, "more than " + MAX_FILES + " rules; this and later files were left out");
        break;
      }
      file(file, name);
    }
  }

  /** The files of rules below the folder, in order; a part that cannot be read is a refusal. */
  private List<Path> found(Path folder) throws IOException {
    List<Path> found = new ArrayList<>();
    Files.walkFileTree(
        folder,
        Set.of(),
        MAX_DEPTH,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (rules(file)) {
              found.add(file);
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException cause) {
            refuse(name(file), "it cannot be read: " + cause.getMessage());
            return FileVisitResult.CONTINUE;
          }
        });
    found.sort(null);
    return found;
  }

  private void shipped() throws IOException {
    for (String name : SHIPPED) {
      try (InputStream in = RuleFiles.class.getResourceAsStream("rules/" + name)) {
        text(
            new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8),
            "dwell/" + name);
      }
    }
  }

  /** The rules of a text, as if it were a file of that name. */
  static RuleSet of(String text, String name) {
    RuleFiles files = new RuleFiles();
    files.text(text, name);
    return RuleSet.of(files.documents, files.refusals);
  }

  private static boolean rules(Path path) {
    String name = name(path).toLowerCase(Locale.ROOT);
    return (name.endsWith(".yml") || name.endsWith(".yaml"))
        && Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS);
  }

  private static String name(Path path) {
    return String.valueOf(path.getFileName());
  }

  private void file(Path file, String name) {
    try {
      if (Files.size(file) > MAX_FILE) {
        refuse(name, "larger than " + MAX_FILE + " bytes");
        return;
      }
      text(
          StandardCharsets.UTF_8
              .newDecoder()
              .decode(ByteBuffer.wrap(Files.readAllBytes(file)))
              .toString(),
          name);
    } catch (CharacterCodingException e) {
      refuse(name, "it is no UTF-8");
    } catch (IOException e) {
      refuse(name, "it cannot be read: " + e.getMessage());
    }
  }

  private void text(String text, String name) {
    try {
      int number = 0;
      for (YamlNode node : YamlReader.read(text)) {
        number++;
        if (node instanceof YamlNode.Mapping content) {
          documents.add(new Document(name, number, content));
        } else {
          refuse(name, "document " + number + " is no map");
        }
      }
      if (number == 0) {
        refuse(name, "it is empty");
      }
    } catch (RuleException e) {
      refuse(name, String.valueOf(e.getMessage()));
    }
  }

  private void refuse(String name, String reason) {
    refusals.add(new RuleRefusal(name, "", reason));
  }
}
