package dev.zoetrope.server.assistant.filters;

import dev.zoetrope.server.assistant.filters.Condition.Leaf;
import dev.zoetrope.server.assistant.filters.Numbers.Amount;
import dev.zoetrope.server.assistant.filters.Sense.Kind;
import java.util.Arrays;
import java.util.List;

/**
 * Values that say by themselves which property is meant: {@code Chrome}, {@code German}, {@code
 * mobile}.
 */
final class ValueRule implements Rule {
  @Override
  public boolean read(Cursor cursor, Draft draft) {
    int start = cursor.position();
    Item item = cursor.peek();
    if (item.is(Token.Kind.EMAIL)) {
      cursor.next();
      boolean part = item.text().startsWith("@");
      draft.trait(
          Leaf.of("person", "email", part ? "icontains" : "exact", item.text()), start, start + 1);
      return true;
    }
    List<Sense> values =
        item.senses().stream().filter(sense -> sense.kind() == Kind.VALUE).toList();
    if (values.isEmpty()) {
      return false;
    }
    cursor.next();
    if (values.stream().map(Sense::arguments).map(a -> a.get(1)).distinct().count() > 1) {
      draft.problem(
          new Problem.UnclearValue(
              item.text(), values.stream().map(sense -> sense.argument(1)).distinct().toList()));
    }
    Leaf leaf = leaf(values.get(0));
    draft.trait(leaf, start, cursor.position());
    version(cursor, draft, leaf);
    return true;
  }

  static Leaf leaf(Sense value) {
    return Leaf.of(value.argument(0), value.argument(1), "exact")
        .with(Arrays.asList(value.argument(2).split("\\|")));
  }

  /** {@code Chrome 120}, {@code Firefox versions older than 100}. */
  private static void version(Cursor cursor, Draft draft, Leaf of) {
    boolean browser = of.key().equals("$browser");
    if (!browser && !of.key().equals("$os")) {
      return;
    }
    int start = cursor.position();
    int at = start;
    boolean said = false;
    while (cursor.item(at) != null
        && (cursor.item(at).token().stem().equals("version") || cursor.item(at).token().is("v"))) {
      said = true;
      at++;
    }
    at = said && cursor.has(at, Kind.IS, Kind.NOISE) ? at + 1 : at;
    Comparison comparison = Comparison.read(cursor, at);
    Amount amount = Numbers.read(cursor, comparison == null ? at : comparison.next(), false);
    if (amount == null
        || amount.unit() != null
        || !cursor.is(comparison == null ? at : comparison.next(), Token.Kind.NUMBER)) {
      return;
    }
    int end = amount.next();
    Comparison behind = Comparison.read(cursor, end);
    if (comparison == null
        && behind != null
        && (behind.operator().equals("gte") || behind.operator().equals("lte"))) {
      comparison = behind;
      end = behind.next();
    }
    if (Figures.after(cursor.item(cursor.pastNoise(end))) != null
        || (cursor.has(end, Kind.TOPIC) && comparison != null && !said)) {
      return;
    }
    if (comparison != null && comparison.about().equals("duration")) {
      return;
    }
    cursor.moveTo(end);
    String key = browser ? "$browser_version" : "$os_version";
    String number = amount.text(false);
    boolean parts = !browser || of.values().contains("Safari");
    Leaf leaf =
        comparison != null
            ? Leaf.of("event", key, comparison.operator(), number)
            : parts
                ? Leaf.of("event", key, "regex", "^" + number.replace(".", "\\.") + "(\\.|$)")
                : Leaf.of("event", key, "exact", number);
    draft.trait(leaf, start, end);
  }
}
