package dev.zoetrope.server.accounts;

import dev.zoetrope.server.accounts.Rows.KeyRow;
import dev.zoetrope.server.crypto.Tokens;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/**
 * Keys that were imported with a PBKDF2 hash: accepted, and stored as SHA-256 from their first use
 * on (contract reference 2.2). Costs nothing while there are none; while there are, one unknown key
 * at a time is tried, once per number of iterations and not once per stored hash.
 */
@Singleton
class LegacyKeyHashes {
  private static final Pattern STORED =
      Pattern.compile("pbkdf2_sha256\\$(260000|390000)\\$(posthog_personal_api_key)\\$(.+)");
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final AccountRepository accounts;
  private final Semaphore turn = new Semaphore(1, true);

  LegacyKeyHashes(AccountRepository accounts) {
    this.accounts = accounts;
  }

  /** The row of the key, upgraded to the given hash; 429 when too many unknown keys wait. */
  Optional<KeyRow> find(String key, String sha256) {
    List<KeyRow> stored = accounts.legacyKeys();
    if (stored.isEmpty()) {
      return Optional.empty();
    }
    Turns.take(turn, PATIENCE);
    try {
      Map<String, String> computed = new HashMap<>();
      return stored.stream()
          .filter(row -> isOf(key, row, computed))
          .findFirst()
          .flatMap(row -> upgraded(row, sha256));
    } finally {
      turn.release();
    }
  }

  private static boolean isOf(String key, KeyRow row, Map<String, String> computed) {
    Matcher parts = STORED.matcher(row.secureValue());
    return parts.matches()
        && Tokens.equal(
            parts.group(3),
            computed.computeIfAbsent(
                parts.group(1), n -> pbkdf2(key, parts.group(2), Integer.parseInt(n))));
  }

  /** Whoever changed, replaced or deleted the key while it was computed has the last word. */
  private Optional<KeyRow> upgraded(KeyRow row, String sha256) {
    accounts.rehashKey(row, sha256);
    return accounts.keyByHash(sha256);
  }

  private static String pbkdf2(String key, String salt, int iterations) {
    try {
      PBEKeySpec spec =
          new PBEKeySpec(key.toCharArray(), salt.getBytes(StandardCharsets.UTF_8), iterations, 256);
      return Base64.getEncoder()
          .encodeToString(
              SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                  .generateSecret(spec)
                  .getEncoded());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JVM has PBKDF2WithHmacSHA256", e);
    }
  }
}
