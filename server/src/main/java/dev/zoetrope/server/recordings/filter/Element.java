package dev.zoetrope.server.recordings.filter;

import java.util.List;
import java.util.Map;

/**
 * An element of a page, as autocapture describes it.
 *
 * @param tag the name of its tag or empty
 * @param text what is written on it or null
 * @param attributes {@code href}, {@code id} and others, by name
 */
record Element(String tag, String text, List<String> classes, Map<String, String> attributes) {
  String attribute(String name) {
    return attributes.get(name);
  }
}
