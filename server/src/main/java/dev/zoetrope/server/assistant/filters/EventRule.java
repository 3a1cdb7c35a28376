package dev.zoetrope.server.assistant.filters;

import dev.zoetrope.server.assistant.filters.Condition.Happened;
import dev.zoetrope.server.assistant.filters.Condition.Leaf;
import dev.zoetrope.server.assistant.filters.Part.Joint;
import dev.zoetrope.server.assistant.filters.Part.Node;
import dev.zoetrope.server.assistant.filters.Sense.Kind;
import java.util.ArrayList;
import java.util.List;

/** An event that happened, on a page, on an element or with a value. */
final class EventRule implements Rule {
  @Override
  public boolean read(Cursor cursor, Draft draft) {
    int start = cursor.position();
    String event = event(cursor);
    if (event == null) {
      cursor.moveTo(start);
      return false;
    }
    if (cursor.has(cursor.position(), Kind.FREE) && cursor.peek().token().glued()) {
      draft.negate();
      cursor.next();
    }
    while (cursor.has(cursor.position(), Kind.EVENTNOUN)) {
      cursor.next();
    }
    draft.deed(new Happened(event, List.of(), false), start, cursor.position());
    while (attached(cursor, draft)) {
      // The next one may follow.
    }
    return true;
  }

  /** The name of the event at this place, or null. */
  private static String event(Cursor cursor) {
    Item item = cursor.next();
    if (item.is(Token.Kind.QUOTED) && cursor.has(cursor.position(), Kind.EVENTNOUN)) {
      return item.text();
    }
    Sense sense = item.sense(Kind.EVENT);
    if (sense != null) {
      return cursor.has(cursor.position(), Kind.PAGENOUN) ? null : sense.argument(0);
    }
    if (item.has(Kind.EVENTNOUN)) {
      int at = cursor.pastNoise(cursor.position());
      Item name = cursor.item(at);
      if (name != null && (name.identifier() || name.is(Token.Kind.QUOTED))) {
        cursor.moveTo(at + 1);
        return name.text();
      }
      if (name != null && name.has(Kind.EVENT)) {
        cursor.moveTo(at + 1);
        return name.sense(Kind.EVENT).argument(0);
      }
    }
    return item.identifier() && cursor.has(cursor.position(), Kind.EVENTNOUN) ? item.text() : null;
  }

  private static boolean attached(Cursor cursor, Draft draft) {
    int start = cursor.position();
    int at = start;
    boolean on = false;
    boolean with = false;
    while (cursor.has(at, Kind.NOISE, Kind.PREP)
        && !cursor.has(at, Kind.VALUE, Kind.EVENT, Kind.METRIC)) {
      Sense preposition = cursor.item(at).sense(Kind.PREP);
      on |=
          preposition != null
              && (preposition.argument(0).equals("on") || preposition.argument(0).equals("in"));
      with |= cursor.item(at).token().is("where") || cursor.item(at).token().is("whose");
      with |=
          preposition != null
              && (preposition.argument(0).equals("with") || preposition.argument(0).equals("by"));
      at++;
    }
    while (on
        && cursor.has(at, Kind.PAGENOUN, Kind.PAGENAME, Kind.BUTTON)
        && hasTarget(cursor, at + 1)) {
      at++;
    }
    Item item = cursor.item(at);
    if (item == null) {
      return false;
    }
    if (on && item.is(Token.Kind.ADDRESS)) {
      List<String> addresses = new ArrayList<>();
      int end = PageRule.alternatives(cursor, at, addresses);
      attach(draft, PageRule.page(addresses), true);
      cursor.moveTo(end);
      while (cursor.has(cursor.position(), Kind.PAGENOUN)) {
        cursor.next();
      }
      return true;
    }
    if (on && item.is(Token.Kind.QUOTED)) {
      attach(draft, Leaf.of("event", "$el_text", "icontains", item.text()), false);
      cursor.moveTo(cursor.has(at + 1, Kind.BUTTON) ? at + 2 : at + 1);
      return true;
    }
    String page = on ? PageRule.named(cursor, at) : null;
    if (page != null) {
      draft.problem(new Problem.Page(page));
      attach(draft, PageRule.page(List.of(Draft.HOLE)), true);
      cursor.moveTo(PageRule.behindName(cursor, at));
      return true;
    }
    if (with && ownProperty(item)) {
      return property(cursor, draft, start, at);
    }
    Sense value = item.sense(Kind.VALUE);
    if (with
        && value != null
        && value.argument(0).equals("event")
        && !value.argument(1).startsWith("$")) {
      attach(draft, Leaf.of("event", value.argument(1), "exact", value.argument(2)), false);
      cursor.moveTo(at + 1);
      return true;
    }
    return false;
  }

  private static boolean ownProperty(Item item) {
    Sense property = item.sense(Kind.PROP);
    return property != null
        && property.argument(0).equals("event")
        && !property.argument(1).startsWith("$");
  }

  /** "Purchases where cart_total > 100": the property is the event's. */
  private static boolean property(Cursor cursor, Draft draft, int start, int at) {
    Draft aside = new Draft();
    cursor.moveTo(at);
    boolean read = new PropertyRule().read(cursor, aside);
    Node node = read ? aside.last() : null;
    if (node == null || !(node.condition() instanceof Leaf leaf)) {
      cursor.moveTo(start);
      return false;
    }
    attach(draft, leaf, false);
    return true;
  }

  private static boolean hasTarget(Cursor cursor, int i) {
    int at = cursor.pastNoise(i);
    return cursor.is(at, Token.Kind.ADDRESS) || cursor.is(at, Token.Kind.QUOTED);
  }

  /** Gives the property to the event, and where it is said of a list of events to all of them. */
  private static void attach(Draft draft, Leaf property, boolean toList) {
    int i = draft.parts.size() - 1;
    while (i >= 0
        && draft.parts.get(i) instanceof Node node
        && node.condition() instanceof Happened event) {
      boolean free = event.properties().stream().noneMatch(property::sameKey);
      if (!free) {
        return;
      }
      List<Leaf> properties = new ArrayList<>(event.properties());
      properties.add(property);
      draft.parts.set(i, node.with(new Happened(event.event(), properties, event.negated())));
      boolean list =
          i > 0
              && (draft.parts.get(i - 1) == Joint.OR
                  || draft.parts.get(i - 1) == Joint.AND
                  || draft.parts.get(i - 1) == Joint.COMMA);
      if (!toList || !list) {
        return;
      }
      i -= 2;
    }
  }
}
