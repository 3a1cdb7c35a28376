package dev.zoetrope.server.capture.decode;

import java.util.List;

/** Finds the project token of a payload and checks its shape. */
final class ProjectTokens {
  private static final int MAX_LENGTH = 64;

  private ProjectTokens() {}

  /** The one token of the envelope and its items. */
  static String find(RawItem envelope, List<RawItem> items, String fromQuery) {
    String found = envelope == null ? null : envelope.text("api_key", "token", "$token");
    // Beside an envelope's token, "token" among the properties may be anything of the site's own.
    for (RawItem item : envelope == null || found == null ? items : List.<RawItem>of()) {
      String own = item.text("token", "$token", "api_key");
      if (own == null && item.property("token").isTextual()) {
        own = item.property("token").textValue();
      }
      if (own != null && found == null) {
        found = own;
      } else if (own != null && !own.strip().equals(found.strip())) {
        throw new CaptureRefusal(401, "batch submitted with inconsistent api_key values");
      }
    }
    if (found == null) {
      found = fromQuery;
    }
    if (found == null) {
      throw new CaptureRefusal(401, "event submitted without an api_key");
    }
    return checked(found.strip());
  }

  private static String checked(String token) {
    String fault = null;
    if (token.isEmpty()) {
      fault = "empty";
    } else if (token.indexOf('\uFFFD') >= 0 || token.indexOf('\0') >= 0) {
      fault = "null_byte";
    } else if (!token.chars().allMatch(c -> c < 128)) {
      fault = "not_ascii";
    } else if (token.length() > MAX_LENGTH) {
      fault = "too_long";
    } else if (token.startsWith("phx_")) {
      fault = "personal_api_key";
    }
    if (fault != null) {
      throw new CaptureRefusal(401, "API key is not valid: " + fault);
    }
    return token;
  }
}
