package dwell.export;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/** Ids made from what they stand for: UUID version 5 (RFC 9562, section 5.5). */
final class NameId {
  /** Of ids that this program gives; drawn once. */
  private static final UUID OWN = UUID.fromString("7b0f3f0e-2b0c-4f0a-9a37-51d1c0d4e9b6");

  private NameId() {}

  /** The id of a thing; the same parts give the same id. */
  static UUID of(String... parts) {
    return of(OWN, String.join("\u001f", parts));
  }

  static UUID of(UUID namespace, String name) {
    byte[] text = name.getBytes(StandardCharsets.UTF_8);
    ByteBuffer named = ByteBuffer.allocate(16 + text.length);
    named.putLong(namespace.getMostSignificantBits());
    named.putLong(namespace.getLeastSignificantBits());
    named.put(text);
    ByteBuffer hash = ByteBuffer.wrap(sha1(named.array()));
    long most = (hash.getLong() & 0xFFFF_FFFF_FFFF_0FFFL) | 0x5000L;
    long least = (hash.getLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
    return new UUID(most, least);
  }

  private static byte[] sha1(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-1").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-1", e);
    }
  }
}
