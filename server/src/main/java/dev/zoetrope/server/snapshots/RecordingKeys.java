package dev.zoetrope.server.snapshots;

import dev.zoetrope.server.crypto.InstanceSecret;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * The random key of each recording. The database has it only encrypted under a key derived from the
 * instance's secret, so neither the database nor the segments alone open anything (B-260). Runs
 * inside the caller's transaction.
 */
@Singleton
class RecordingKeys {
  private static final String CIPHER = "AES/GCM/NoPadding";
  private static final int NONCE = 12;
  private static final int TAG_BITS = 128;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final BlockRepository blocks;
  private final SecretKey master;

  RecordingKeys(BlockRepository blocks, InstanceSecret secret) {
    this.blocks = blocks;
    this.master = new SecretKeySpec(secret.derive("recording-keys", "1"), "AES");
  }

  /** The key; empty once the recording is deleted. */
  Optional<SecretKey> find(long projectId, String sessionId) {
    return Optional.ofNullable(blocks.wrappedKeys(projectId, Set.of(sessionId)).get(sessionId))
        .map(wrapped -> unwrap(projectId, sessionId, wrapped));
  }

  /** The keys of these recordings; those that have none get one. */
  Map<String, SecretKey> findOrCreate(long projectId, Collection<String> sessionIds) {
    Map<String, byte[]> wrapped = blocks.wrappedKeys(projectId, sessionIds);
    Map<String, SecretKey> keys = new HashMap<>();
    for (String sessionId : sessionIds) {
      byte[] known = wrapped.get(sessionId);
      keys.put(
          sessionId,
          known == null ? create(projectId, sessionId) : unwrap(projectId, sessionId, known));
    }
    return keys;
  }

  private SecretKey create(long projectId, String sessionId) {
    byte[] key = random(32);
    byte[] nonce = random(NONCE);
    try {
      byte[] sealed = cipher(Cipher.ENCRYPT_MODE, projectId, sessionId, nonce).doFinal(key);
      byte[] wrapped = new byte[NONCE + sealed.length];
      System.arraycopy(nonce, 0, wrapped, 0, NONCE);
      System.arraycopy(sealed, 0, wrapped, NONCE, sealed.length);
      blocks.insertKey(projectId, sessionId, wrapped);
      return new SecretKeySpec(key, "AES");
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JVM has AES-GCM", e);
    }
  }

  private SecretKey unwrap(long projectId, String sessionId, byte[] wrapped) {
    try {
      Cipher cipher = cipher(Cipher.DECRYPT_MODE, projectId, sessionId, wrapped);
      return new SecretKeySpec(cipher.doFinal(wrapped, NONCE, wrapped.length - NONCE), "AES");
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(
          "the instance's secret is not the one this database was written with", e);
    }
  }

  private Cipher cipher(int mode, long projectId, String sessionId, byte[] nonce)
      throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance(CIPHER);
    cipher.init(mode, master, new GCMParameterSpec(TAG_BITS, nonce, 0, NONCE));
    cipher.updateAAD((projectId + "/" + sessionId).getBytes(StandardCharsets.UTF_8));
    return cipher;
  }

  private static byte[] random(int size) {
    byte[] bytes = new byte[size];
    RANDOM.nextBytes(bytes);
    return bytes;
  }
}
