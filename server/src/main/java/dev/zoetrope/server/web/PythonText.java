package dev.zoetrope.server.web;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.StringJoiner;

/** JSON values as upstream's texts show them, which is as Python does. */
final class PythonText {
  private PythonText() {}

  static String typeOf(JsonNode node) {
    return switch (node.getNodeType()) {
      case ARRAY -> "list";
      case BOOLEAN -> "bool";
      case NUMBER -> node.isIntegralNumber() ? "int" : "float";
      case STRING -> "str";
      case NULL, MISSING -> "NoneType";
      default -> "dict";
    };
  }

  /** The value as text: a string is itself, everything else as it would be written down. */
  static String of(JsonNode node) {
    return node.isTextual() ? node.textValue() : written(node);
  }

  private static String written(JsonNode node) {
    return switch (node.getNodeType()) {
      case STRING -> quoted(node.textValue());
      case BOOLEAN -> node.booleanValue() ? "True" : "False";
      case NULL, MISSING -> "None";
      case ARRAY -> {
        StringJoiner items = new StringJoiner(", ", "[", "]");
        node.forEach(item -> items.add(written(item)));
        yield items.toString();
      }
      case OBJECT -> {
        StringJoiner members = new StringJoiner(", ", "{", "}");
        node.properties()
            .forEach(
                member -> members.add(quoted(member.getKey()) + ": " + written(member.getValue())));
        yield members.toString();
      }
      default -> node.asText();
    };
  }

  private static String quoted(String text) {
    char quote = text.indexOf('\'') >= 0 && text.indexOf('"') < 0 ? '"' : '\'';
    StringBuilder out = new StringBuilder().append(quote);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '\\' -> out.append("\\\\");
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        default -> {
          if (c == quote) {
            out.append('\\').append(c);
          } else if (c < ' ' || c == 0x7f) {
            out.append("\\x%02x".formatted((int) c));
          } else {
            out.append(c);
          }
        }
      }
    }
    return out.append(quote).toString();
  }
}
