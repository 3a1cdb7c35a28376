package dev.zoetrope.server.snapshots;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.UUID;
import java.util.zip.CRC32C;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;

/** A block as a record, encrypted while it is written (B-260). */
final class SealedBlock implements BlockRecord {
  private static final int PIECE = 64 << 10;

  /**
   * What the cipher gets at once. Java's AES-GCM is thirty times as fast once it is compiled, which
   * happens after so many calls, not so many bytes: small steps get there within the first
   * megabytes.
   */
  private static final int STEP = 1 << 10;

  private static final SecureRandom RANDOM = new SecureRandom();

  private final SecretKey key;
  private final byte[] identity;
  private final byte[] block;

  SealedBlock(SecretKey key, long projectId, String sessionId, UUID item, byte[] block) {
    this.key = key;
    this.identity = BlockCipher.identity(projectId, sessionId, item);
    this.block = block;
  }

  @Override
  public int size() {
    return BlockCipher.HEADER + BlockCipher.NONCE + block.length + BlockCipher.TAG;
  }

  @Override
  public void writeTo(Output output) throws IOException {
    byte[] nonce = new byte[BlockCipher.NONCE];
    RANDOM.nextBytes(nonce);
    CRC32C crc = new CRC32C();
    int at = BlockCipher.HEADER;
    at += write(output, crc, at, nonce, nonce.length);
    try {
      Cipher cipher = BlockCipher.cipher(Cipher.ENCRYPT_MODE, key, nonce, 0);
      cipher.updateAAD(identity);
      byte[] piece = new byte[Math.min(PIECE, block.length + 2 * STEP) + BlockCipher.TAG];
      int filled = 0;
      int last = (block.length - 1) / STEP * STEP;
      for (int from = 0; from < last; from += STEP) {
        filled += cipher.update(block, from, STEP, piece, filled);
        if (filled + 2 * STEP > piece.length) {
          at += write(output, crc, at, piece, filled);
          filled = 0;
        }
      }
      filled += cipher.doFinal(block, last, block.length - last, piece, filled);
      at += write(output, crc, at, piece, filled);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JVM has AES-GCM", e);
    }
    byte[] header = BlockCipher.header(at - BlockCipher.HEADER, (int) crc.getValue());
    output.write(0, header, header.length);
  }

  private static int write(Output output, CRC32C crc, int at, byte[] bytes, int length)
      throws IOException {
    crc.update(bytes, 0, length);
    output.write(at, bytes, length);
    return length;
  }
}
