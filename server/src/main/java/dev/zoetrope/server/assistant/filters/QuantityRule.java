package dev.zoetrope.server.assistant.filters;

import dev.zoetrope.server.assistant.filters.Condition.Happened;
import dev.zoetrope.server.assistant.filters.Condition.Leaf;
import dev.zoetrope.server.assistant.filters.Numbers.Amount;
import dev.zoetrope.server.assistant.filters.Sense.Kind;

/**
 * How long, how many, how much: {@code over 2 min}, {@code at least 3 errors}, {@code clicks >= 7}.
 */
final class QuantityRule implements Rule {
  @Override
  public boolean read(Cursor cursor, Draft draft) {
    int start = cursor.position();
    boolean length = cursor.peek().has(Kind.VAGUE);
    String figure = length ? null : Figures.before(cursor.peek());
    int i = figure == null ? start : behindFigure(cursor, start + 1);
    boolean not = figure != null && cursor.has(i, Kind.NOT);
    i = not ? cursor.pastNoise(i + 1) : i;
    if (cursor.has(i, Kind.VAGUE)) {
      return vague(cursor, draft, figure, i);
    }
    boolean between = cursor.has(i, Kind.BETWEEN);
    Comparison comparison = between ? null : Comparison.read(cursor, i);
    boolean approximate = comparison != null && comparison.operator().equals("about");
    int j = between ? i + 1 : comparison == null ? i : comparison.next();
    j = comparison == null && !between && figure == null ? j : past(cursor, j);
    if (cursor.item(j) != null && cursor.item(j).token().is("from") && figure != null) {
      j++;
    }
    Amount amount = Numbers.read(cursor, j, between);
    if (amount == null) {
      return figure != null && plain(cursor, draft, figure, start);
    }
    Comparison behind = Comparison.read(cursor, amount.next());
    int end = amount.next();
    if (behind != null
        && comparison == null
        && amount.high() == null
        && (behind.operator().equals("gte") || behind.operator().equals("lte"))) {
      comparison = behind;
      end = behind.next();
      if (amount.unit() == null && Numbers.unit(cursor, end) != null) {
        amount = amount.scaled(Numbers.unit(cursor, end), end + 1);
        end++;
      }
    }
    int noun = cursor.pastNoise(end);
    Item item = cursor.item(noun);
    if (figure == null || Figures.typed(cursor.item(start))) {
      String after = Figures.after(item);
      if (after == null && item != null && item.has(Kind.EVENT) && amount.unit() == null) {
        return count(cursor, draft, comparison, amount, item, noun);
      }
      if (after != null) {
        figure = after;
        end = noun + 1;
        Comparison last = Comparison.read(cursor, end);
        if (comparison == null
            && last != null
            && (last.operator().equals("gte") || last.operator().equals("lte"))) {
          comparison = last;
          end = last.next();
        }
      }
    }
    if (figure == null
        && (amount.unit() != null
            || (comparison != null && comparison.about().equals("duration")))) {
      figure = "duration";
    }
    if (figure == null && comparison == null && amount.high() == null) {
      return false;
    }
    end = "duration".equals(figure) && Figures.isDuration(cursor.item(end)) ? end + 1 : end;
    cursor.moveTo(end);
    Leaf leaf = leaf(figure, approximate ? null : comparison, amount);
    if (figure == null || leaf.operator().equals(Draft.BARE) || status(leaf)) {
      draft.problem(new Problem.Bare(words(cursor, start, end)));
    }
    draft.deed(not ? Traits.negated(leaf) : leaf, start, end);
    return true;
  }

  private static Leaf leaf(String figure, Comparison comparison, Amount amount) {
    String key = figure == null ? Draft.HOLE : figure;
    String type = Figures.type(key);
    if (amount.high() != null) {
      return Leaf.of(type, key, "between", amount.text(false), amount.text(true));
    }
    boolean bare = comparison == null && (figure == null || Figures.continuous(key));
    String operator = comparison == null ? (bare ? Draft.BARE : "exact") : comparison.operator();
    return Leaf.of(type, key, operator, amount.text(false));
  }

  /** {@code at least one rage click} is a rage click; more of them cannot be asked for. */
  private static boolean count(
      Cursor cursor, Draft draft, Comparison comparison, Amount amount, Item item, int at) {
    String operator = comparison == null ? "exact" : comparison.operator();
    String event = item.sense(Kind.EVENT).argument(0);
    boolean once =
        (operator.equals("gte") && amount.text(false).equals("1"))
            || (operator.equals("gt") && amount.text(false).equals("0"));
    if (!once) {
      draft.problem(new Problem.Count(item.text()));
      draft.deed(new Happened(event, java.util.List.of(), false), at, at + 1);
      cursor.moveTo(at + 1);
      return true;
    }
    cursor.moveTo(at);
    return true;
  }

  /** A figure with a word instead of a number; also before it, as in {@code many errors}. */
  private static boolean vague(Cursor cursor, Draft draft, String before, int at) {
    Sense vague = cursor.item(at).sense(Kind.VAGUE);
    String word = cursor.item(at).text();
    int next = at + 1;
    while (cursor.has(next, Kind.VAGUE) && vague.argument(0).equals("very")) {
      vague = cursor.item(next).sense(Kind.VAGUE);
      word = cursor.item(next++).text();
    }
    String degree = vague.argument(0);
    if (degree.equals("date")) {
      return false;
    }
    int noun = cursor.pastNoise(next);
    Item item = cursor.item(noun);
    String figure = before == null ? Figures.after(item) : before;
    if (figure == null && item != null && item.has(Kind.EVENT)) {
      draft.problem(new Problem.Count(item.text()));
      cursor.moveTo(noun);
      return true;
    }
    boolean length = degree.equals("long") || degree.equals("short");
    if (figure == null && !length) {
      return false;
    }
    cursor.moveTo(figure != null && before == null ? noun + 1 : next);
    figure = figure == null ? "duration" : figure;
    boolean less = degree.equals("short") || degree.equals("low") || degree.equals("few");
    draft.problem(new Problem.Threshold(word, Figures.label(figure)));
    draft.deed(Leaf.of(Figures.type(figure), figure, less ? "lt" : "gt", Draft.HOLE), at, next);
    return true;
  }

  /** {@code no clicks}, {@code with clicks}: none of it, or some. */
  private static boolean plain(Cursor cursor, Draft draft, String figure, int start) {
    if (Figures.continuous(figure)
        || (cursor.item(start).has(Kind.CLICKON)
            && cursor.has(cursor.pastFillers(start + 1), Kind.BUTTON))) {
      return false;
    }
    boolean none = draft.negating();
    draft.takeNegation();
    draft.deed(
        none
            ? Leaf.of(Figures.type(figure), figure, "exact", "0")
            : Leaf.of(Figures.type(figure), figure, "gt", "0"),
        start,
        start + 1);
    cursor.moveTo(start + 1);
    return true;
  }

  private static int behindFigure(Cursor cursor, int i) {
    int j = i;
    while (cursor.item(j) != null
        && (cursor.has(j, Kind.NOISE, Kind.IS)
            || cursor.item(j).token().is("for")
            || cursor.item(j).token().is("of")
            || cursor.item(j).token().is("with"))
        && !cursor.has(j, Kind.COMPARE, Kind.NUMBER)
        && !unitFollows(cursor, j)) {
      j++;
    }
    return j;
  }

  private static boolean unitFollows(Cursor cursor, int i) {
    Token token = cursor.item(i).token();
    return (token.is("a") || token.is("an")) && cursor.has(i + 1, Kind.UNIT);
  }

  private static int past(Cursor cursor, int i) {
    int j = i;
    while (cursor.has(j, Kind.NOISE) && !cursor.has(j, Kind.NUMBER) && !unitFollows(cursor, j)) {
      j++;
    }
    return j;
  }

  private static String words(Cursor cursor, int from, int to) {
    StringBuilder words = new StringBuilder();
    for (int i = from; i < to; i++) {
      words.append(words.isEmpty() ? "" : " ").append(cursor.item(i).text());
    }
    return words.toString();
  }

  /** "404 errors" are not so many errors. */
  private static boolean status(Leaf leaf) {
    return leaf.key().equals("console_error_count")
        && leaf.operator().equals("exact")
        && leaf.values().get(0).matches("[45]\\d\\d");
  }
}
