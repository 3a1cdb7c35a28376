package dev.zoetrope.server.snapshots;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.UUID;
import java.util.zip.CRC32C;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;

/**
 * Makes records of blocks and blocks of records. A record is {@code ZBLK}, version 1, three zero
 * bytes, the length of the rest, its CRC-32C; then a nonce of 12 bytes and the block encrypted with
 * AES-256-GCM, bound to its project, session and item (B-260). Integers are big-endian.
 */
final class BlockCipher {
  static final int HEADER = 16;
  private static final int MAGIC = 0x5A424C4B;
  private static final byte VERSION = 1;
  private static final int NONCE = 12;
  private static final int TAG_BITS = 128;
  private static final SecureRandom RANDOM = new SecureRandom();

  private BlockCipher() {}

  static byte[] seal(SecretKey key, long projectId, String sessionId, UUID item, byte[] block) {
    byte[] nonce = new byte[NONCE];
    RANDOM.nextBytes(nonce);
    try {
      Cipher cipher = cipher(Cipher.ENCRYPT_MODE, key, nonce, 0);
      cipher.updateAAD(identity(projectId, sessionId, item));
      byte[] record = new byte[HEADER + NONCE + cipher.getOutputSize(block.length)];
      System.arraycopy(nonce, 0, record, HEADER, NONCE);
      cipher.doFinal(block, 0, block.length, record, HEADER + NONCE);
      ByteBuffer.wrap(record)
          .putInt(MAGIC)
          .put(VERSION)
          .put(new byte[3])
          .putInt(record.length - HEADER)
          .putInt(checksum(record));
      return record;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JVM has AES-GCM", e);
    }
  }

  static byte[] open(SecretKey key, long projectId, String sessionId, UUID item, byte[] record)
      throws BlockDamaged {
    ByteBuffer header = ByteBuffer.wrap(record);
    if (record.length < HEADER + NONCE + TAG_BITS / 8
        || header.getInt() != MAGIC
        || header.get() != VERSION) {
      throw new BlockDamaged("no record where one should be");
    }
    if (header.getInt(8) != record.length - HEADER || header.getInt(12) != checksum(record)) {
      throw new BlockDamaged("the checksum does not match");
    }
    try {
      Cipher cipher = cipher(Cipher.DECRYPT_MODE, key, record, HEADER);
      cipher.updateAAD(identity(projectId, sessionId, item));
      return cipher.doFinal(record, HEADER + NONCE, record.length - HEADER - NONCE);
    } catch (GeneralSecurityException e) {
      throw new BlockDamaged("the key does not open it", e);
    }
  }

  private static Cipher cipher(int mode, SecretKey key, byte[] nonce, int at)
      throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce, at, NONCE));
    return cipher;
  }

  private static byte[] identity(long projectId, String sessionId, UUID item) {
    byte[] session = sessionId.getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(24 + session.length)
        .putLong(projectId)
        .putLong(item.getMostSignificantBits())
        .putLong(item.getLeastSignificantBits())
        .put(session)
        .array();
  }

  private static int checksum(byte[] record) {
    CRC32C crc = new CRC32C();
    crc.update(record, HEADER, record.length - HEADER);
    return (int) crc.getValue();
  }
}
