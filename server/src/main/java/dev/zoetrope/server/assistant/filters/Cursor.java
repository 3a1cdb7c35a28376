package dev.zoetrope.server.assistant.filters;

import dev.zoetrope.server.assistant.filters.Sense.Kind;
import java.util.List;

/** A place in a message; what is read behind the end is null. */
final class Cursor {
  private final List<Item> items;
  private int at;

  Cursor(List<Item> items) {
    this.items = items;
  }

  boolean atEnd() {
    return at >= items.size();
  }

  int position() {
    return at;
  }

  void moveTo(int position) {
    at = position;
  }

  Item peek() {
    return item(at);
  }

  Item item(int i) {
    return i >= 0 && i < items.size() ? items.get(i) : null;
  }

  Item next() {
    return item(at++);
  }

  boolean has(int i, Kind... kinds) {
    Item item = item(i);
    return item != null && item.hasAny(kinds);
  }

  boolean is(int i, Token.Kind kind) {
    Item item = item(i);
    return item != null && item.is(kind);
  }

  /** The first place from here on that is not just a filler. */
  int pastFillers(int i) {
    int j = i;
    while (item(j) != null && item(j).filler()) {
      j++;
    }
    return j;
  }

  /** The first place from here on that is no noise; prepositions and people stay. */
  int pastNoise(int i) {
    int j = i;
    while (has(j, Kind.NOISE)) {
      j++;
    }
    return j;
  }
}
