package dwell.cli;

import dwell.casefile.CaseDescription.Tool;
import dwell.pattern.Catalogue;
import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.TreeMap;

/** Which program runs, by its bytes: for the case and the custody ledger. */
final class ToolIdentity {
  private ToolIdentity() {}

  /** This program with a catalogue. */
  static Tool of(Catalogue catalogue) throws IOException {
    String jar = jarSha256();
    return new Tool(
        "dwell",
        Version.number(),
        jar.isEmpty() ? "" : jar.substring(0, 12),
        jar,
        sha256(new TreeMap<>(catalogue.digests()).toString().getBytes(StandardCharsets.UTF_8)));
  }

  private static String jarSha256() throws IOException {
    try {
      Path jar = Path.of(Main.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      if (!Files.isRegularFile(jar)) {
        return "";
      }
      MessageDigest digest = digest();
      try (InputStream in = new DigestInputStream(Files.newInputStream(jar), digest)) {
        in.transferTo(java.io.OutputStream.nullOutputStream());
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (URISyntaxException e) {
      return "";
    }
  }

  private static String sha256(byte[] bytes) {
    return HexFormat.of().formatHex(digest().digest(bytes));
  }

  private static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
