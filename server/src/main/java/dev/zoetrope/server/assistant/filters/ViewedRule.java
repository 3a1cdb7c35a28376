package dev.zoetrope.server.assistant.filters;

import dev.zoetrope.server.assistant.filters.Condition.Leaf;
import dev.zoetrope.server.assistant.filters.Sense.Kind;

/** Whether whoever asks has watched the recording. */
final class ViewedRule implements Rule {
  @Override
  public boolean read(Cursor cursor, Draft draft) {
    Item item = cursor.peek();
    Sense viewed = item.sense(Kind.VIEWED);
    boolean denied = draft.negating() && item.hasAny(Kind.VIEWVERB, Kind.VIEWED);
    if (viewed == null && !denied) {
      return false;
    }
    int start = cursor.position();
    int object = start + 1;
    while (cursor.item(object) != null && cursor.item(object).hasAny(Kind.NOISE, Kind.PREP)) {
      object++;
    }
    if (cursor.is(object, Token.Kind.ADDRESS)
        || PageRule.named(cursor, object) != null
        || cursor.has(object, Kind.PAGENOUN)) {
      return false;
    }
    if (!denied
        && cursor.item(object) != null
        && viewed.argument(0).equals("true")
        && !closes(cursor, object)) {
      return false;
    }
    cursor.next();
    String value =
        denied && (viewed == null || viewed.argument(0).equals("true"))
            ? "false"
            : viewed.argument(0);
    draft.takeNegation();
    draft.deed(Leaf.of("recording", "viewed", "exact", value), start, start + 1);
    return true;
  }

  /** Whether nothing follows that could be what was viewed, other than the recordings. */
  private static boolean closes(Cursor cursor, int i) {
    Item item = cursor.item(i);
    return item.period() != null
        || item.is(Token.Kind.COMMA)
        || item.is(Token.Kind.STOP)
        || item.hasAny(Kind.TOPIC, Kind.AND, Kind.OR, Kind.BUT, Kind.ALREADY);
  }
}
