package dev.zoetrope.server.sharing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.zoetrope.server.crypto.InstanceSecret;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

/**
 * The tokens of shares, all derived from the instance's secret: access tokens, which are in
 * addresses (B-300), and share tokens, JSON Web Tokens that a right password is exchanged for
 * (B-306).
 */
@Singleton
class ShareTokens {
  static final Duration LIFE = Duration.ofHours(24);
  private static final int ACCESS_TOKEN_BYTES = 22;
  private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();
  private static final String HEADER = encode("{\"alg\":\"HS256\",\"typ\":\"JWT\"}");

  private final InstanceSecret secret;
  private final ObjectMapper json;

  ShareTokens(InstanceSecret secret, ObjectMapper json) {
    this.secret = secret;
    this.json = json;
  }

  /** What a share token says. */
  record Claims(long project, String session, int generation, long password, long exp) {}

  /** The access token of this generation: 30 URL-safe characters. */
  String accessToken(Share share) {
    byte[] derived =
        secret.derive(
            "sharing-access-token",
            share.projectId() + "/" + share.generation() + "/" + share.sessionId());
    return BASE64.encodeToString(Arrays.copyOf(derived, ACCESS_TOKEN_BYTES));
  }

  /** A token for who knows this password of the share. */
  String shareToken(Share share, long passwordId, Instant now) {
    Claims claims =
        new Claims(
            share.projectId(),
            share.sessionId(),
            share.generation(),
            passwordId,
            now.plus(LIFE).getEpochSecond());
    try {
      String content = HEADER + "." + encode(json.writeValueAsString(claims));
      return content + "." + signature(content);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** What the share token says; empty when it is none of ours or has expired. */
  Optional<Claims> read(String shareToken, Instant now) {
    int end = shareToken.lastIndexOf('.');
    if (end < 0 || !shareToken.startsWith(HEADER + ".") || end == HEADER.length()) {
      return Optional.empty();
    }
    byte[] given = shareToken.substring(end + 1).getBytes(StandardCharsets.UTF_8);
    byte[] right = signature(shareToken.substring(0, end)).getBytes(StandardCharsets.UTF_8);
    if (!MessageDigest.isEqual(given, right)) {
      return Optional.empty();
    }
    try {
      JsonNode said =
          json.readTree(
              Base64.getUrlDecoder().decode(shareToken.substring(HEADER.length() + 1, end)));
      Claims claims = json.treeToValue(said, Claims.class);
      return claims.exp() > now.getEpochSecond() ? Optional.of(claims) : Optional.empty();
    } catch (IOException e) {
      throw new IllegalStateException("signed by us, so it can be read", e);
    }
  }

  private String signature(String content) {
    return BASE64.encodeToString(secret.derive("share-token", content));
  }

  private static String encode(String text) {
    return BASE64.encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
