package dev.zoetrope.server.sessions;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Values as they are answered: numbers as numbers, lists value by value (B-334). */
final class ValueJson {
  private static final ObjectMapper JSON =
      new ObjectMapper()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private ValueJson() {}

  /** At most so many values. */
  static List<JsonNode> of(List<String> texts, int most) {
    return texts.stream().flatMap(ValueJson::read).limit(most).toList();
  }

  private static Stream<JsonNode> read(String text) {
    char first = text.isEmpty() ? ' ' : text.charAt(0);
    if (first != '[' && first != '-' && !Character.isDigit(first)) {
      return Stream.of(TextNode.valueOf(text));
    }
    try {
      JsonNode value = JSON.readTree(text);
      if (value.isArray()) {
        List<JsonNode> flat = new ArrayList<>();
        flatten(value, flat);
        return flat.stream();
      }
      // A number that would be written in another way is a name, and filters look for the name.
      return Stream.of(value.toString().equals(text) ? value : TextNode.valueOf(text));
    } catch (JsonProcessingException e) {
      return Stream.of(TextNode.valueOf(text));
    }
  }

  private static void flatten(JsonNode value, List<JsonNode> into) {
    if (value.isArray()) {
      value.forEach(element -> flatten(element, into));
    } else {
      into.add(value.isTextual() || value.isNumber() ? value : TextNode.valueOf(value.toString()));
    }
  }
}
