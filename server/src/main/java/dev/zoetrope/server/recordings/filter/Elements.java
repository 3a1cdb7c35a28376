package dev.zoetrope.server.recordings.filter;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads the elements of an event: a list of objects, or one text with a chain (B-245). */
final class Elements {
  static final String LIST = "$elements";
  static final String CHAIN = "$elements_chain";

  private static final String ATTRIBUTE = "attr__";
  private static final int MOST = 200;

  private Elements() {}

  static List<Element> of(JsonNode list, JsonNode chain) {
    if (list != null && list.isArray() && !list.isEmpty()) {
      List<Element> elements = new ArrayList<>();
      for (JsonNode item : list) {
        if (elements.size() < MOST && item.isObject()) {
          elements.add(described(item));
        }
      }
      return elements;
    }
    return chain == null || !chain.isTextual() ? List.of() : new Chain(chain.textValue()).read();
  }

  private static Element described(JsonNode item) {
    Map<String, String> attributes = new HashMap<>();
    item.fields()
        .forEachRemaining(
            member -> {
              if (member.getKey().startsWith(ATTRIBUTE) && member.getValue().isValueNode()) {
                attributes.put(
                    member.getKey().substring(ATTRIBUTE.length()), member.getValue().asText());
              }
            });
    for (String name : List.of("href", "attr_id")) {
      if (item.path(name).isTextual()) {
        attributes.putIfAbsent(name.replace("attr_", ""), item.get(name).textValue());
      }
    }
    String text = item.path("$el_text").asText(item.path("text").asText(null));
    return new Element(
        item.path("tag_name").asText(""), text, classes(item, attributes), attributes);
  }

  private static List<String> classes(JsonNode item, Map<String, String> attributes) {
    List<String> classes = new ArrayList<>();
    item.path("classes").forEach(name -> classes.add(name.asText()));
    item.path("attr_class").forEach(name -> classes.add(name.asText()));
    for (String name : attributes.getOrDefault("class", "").strip().split("\\s+", -1)) {
      if (!name.isEmpty()) {
        classes.add(name);
      }
    }
    return classes;
  }

  /** {@code a.link:attr__href="/x"href="/x"text="Go";div.card:nth-child="2"}: innermost first. */
  private static final class Chain {
    private final String text;
    private int at;

    Chain(String text) {
      this.text = text;
    }

    List<Element> read() {
      List<Element> elements = new ArrayList<>();
      while (at < text.length() && elements.size() < MOST) {
        elements.add(element());
      }
      return elements;
    }

    private Element element() {
      String[] head = until(':', ';').split("\\.", -1);
      Map<String, String> attributes = new HashMap<>();
      if (at < text.length() && text.charAt(at) == ':') {
        at++;
        while (at < text.length() && text.charAt(at) != ';') {
          attribute(attributes);
        }
      }
      at++;
      return new Element(
          head[0],
          attributes.remove("text"),
          List.of(head).subList(1, head.length).stream().filter(name -> !name.isEmpty()).toList(),
          attributes);
    }

    private void attribute(Map<String, String> attributes) {
      String name = until('=', ';');
      if (at + 1 >= text.length() || text.charAt(at) != '=' || text.charAt(at + 1) != '"') {
        // Not an attribute: skip what cannot be read.
        at = Math.min(text.length(), at + (at < text.length() && text.charAt(at) == '=' ? 1 : 0));
        return;
      }
      at += 2;
      StringBuilder value = new StringBuilder();
      while (at < text.length() && text.charAt(at) != '"') {
        if (text.charAt(at) == '\\' && at + 1 < text.length()) {
          at++;
        }
        value.append(text.charAt(at++));
      }
      at++;
      String key = name.startsWith(ATTRIBUTE) ? name.substring(ATTRIBUTE.length()) : name;
      attributes.putIfAbsent(key.equals("attr_id") ? "id" : key, value.toString());
    }

    private String until(char one, char other) {
      int start = at;
      while (at < text.length() && text.charAt(at) != one && text.charAt(at) != other) {
        at++;
      }
      return text.substring(start, at);
    }
  }
}
