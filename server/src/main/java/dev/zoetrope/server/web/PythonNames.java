package dev.zoetrope.server.web;

import com.fasterxml.jackson.databind.JsonNode;

/** The names by which upstream's texts call JSON types. */
final class PythonNames {
  private PythonNames() {}

  static String of(JsonNode node) {
    return switch (node.getNodeType()) {
      case ARRAY -> "list";
      case BOOLEAN -> "bool";
      case NUMBER -> node.isIntegralNumber() ? "int" : "float";
      case STRING -> "str";
      case NULL, MISSING -> "NoneType";
      default -> "dict";
    };
  }
}
