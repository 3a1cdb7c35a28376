package dev.zoetrope.server.persons;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/** The uuid that a distinct id has by itself, whether a person is known for it or not (B-155). */
final class PersonIds {
  /** Chosen once; changing it would change the uuid of everybody. */
  private static final UUID NAMESPACE = UUID.fromString("7a6f6574-726f-4065-8070-6572736f6e73");

  private PersonIds() {}

  /** UUID version 5 of project and distinct id. */
  static UUID of(long projectId, String distinctId) {
    byte[] name = (projectId + ":" + distinctId).getBytes(StandardCharsets.UTF_8);
    ByteBuffer input =
        ByteBuffer.allocate(16 + name.length)
            .putLong(NAMESPACE.getMostSignificantBits())
            .putLong(NAMESPACE.getLeastSignificantBits())
            .put(name);
    ByteBuffer hash = ByteBuffer.wrap(sha1(input.array()));
    long high = (hash.getLong() & ~0xF000L) | 0x5000L;
    long low = (hash.getLong() & ~0xC000000000000000L) | 0x8000000000000000L;
    return new UUID(high, low);
  }

  private static byte[] sha1(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-1").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JVM has SHA-1", e);
    }
  }
}
