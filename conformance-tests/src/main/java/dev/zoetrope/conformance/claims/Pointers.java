package dev.zoetrope.conformance.claims;

import com.fasterxml.jackson.databind.JsonNode;

/** JSON pointers (RFC 6901) into a document. */
final class Pointers {
  private Pointers() {}

  /** The pointer to a member of a member of ... */
  static String to(String... segments) {
    StringBuilder pointer = new StringBuilder();
    for (String segment : segments) {
      pointer.append('/').append(segment.replace("~", "~0").replace("/", "~1"));
    }
    return pointer.toString();
  }

  /** Where the references at this place lead in the end. */
  static String resolved(JsonNode root, String pointer) {
    String at = pointer;
    while (root.at(at).has("$ref")) {
      at = root.at(at).get("$ref").asText().substring(1);
    }
    return at;
  }
}
