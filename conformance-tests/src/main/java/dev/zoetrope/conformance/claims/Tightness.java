package dev.zoetrope.conformance.claims;

import com.fasterxml.jackson.databind.JsonNode;
import dev.zoetrope.conformance.claims.Facts.Seen;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A document may say too little: "sometimes missing", "sometimes null", "one of these" are claims,
 * too. Each of them has to be seen; what never was is a document looser than its server, and
 * whoever generates a client from it pays for it.
 */
public final class Tightness {
  /** In {@code x-unseen}: no value, or none but null. */
  static final String ANYTHING = "*";

  private Tightness() {}

  /** What the document allows and nothing ever did. */
  public static List<String> broken(JsonNode root, Facts facts) {
    List<String> broken = new ArrayList<>();
    facts
        .places()
        .forEach(
            (place, seen) -> {
              broken.addAll(broken(root, place, seen));
              inside(root, facts, place, broken);
            });
    return broken;
  }

  /** Lists have to come with an item, and free members with a member, to show what they are. */
  private static void inside(JsonNode root, Facts facts, String place, List<String> broken) {
    JsonNode schema = root.at(place);
    for (String part : List.of("items", "additionalProperties")) {
      if (schema.path(part).isObject()) {
        String inner = Pointers.resolved(root, place + Pointers.to(part));
        claim(
            facts.places().containsKey(inner),
            unseen(root.at(inner)).contains(ANYTHING),
            inner + ": anything",
            broken);
      }
    }
  }

  /** The same, at one place. */
  public static List<String> broken(JsonNode root, Facts facts, String place) {
    Seen seen = facts.places().get(place);
    return seen == null ? List.of() : broken(root, place, seen);
  }

  private static List<String> broken(JsonNode root, String place, Seen seen) {
    JsonNode schema = root.at(place);
    Set<String> unseen = unseen(schema);
    List<String> broken = new ArrayList<>();
    if (!seen.present().isEmpty() || !seen.missing().isEmpty()) {
      members(place, schema, seen, unseen, broken);
    }
    if (schema.path("nullable").asBoolean()) {
      claim(seen.nulls()[0] > 0, unseen.contains("null"), place + ": null", broken);
      claim(
          seen.times()[0] > seen.nulls()[0],
          unseen.contains(ANYTHING),
          place + ": anything but null",
          broken);
    }
    for (JsonNode value : schema.path("enum")) {
      if (!value.isNull()) {
        String text = value.asText();
        claim(
            seen.texts().contains(text),
            unseen.contains(text),
            place + ": \"" + text + "\"",
            broken);
      }
    }
    return broken;
  }

  private static void members(
      String place, JsonNode schema, Seen seen, Set<String> unseen, List<String> broken) {
    Set<String> required = new HashSet<>();
    schema.path("required").forEach(name -> required.add(name.asText()));
    for (var property : schema.path("properties").properties()) {
      String name = property.getKey();
      claim(
          seen.present().contains(name),
          unseen.contains(name),
          place + ": the member \"" + name + "\"",
          broken);
      if (!required.contains(name) && !seen.missing().contains(name)) {
        broken.add(place + ": \"" + name + "\" was never missing, and is not required");
      }
    }
  }

  /** What the document claims came, or it says itself why it does not ({@code x-unseen}). */
  private static void claim(boolean came, boolean excused, String what, List<String> broken) {
    if (!came && !excused) {
      broken.add(what + " never came, and is documented");
    } else if (came && excused) {
      broken.add(what + " came, and is documented as what never comes (x-unseen)");
    }
  }

  static Set<String> unseen(JsonNode schema) {
    Set<String> unseen = new HashSet<>();
    schema
        .path("x-unseen")
        .forEach(
            entry ->
                entry
                    .path("what")
                    .forEach(what -> unseen.add(what.isNull() ? "null" : what.asText())));
    return unseen;
  }
}
