package dwell.event;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * What names an artifact, and through it each of its events, wherever the evidence was read from.
 *
 * @param host the host that the artifact belongs to; empty where unknown
 * @param hostPath its path on that host ({@code var/log/auth.log}), or within the evidence where no
 *     host is known
 * @param path its path within the evidence root
 * @param id 12 characters of lower-case base 32 made from host and hostPath alone
 */
public record ArtifactKey(String host, String hostPath, String path, String id) {
  private static final char[] BASE32 = "abcdefghijklmnopqrstuvwxyz234567".toCharArray();

  /** The key of an artifact. */
  public static ArtifactKey of(String host, String hostPath, String path) {
    return new ArtifactKey(host, hostPath, path, id(host + '\0' + hostPath));
  }

  private static String id(String name) {
    try {
      long bits =
          ByteBuffer.wrap(
                  MessageDigest.getInstance("SHA-256")
                      .digest(name.getBytes(StandardCharsets.UTF_8)))
              .getLong();
      char[] id = new char[12];
      for (int i = 0; i < id.length; i++) {
        id[i] = BASE32[(int) (bits >>> (59 - 5 * i)) & 31];
      }
      return new String(id);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /**
   * The id of the event at a place of this artifact: {@code id-offset} or {@code
   * id-offset.ordinal}.
   */
  public String eventId(long offset, int ordinal) {
    String at = id + '-' + Long.toHexString(offset);
    return ordinal == 0 ? at : at + '.' + ordinal;
  }
}
