package dev.zoetrope.conformance.remote;

import java.net.URI;
import java.util.Optional;
import java.util.Set;

/**
 * The server under test. The suite writes to the current project of the key's owner, and deletes
 * only what it made there.
 *
 * @param base where the server answers
 * @param key a personal API key with all scopes
 * @param projectToken what SDKs of the key owner's current project send; empty without capture
 * @param login who may log in
 * @param capabilities what it has
 */
public record Target(
    URI base,
    String key,
    Optional<String> projectToken,
    Optional<Login> login,
    Set<Capability> capabilities) {
  /** An e-mail and its password. */
  public record Login(String email, String password) {}

  /** Whether it has all of these. */
  public boolean has(Set<Capability> needed) {
    return capabilities.containsAll(needed);
  }

  /** Never the key, the password or the token. */
  @Override
  public String toString() {
    return "Target[" + base + ", " + capabilities + "]";
  }
}
