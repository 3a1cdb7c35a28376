package dev.zoetrope.server.assistant.filters;

import dev.zoetrope.server.assistant.filters.Condition.Leaf;
import dev.zoetrope.server.assistant.filters.Sense.Kind;

/** What the console showed: {@code errors}, {@code warnings containing "deprecated"}. */
final class ConsoleRule implements Rule {
  private static final String ANY = "info|log";

  @Override
  public boolean read(Cursor cursor, Draft draft) {
    Item item = cursor.peek();
    Sense sense = item.sense(Kind.LEVEL);
    if (sense == null || cursor.has(cursor.position() + 1, Kind.PAGENOUN)) {
      return false;
    }
    int start = cursor.position();
    String level = sense.argument(0);
    int at = start + 1;
    boolean mention = false;
    while (cursor.has(at, Kind.MENTION, Kind.NOISE) || quoting(cursor, at)) {
      mention |= cursor.has(at, Kind.MENTION);
      at++;
    }
    Item text = cursor.item(at);
    boolean free = cursor.has(start + 1, Kind.FREE);
    if (text != null && !free && (text.is(Token.Kind.QUOTED) || (mention && says(text)))) {
      cursor.moveTo(at + 1);
      Leaf message = Leaf.of("log_entry", "message", "icontains", text.text());
      if (!level.equals(ANY) && !draft.negating()) {
        draft.deed(Leaf.of("log_entry", "level", "exact", level), start, start + 1);
      }
      draft.deed(message, start, at + 1);
      return true;
    }
    if (item.has(Kind.NOISE)) {
      return false;
    }
    cursor.moveTo(start + 1);
    if (free) {
      draft.negate();
      cursor.moveTo(start + 2);
    }
    if (level.equals(ANY)) {
      boolean none = draft.negating();
      draft.takeNegation();
      draft.deed(
          Leaf.of("recording", "console_log_count", none ? "exact" : "gt", "0"), start, start + 1);
    } else {
      draft.deed(Leaf.of("log_entry", "level", "exact", level), start, start + 1);
    }
    return true;
  }

  /** Messages with, for or on "out of memory". */
  private static boolean quoting(Cursor cursor, int at) {
    return cursor.has(at, Kind.PREP) && cursor.is(at + 1, Token.Kind.QUOTED);
  }

  private static boolean says(Item item) {
    return item.unknown() || item.identifier() || item.is(Token.Kind.ADDRESS);
  }
}
