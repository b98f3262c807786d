package dwell.cli;

import dwell.casefile.CaseDescription.Tool;
import dwell.pattern.Catalogue;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * Which program runs, by its bytes: for the case and the custody ledger. The bytes are those at the
 * time of making; they are hashed when asked for, since a hash costs much less once the evidence
 * has been hashed than at a cold start.
 */
final class ToolIdentity implements Supplier<Tool> {
  private final byte[] jar;
  private final Catalogue catalogue;

  private ToolIdentity(byte[] jar, Catalogue catalogue) {
    this.jar = jar;
    this.catalogue = catalogue;
  }

  /** This program with a catalogue. */
  static ToolIdentity of(Catalogue catalogue) throws IOException {
    return new ToolIdentity(jar(), catalogue);
  }

  @Override
  public Tool get() {
    String hash = jar.length == 0 ? "" : sha256(jar);
    return new Tool(
        "dwell",
        Version.number(),
        hash.isEmpty() ? "" : hash.substring(0, 12),
        hash,
        sha256(new TreeMap<>(catalogue.digests()).toString().getBytes(StandardCharsets.UTF_8)));
  }

  /** Empty where the classes come from no jar. */
  private static byte[] jar() throws IOException {
    try {
      Path jar = Path.of(Main.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      return Files.isRegularFile(jar) ? Files.readAllBytes(jar) : new byte[0];
    } catch (URISyntaxException e) {
      return new byte[0];
    }
  }

  /** In lower-case hex. */
  static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
