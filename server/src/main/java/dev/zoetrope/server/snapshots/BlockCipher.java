package dev.zoetrope.server.snapshots;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.UUID;
import java.util.zip.CRC32C;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;

/**
 * Makes blocks of the records that {@link SealedBlock} makes of them. A record is {@code ZBLK},
 * version 1, three zero bytes, the length of the rest, its CRC-32C; then a nonce of 12 bytes and
 * the block encrypted with AES-256-GCM, bound to its project, session and item (B-260). Integers
 * are big-endian.
 */
final class BlockCipher {
  static final int HEADER = 16;
  static final int NONCE = 12;
  static final int TAG = 16;
  private static final int MAGIC = 0x5A424C4B;
  private static final byte VERSION = 1;

  private BlockCipher() {}

  static byte[] open(SecretKey key, long projectId, String sessionId, UUID item, byte[] record)
      throws BlockDamaged {
    ByteBuffer header = ByteBuffer.wrap(record);
    if (record.length < HEADER + NONCE + TAG
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

  static Cipher cipher(int mode, SecretKey key, byte[] nonce, int at)
      throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, key, new GCMParameterSpec(8 * TAG, nonce, at, NONCE));
    return cipher;
  }

  static byte[] header(int size, int checksum) {
    return ByteBuffer.allocate(HEADER)
        .putInt(MAGIC)
        .putInt(VERSION << 24)
        .putInt(size)
        .putInt(checksum)
        .array();
  }

  static byte[] identity(long projectId, String sessionId, UUID item) {
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
