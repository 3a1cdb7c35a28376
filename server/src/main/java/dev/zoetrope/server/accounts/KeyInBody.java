package dev.zoetrope.server.accounts;

import dev.zoetrope.server.web.ApiException;
import dev.zoetrope.server.web.BodyParser;
import java.util.Optional;

/** {@code personal_api_key} as a member of a JSON or form body. */
final class KeyInBody {
  private KeyInBody() {}

  /** The key; empty when there is none or the body cannot be read, which its operation will say. */
  static Optional<String> find(String contentType, byte[] bytes) {
    try {
      return Optional.ofNullable(
              BodyParser.parse(contentType, bytes).tree().path("personal_api_key").textValue())
          .filter(key -> !key.isBlank());
    } catch (ApiException e) {
      // A malformed body is refused by the operation, after authentication.
      return Optional.empty();
    }
  }
}
