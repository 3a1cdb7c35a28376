package dev.zoetrope.server.snapshots;

import dev.zoetrope.server.crypto.InstanceSecret;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.UUID;
import java.util.zip.CRC32C;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Turns the bytes of a block into a record and back: AES-256-GCM under the key of its recording,
 * behind a header of magic, length and CRC-32C, 12 bytes in all (B-261). The record is bound to its
 * project, session and item, so that records cannot be swapped.
 */
@Singleton
class BlockSeal {
  private static final int MAGIC = 0x5A424C31;
  private static final int HEADER = 12;
  private static final int NONCE = 12;
  private static final int TAG_BITS = 128;

  private final SecureRandom random = new SecureRandom();
  private final SecretKeySpec wrapping;

  BlockSeal(InstanceSecret secret) {
    this.wrapping = new SecretKeySpec(secret.derive("recording keys", "1"), "AES");
  }

  /** A new key of a recording, as it is stored. */
  byte[] newWrappedKey(long projectId, String sessionId) {
    byte[] key = new byte[32];
    random.nextBytes(key);
    return encrypt(wrapping, key, aad(projectId, sessionId, ""));
  }

  /** The key behind its stored form. */
  SecretKeySpec unwrap(byte[] wrapped, long projectId, String sessionId) {
    try {
      return new SecretKeySpec(decrypt(wrapping, wrapped, aad(projectId, sessionId, "")), "AES");
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(
          "the installation's secret is not the one this recording was made with", e);
    }
  }

  byte[] seal(SecretKeySpec key, long projectId, String sessionId, UUID item, byte[] plain) {
    byte[] sealed = encrypt(key, plain, aad(projectId, sessionId, item.toString()));
    CRC32C crc = new CRC32C();
    crc.update(sealed);
    return ByteBuffer.allocate(HEADER + sealed.length)
        .putInt(MAGIC)
        .putInt(sealed.length)
        .putInt((int) crc.getValue())
        .put(sealed)
        .array();
  }

  /**
   * The bytes of the block.
   *
   * @throws IOException when the record is not what was written
   */
  byte[] open(SecretKeySpec key, long projectId, String sessionId, UUID item, byte[] record)
      throws IOException {
    ByteBuffer header = ByteBuffer.wrap(record);
    if (record.length < HEADER + NONCE
        || header.getInt() != MAGIC
        || header.getInt() != record.length - HEADER) {
      throw new IOException("not the header of a block");
    }
    int expected = header.getInt();
    CRC32C crc = new CRC32C();
    crc.update(record, HEADER, record.length - HEADER);
    if ((int) crc.getValue() != expected) {
      throw new IOException("the checksum of a block does not match");
    }
    try {
      return decrypt(
          key,
          Arrays.copyOfRange(record, HEADER, record.length),
          aad(projectId, sessionId, item.toString()));
    } catch (GeneralSecurityException e) {
      throw new IOException("a block cannot be decrypted", e);
    }
  }

  private byte[] encrypt(SecretKeySpec key, byte[] plain, byte[] aad) {
    try {
      byte[] nonce = new byte[NONCE];
      random.nextBytes(nonce);
      Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
      cipher.init(Cipher.ENCRYPT_MODE, key, new GCMParameterSpec(TAG_BITS, nonce));
      cipher.updateAAD(aad);
      byte[] result = Arrays.copyOf(nonce, NONCE + cipher.getOutputSize(plain.length));
      int written = cipher.doFinal(plain, 0, plain.length, result, NONCE);
      return written == result.length - NONCE ? result : Arrays.copyOf(result, NONCE + written);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JVM has AES-GCM", e);
    }
  }

  private static byte[] decrypt(SecretKeySpec key, byte[] sealed, byte[] aad)
      throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(Cipher.DECRYPT_MODE, key, new GCMParameterSpec(TAG_BITS, sealed, 0, NONCE));
    cipher.updateAAD(aad);
    return cipher.doFinal(sealed, NONCE, sealed.length - NONCE);
  }

  private static byte[] aad(long projectId, String sessionId, String item) {
    return (projectId + "/" + sessionId + "/" + item).getBytes(StandardCharsets.UTF_8);
  }
}
