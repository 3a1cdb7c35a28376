package dev.zoetrope.server.capture.decode;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/** Console arguments: the recorder stringifies each, so a text comes in quotes of its own. */
final class ConsoleArguments {
  private static final ObjectMapper JSON = new ObjectMapper();

  private ConsoleArguments() {}

  static String unquoted(String argument) {
    if (argument.length() < 2 || argument.charAt(0) != '"') {
      return argument;
    }
    try {
      JsonNode node = JSON.readTree(argument);
      return node.isTextual() ? node.textValue() : argument;
    } catch (JsonProcessingException e) {
      // Cut off in the middle by the recorder: shown as it came.
      return argument;
    }
  }
}
