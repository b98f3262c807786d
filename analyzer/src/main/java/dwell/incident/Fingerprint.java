package dwell.incident;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * Fingerprints of public keys as sshd logs them: {@code SHA256:} and the hash in base64
 * (ssh-keygen(1)).
 */
final class Fingerprint {
  private Fingerprint() {}

  /** The fingerprint of the key in a line of an authorized_keys file; null where it holds none. */
  static @Nullable String of(@Nullable String line) {
    int from = line == null ? -1 : line.indexOf("AAAA");
    if (line == null || from < 0) {
      return null;
    }
    int to = from;
    while (to < line.length() && base64(line.charAt(to))) {
      to++;
    }
    try {
      byte[] key = Base64.getDecoder().decode(line.substring(from, to));
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(key);
      return "SHA256:" + Base64.getEncoder().withoutPadding().encodeToString(hash);
    } catch (IllegalArgumentException e) {
      return null;
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  private static boolean base64(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == '+'
        || c == '/'
        || c == '=';
  }
}
