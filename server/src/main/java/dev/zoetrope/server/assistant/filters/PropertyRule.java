package dev.zoetrope.server.assistant.filters;

import dev.zoetrope.server.assistant.filters.Condition.Leaf;
import dev.zoetrope.server.assistant.filters.Part.Node;
import dev.zoetrope.server.assistant.filters.Sense.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Properties by their name: {@code plan is pro}, {@code utm_source = google}, {@code no email}. */
final class PropertyRule implements Rule {
  private static final Set<String> OWNING = Set.of("with", "have", "has", "had", "having");
  private static final Pattern SPECIAL = Pattern.compile("[.\\\\+*?()\\[\\]{}^$|]");

  @Override
  public boolean read(Cursor cursor, Draft draft) {
    int start = cursor.position();
    Item item = cursor.peek();
    Sense property = item.sense(Kind.PROP);
    if (property == null) {
      return false;
    }
    String type = property.argument(0);
    String key = property.argument(1);
    Node node = draft.last();
    if (node != null
        && node.end() == start
        && node.condition() instanceof Leaf leaf
        && leaf.key().equals(key)) {
      // The pro plan: the value has said it all.
      cursor.next();
      return true;
    }
    if (node != null && node.end() == start && key.equals("$device_type")) {
      // Android devices, iOS 17 devices.
      cursor.next();
      return true;
    }
    int at = start + 1;
    boolean not = false;
    boolean exactly = false;
    String operator = null;
    Item here = cursor.item(at);
    while (here != null && operator == null) {
      if (here.has(Kind.NOT)) {
        not = !not;
      } else if (here.has(Kind.ISSET) || here.has(Kind.ISNOTSET)) {
        operator = here.has(Kind.ISSET) ? "is_set" : "is_not_set";
      } else if (here.is(Token.Kind.COMPARISON)
          && !here.text().equals("=")
          && !here.text().equals("==")) {
        operator = Comparison.sign(here.text());
      } else if (here.has(Kind.MATCHES)) {
        operator = "regex";
      } else if (here.has(Kind.STARTSWITH)) {
        operator = "^";
      } else if (here.has(Kind.ENDSWITH)) {
        operator = "$";
      } else if ((here.has(Kind.CONTAINS) && !here.has(Kind.NOISE))
          || here.token().is("include")
          || here.token().is("includes")
          || here.token().is("containing")
          || here.token().is("contains")) {
        operator = "icontains";
      } else if (here.has(Kind.COMPARE)
          && Numbers.read(cursor, cursor.pastNoise(at + 1), false) != null) {
        operator = here.sense(Kind.COMPARE).argument(0);
      } else if (here.has(Kind.COMPARE) && here.sense(Kind.COMPARE).argument(0).equals("exact")) {
        exactly = true;
      } else if (!(here.hasAny(Kind.IS, Kind.NOISE)
              || here.is(Token.Kind.COMPARISON)
              || (here.has(Kind.PREP) && !here.token().is("from") && !here.token().is("on")))
          || here.hasAny(Kind.VALUE)) {
        break;
      }
      exactly |= here.is(Token.Kind.COMPARISON);
      here = cursor.item(++at);
    }
    not ^= draft.negating() && operator != null;
    if ("is_set".equals(operator) || "is_not_set".equals(operator)) {
      return finish(cursor, draft, Leaf.of(type, key, operator), not, start, at);
    }
    Numbers.Amount range = cursor.has(at, Kind.BETWEEN) ? Numbers.read(cursor, at + 1, true) : null;
    if (range != null && range.high() != null) {
      return finish(
          cursor,
          draft,
          Leaf.of(type, key, "between", range.text(false), range.text(true)),
          not || draft.negating(),
          start,
          range.next());
    }
    List<String> values = new ArrayList<>();
    int end = values(cursor, at, key, operator, values);
    if (values.isEmpty()) {
      return unvalued(cursor, draft, type, key, start);
    }
    if (operator == null) {
      operator = operator(key, values.get(0), exactly);
    }
    if (operator.equals("^") || operator.equals("$")) {
      return anchored(cursor, draft, Leaf.of(type, key, operator).with(values), not, start, end);
    }
    if (operator.equals("regex") && key.endsWith("current_url") && values.get(0).startsWith("^/")) {
      // A whole address never begins with a path.
      key = key.replace("current_url", "pathname");
    }
    Leaf leaf = Leaf.of(type, key, operator).with(values);
    return finish(cursor, draft, leaf, not || draft.negating(), start, end);
  }

  private static String operator(String key, String value, boolean exactly) {
    boolean address = key.endsWith("current_url") || key.equals("$referrer");
    if ((address || key.endsWith("pathname")) && PageRule.isExpression(value)) {
      return "regex";
    }
    return address && !(exactly && value.contains("://"))
        ? (value.contains("://") ? "exact" : "icontains")
        : "exact";
  }

  private static boolean anchored(
      Cursor cursor, Draft draft, Leaf leaf, boolean not, int start, int end) {
    boolean prefix = leaf.operator().equals("^");
    if (leaf.key().equals("email") && leaf.values().get(0).startsWith("@")) {
      return finish(
          cursor,
          draft,
          Leaf.of(leaf.type(), leaf.key(), "icontains").with(leaf.values()),
          not,
          start,
          end);
    }
    List<String> patterns =
        leaf.values().stream()
            .map(value -> SPECIAL.matcher(value).replaceAll("\\\\$0"))
            .map(value -> prefix ? "^" + value : value + "$")
            .toList();
    return finish(
        cursor, draft, Leaf.of(leaf.type(), leaf.key(), "regex").with(patterns), not, start, end);
  }

  private static boolean finish(
      Cursor cursor, Draft draft, Leaf leaf, boolean not, int start, int end) {
    cursor.moveTo(end);
    draft.takeNegation();
    Leaf meant = not ? (Leaf) Traits.negated(leaf) : leaf;
    if (Traits.page(leaf)) {
      draft.deed(meant, start, end);
    } else {
      draft.trait(meant, start, end);
    }
    return true;
  }

  /** Only the name: with "no" before it the property is not set; alone it says nothing. */
  private static boolean unvalued(Cursor cursor, Draft draft, String type, String key, int start) {
    Item item = cursor.peek();
    if (draft.negating() && !item.hasAny(Kind.NOISE, Kind.METRIC)) {
      return finish(cursor, draft, Leaf.of(type, key, "is_not_set"), false, start, start + 1);
    }
    Item before =
        cursor.item(
            cursor.has(start - 1, Kind.NOISE)
                    && (cursor.item(start - 1).token().is("a")
                        || cursor.item(start - 1).token().is("an"))
                ? start - 2
                : start - 1);
    boolean owned = type.equals("person") || !key.startsWith("$");
    if (owned && before != null && OWNING.contains(before.token().word())) {
      return finish(cursor, draft, Leaf.of(type, key, "is_set"), false, start, start + 1);
    }
    return false;
  }

  /** The values from here on, joined by "or" and commas; returns where they end. */
  private static int values(
      Cursor cursor, int from, String key, String operator, List<String> values) {
    int at = cursor.has(from, Kind.EITHER) ? from + 1 : from;
    int end = from;
    boolean numeric =
        operator != null
            && operator.length() <= 3
            && !operator.equals("^")
            && !operator.equals("$");
    while (cursor.item(at) != null) {
      List<String> value = value(cursor.item(at), key);
      if (value.isEmpty()
          && values.isEmpty()
          && (anyText(operator) || key.startsWith("$entry_utm"))
          && cursor.item(at).is(Token.Kind.WORD)) {
        value = List.of(cursor.item(at).text());
      }
      if (value.isEmpty() || (numeric && !cursor.is(at, Token.Kind.NUMBER))) {
        break;
      }
      values.addAll(value);
      end = ++at;
      if (cursor.has(at, Kind.OR)) {
        at++;
      } else if (cursor.is(at, Token.Kind.COMMA) && listed(cursor, at + 1, key)) {
        at = cursor.has(at + 1, Kind.OR) ? at + 2 : at + 1;
      } else {
        break;
      }
      if (cursor.item(at) == null || value(cursor.item(at), key).isEmpty()) {
        break;
      }
    }
    return end;
  }

  /** Whether whatever stands behind the operator is text to look for. */
  private static boolean anyText(String operator) {
    return operator != null
        && (operator.equals("icontains")
            || operator.equals("regex")
            || operator.equals("^")
            || operator.equals("$"));
  }

  private static boolean listed(Cursor cursor, int i, String key) {
    return cursor.has(i, Kind.OR)
        || (cursor.item(i) != null
            && !value(cursor.item(i), key).isEmpty()
            && (cursor.has(i + 1, Kind.OR) || cursor.is(i + 1, Token.Kind.COMMA)));
  }

  private static List<String> value(Item item, String key) {
    if (item.period() != null) {
      return List.of();
    }
    for (Sense sense : item.senses()) {
      if (sense.kind() == Kind.VALUE && sense.argument(1).equals(key)) {
        return ValueRule.leaf(sense).values();
      }
    }
    if (key.equals("$channel_type") && item.has(Kind.CHANNEL)) {
      return List.of(item.sense(Kind.CHANNEL).argument(0));
    }
    if (key.equals("$browser_language_prefix")) {
      String code = Languages.code(item.text());
      return code == null ? List.of() : List.of(code);
    }
    boolean own =
        item.unknown()
            || item.identifier()
            || item.is(Token.Kind.QUOTED)
            || item.is(Token.Kind.ADDRESS)
            || item.is(Token.Kind.EMAIL)
            || item.is(Token.Kind.NUMBER)
            || item.hasAny(Kind.SITE, Kind.VALUE, Kind.FREE, Kind.PAGENAME);
    return own ? List.of(item.text()) : List.of();
  }
}
