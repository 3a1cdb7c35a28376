package dev.zoetrope.server.accounts;

import java.util.Set;

/**
 * Who sent the request.
 *
 * @param userId the user; null when a sharing token opened the request
 * @param email the user's address; null with a sharing token
 * @param means how the caller proved who it is
 * @param scopes the scopes of the API key, {@code *} for all; everything for a session
 * @param keyId the id of the API key or null
 */
public record Caller(Long userId, String email, Means means, Set<String> scopes, String keyId) {

  /** The ways to prove who one is. */
  public enum Means {
    PERSONAL_API_KEY,
    SESSION,
    SHARING_TOKEN
  }
}
