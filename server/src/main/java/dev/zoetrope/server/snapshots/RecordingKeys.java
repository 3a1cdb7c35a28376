package dev.zoetrope.server.snapshots;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.zoetrope.server.crypto.InstanceSecret;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * The random key of each recording. The database has it only encrypted under a key derived from the
 * instance's secret, so neither the database nor the segments alone open anything (B-260).
 */
@Singleton
class RecordingKeys {
  private static final String CIPHER = "AES/GCM/NoPadding";
  private static final int NONCE = 12;
  private static final int TAG_BITS = 128;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final BlockRepository blocks;
  private final SecretKey master;

  /** What this server seals with, settled or not. */
  private final Cache<Owner, RecordingKey> sealing =
      Caffeine.newBuilder().maximumSize(10_000).expireAfterAccess(Duration.ofMinutes(10)).build();

  private record Owner(long projectId, String sessionId) {}

  RecordingKeys(BlockRepository blocks, InstanceSecret secret) {
    this.blocks = blocks;
    this.master = new SecretKeySpec(secret.derive("recording-keys", "1"), "AES");
  }

  /** The key; empty once the recording is deleted. */
  Optional<SecretKey> find(long projectId, String sessionId) {
    return Optional.ofNullable(blocks.wrappedKeys(projectId, Set.of(sessionId)).get(sessionId))
        .map(wrapped -> unwrap(projectId, sessionId, wrapped));
  }

  /**
   * A recording's key, and how the database has it.
   *
   * @param secret opens its blocks
   * @param wrapped the same, encrypted
   */
  record RecordingKey(SecretKey secret, byte[] wrapped) {
    @Override
    public boolean equals(Object other) {
      return other instanceof RecordingKey key && Arrays.equals(wrapped, key.wrapped);
    }

    @Override
    public int hashCode() {
      return Arrays.hashCode(wrapped);
    }

    /** Never the key. */
    @Override
    public String toString() {
      return "RecordingKey";
    }
  }

  /**
   * A key to seal new blocks with: the one that this server sealed the last ones with, or else a
   * new one. It is good once it is settled. Needs no database.
   */
  RecordingKey ofNew(long projectId, String sessionId) {
    return sealing.get(new Owner(projectId, sessionId), this::create);
  }

  /**
   * The keys that count, by session: those the database has; recordings without one get the one
   * that this server seals with.
   */
  Map<String, RecordingKey> settle(long projectId, Collection<String> sessionIds) {
    Map<String, byte[]> stored = blocks.wrappedKeys(projectId, sessionIds);
    Map<String, RecordingKey> settled = new HashMap<>();
    Map<String, byte[]> added = new TreeMap<>();
    for (String sessionId : sessionIds) {
      RecordingKey ours = ofNew(projectId, sessionId);
      byte[] known = stored.get(sessionId);
      if (known == null) {
        added.put(sessionId, ours.wrapped());
      } else if (!Arrays.equals(known, ours.wrapped())) {
        ours = new RecordingKey(unwrap(projectId, sessionId, known), known);
        sealing.put(new Owner(projectId, sessionId), ours);
      }
      settled.put(sessionId, ours);
    }
    blocks.insertKeys(projectId, added);
    return settled;
  }

  /** Forgets keys that are destroyed. */
  void forget(long projectId, Collection<String> sessionIds) {
    sessionIds.forEach(sessionId -> sealing.invalidate(new Owner(projectId, sessionId)));
  }

  private RecordingKey create(Owner owner) {
    byte[] key = random(32);
    byte[] nonce = random(NONCE);
    try {
      byte[] sealed =
          cipher(Cipher.ENCRYPT_MODE, owner.projectId(), owner.sessionId(), nonce).doFinal(key);
      byte[] wrapped = new byte[NONCE + sealed.length];
      System.arraycopy(nonce, 0, wrapped, 0, NONCE);
      System.arraycopy(sealed, 0, wrapped, NONCE, sealed.length);
      return new RecordingKey(new SecretKeySpec(key, "AES"), wrapped);
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
