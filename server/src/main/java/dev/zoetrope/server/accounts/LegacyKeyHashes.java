package dev.zoetrope.server.accounts;

import dev.zoetrope.server.accounts.Rows.KeyRow;
import dev.zoetrope.server.crypto.Tokens;
import jakarta.inject.Singleton;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/**
 * Keys that were imported with a PBKDF2 hash: accepted, and stored as SHA-256 from their first use
 * on (contract reference 2.2). Costs nothing while there are none.
 */
@Singleton
class LegacyKeyHashes {
  private final AccountRepository accounts;

  LegacyKeyHashes(AccountRepository accounts) {
    this.accounts = accounts;
  }

  /** The row of the key, upgraded to the given hash. */
  Optional<KeyRow> find(String key, String sha256) {
    List<KeyRow> candidates = accounts.legacyKeys();
    for (KeyRow row : candidates) {
      String[] parts = row.secureValue().split("\\$", -1);
      if (parts.length == 4
          && parts[0].equals("pbkdf2_sha256")
          && Tokens.equal(parts[3], pbkdf2(key, parts[2], Integer.parseInt(parts[1])))) {
        KeyRow upgraded =
            new KeyRow(
                row.id(),
                row.userId(),
                row.label(),
                sha256,
                row.maskValue(),
                row.scopes(),
                row.scopedTeams(),
                row.scopedOrganizations(),
                row.createdAt(),
                row.lastUsedAt());
        accounts.changeKey(upgraded);
        return Optional.of(upgraded);
      }
    }
    return Optional.empty();
  }

  private static String pbkdf2(String key, String salt, int iterations) {
    try {
      PBEKeySpec spec =
          new PBEKeySpec(
              key.toCharArray(),
              salt.getBytes(java.nio.charset.StandardCharsets.UTF_8),
              iterations,
              256);
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
