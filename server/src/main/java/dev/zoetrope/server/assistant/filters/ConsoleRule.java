package dev.zoetrope.server.assistant.filters;

import dev.zoetrope.server.assistant.filters.Condition.Leaf;
import dev.zoetrope.server.assistant.filters.Sense.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** What the console showed: {@code errors}, {@code warnings containing "deprecated"}. */
final class ConsoleRule implements Rule {
  private static final String ANY = "info|log";

  /** Errors as languages call them; events and properties have other names. */
  private static final Pattern CLASS =
      Pattern.compile(
          "(?:[A-Z][a-z]+){0,4}(?:[A-Z]{2,5})?(?:[A-Z][a-z]+)?(?:Error|Exception)(?<!^Error|^Exception)");

  /** What servers answer when something went wrong; as a number of errors it would be odd. */
  private static final Pattern STATUS = Pattern.compile("4(?:0[0134-9]|1[0-8]|2[259]|51)|50[0-4]");

  @Override
  public boolean read(Cursor cursor, Draft draft) {
    Item item = cursor.peek();
    Sense sense = item.sense(Kind.LEVEL);
    if (STATUS.matcher(item.text()).matches() && item.is(Token.Kind.NUMBER)) {
      return status(cursor, draft);
    }
    if (CLASS.matcher(item.text()).matches()) {
      return named(cursor, draft);
    }
    Item next = cursor.item(cursor.position() + 1);
    boolean exception =
        item.has(Kind.EVENT) && item.sense(Kind.EVENT).argument(0).equals("$exception");
    if (exception
        && next != null
        && (next.is(Token.Kind.QUOTED) || CLASS.matcher(next.text()).matches())) {
      // What was thrown stands in the console; the event has it where no filter looks.
      cursor.next();
      return named(cursor, draft);
    }
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
      if (!level.equals(ANY) && !draft.negating()) {
        draft.deed(Leaf.of("log_entry", "level", "exact", level), start, start + 1);
      }
      messages(cursor, draft, start, at);
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

  /** {@code "timeout" or "abort" but not "ResizeObserver"}, from the first text on. */
  private static void messages(Cursor cursor, Draft draft, int start, int first) {
    List<String> texts = new ArrayList<>(List.of(cursor.item(first).text()));
    int at = first + 1;
    while (cursor.item(at) != null) {
      int next = cursor.is(at, Token.Kind.COMMA) ? at + 1 : at;
      next = cursor.has(next, Kind.OR) ? next + 1 : next;
      if (next == at || !cursor.is(next, Token.Kind.QUOTED)) {
        break;
      }
      texts.add(cursor.item(next).text());
      at = next + 1;
    }
    Leaf message = Leaf.of("log_entry", "message", "icontains", texts.get(0));
    cursor.moveTo(at);
    draft.deed(message.with(texts), start, at);
    int not = at;
    while (cursor.has(not, Kind.BUT, Kind.AND)) {
      not++;
    }
    if (cursor.has(not, Kind.NOT) && cursor.is(cursor.pastNoise(not + 1), Token.Kind.QUOTED)) {
      int other = cursor.pastNoise(not + 1);
      cursor.moveTo(other + 1);
      Leaf none = Leaf.of("log_entry", "message", "icontains", cursor.item(other).text());
      draft.deed(
          new Leaf(none.key(), none.type(), none.operator(), none.values(), true), not, other + 1);
    }
  }

  /** {@code TypeError}: the class of an error is in its message. */
  private static boolean named(Cursor cursor, Draft draft) {
    int start = cursor.position();
    String name = cursor.peek().text();
    cursor.next();
    if (!draft.negating()) {
      draft.deed(Leaf.of("log_entry", "level", "exact", "error"), start, start + 1);
    }
    draft.deed(Leaf.of("log_entry", "message", "icontains", name), start, start + 1);
    return true;
  }

  /** {@code a 500 error}: what browsers write of a failed request has its status in it. */
  private static boolean status(Cursor cursor, Draft draft) {
    int start = cursor.position();
    Item error = cursor.item(start + 1);
    boolean read =
        error != null
            && error.has(Kind.LEVEL)
            && error.sense(Kind.LEVEL).argument(0).equals("error")
            && !cursor.has(start - 1, Kind.COMPARE)
            && !cursor.has(start + 2, Kind.COMPARE, Kind.MENTION);
    if (!read) {
      return false;
    }
    String status = cursor.peek().text();
    cursor.moveTo(start + 2);
    if (!draft.negating()) {
      draft.deed(Leaf.of("log_entry", "level", "exact", "error"), start, start + 2);
    }
    draft.deed(Leaf.of("log_entry", "message", "icontains", status), start, start + 2);
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
