package dev.zoetrope.server.assistant.filters;

import dev.zoetrope.server.assistant.filters.Condition.Happened;
import dev.zoetrope.server.assistant.filters.Condition.Leaf;
import dev.zoetrope.server.assistant.filters.Sense.Kind;
import java.util.List;

/** Clicks on elements by their text. */
final class ClickRule implements Rule {
  private static final int LONGEST_LABEL = 5;

  @Override
  public boolean read(Cursor cursor, Draft draft) {
    Item item = cursor.peek();
    boolean click =
        item.has(Kind.CLICKON)
            || (item.has(Kind.METRIC) && item.sense(Kind.METRIC).argument(0).equals("click_count"));
    if (!click) {
      return false;
    }
    int start = cursor.position();
    int at = cursor.pastFillers(start + 1);
    at =
        cursor.has(at, Kind.BUTTON) && cursor.is(cursor.pastNoise(at + 1), Token.Kind.QUOTED)
            ? cursor.pastNoise(at + 1)
            : at;
    if (cursor.is(at, Token.Kind.QUOTED)) {
      return clicked(
          cursor,
          draft,
          start,
          cursor.item(at).text(),
          cursor.has(at + 1, Kind.BUTTON) ? at + 2 : at + 1);
    }
    // The words before "button" are what it says.
    StringBuilder label = new StringBuilder();
    int end = at;
    while (end - at < LONGEST_LABEL
        && cursor.item(end) != null
        && cursor.item(end).is(Token.Kind.WORD)
        && !cursor.has(end, Kind.BUTTON)
        && !cursor.has(end, Kind.OR, Kind.AND, Kind.NOT)) {
      label.append(label.isEmpty() ? "" : " ").append(cursor.item(end).text());
      end++;
    }
    if (label.isEmpty() || !cursor.has(end, Kind.BUTTON)) {
      return titled(cursor, draft, start);
    }
    return clicked(cursor, draft, start, label.toString(), end + 1);
  }

  /** {@code clicked Save}, {@code clicked on Sign Up}: written like the text of an element. */
  private static boolean titled(Cursor cursor, Draft draft, int start) {
    int at = start + 1;
    while (cursor.item(at) != null && cursor.item(at).token().word().matches("on|the")) {
      at++;
    }
    StringBuilder label = new StringBuilder();
    int end = at;
    while (end - at < LONGEST_LABEL && cursor.item(end) != null && title(cursor.item(end))) {
      label.append(label.isEmpty() ? "" : " ").append(cursor.item(end).text());
      end++;
    }
    return !label.isEmpty() && clicked(cursor, draft, start, label.toString(), end);
  }

  private static boolean title(Item item) {
    boolean standard =
        item.senses().stream()
            .anyMatch(
                sense ->
                    sense.kind() == Kind.VALUE
                        && sense.argument(1).startsWith("$")
                        && !sense.argument(1).equals("$el_text"));
    return item.is(Token.Kind.WORD)
        && Character.isUpperCase(item.text().charAt(0))
        && !standard
        && !item.hasAny(Kind.SITE, Kind.OR, Kind.AND, Kind.NOT);
  }

  private static boolean clicked(Cursor cursor, Draft draft, int start, String label, int end) {
    cursor.moveTo(end);
    Leaf text = Leaf.of("event", "$el_text", "icontains", label);
    draft.deed(new Happened("$autocapture", List.of(text), false), start, end);
    return true;
  }
}
