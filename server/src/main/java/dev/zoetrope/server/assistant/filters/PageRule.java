package dev.zoetrope.server.assistant.filters;

import dev.zoetrope.server.assistant.filters.Condition.Leaf;
import dev.zoetrope.server.assistant.filters.Draft.Role;
import dev.zoetrope.server.assistant.filters.Sense.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Pages that were visited, where a session started and where it ended. */
final class PageRule implements Rule {
  /** What only expressions have: classes of characters, repetitions, anchors. */
  private static final Pattern PATTERN =
      Pattern.compile("\\\\[dwsDWS./]|\\[[^\\]]+\\][+*]|\\.[*+]|^\\^|\\$$");

  private static final Pattern SPECIAL = Pattern.compile("[.\\\\+?()\\[\\]{}^$|]");

  @Override
  public boolean read(Cursor cursor, Draft draft) {
    int start = cursor.position();
    Item item = cursor.peek();
    int in = cursor.pastFillers(start + 1);
    if (item.is(Token.Kind.QUOTED)
        && in > start + 1
        && cursor.has(in, Kind.PROP)
        && cursor.item(in).sense(Kind.PROP).argument(1).equals("$current_url")) {
      // "checkout" in the URL.
      cursor.moveTo(in + 1);
      draft.deed(Leaf.of("event", "$current_url", "icontains", item.text()), start, in + 1);
      return true;
    }
    if (item.has(Kind.PAGENOUN)
        && cursor.has(start + 1, Kind.CONTAINS)
        && cursor.is(start + 2, Token.Kind.QUOTED)) {
      // A page containing "sale".
      cursor.moveTo(start + 3);
      draft.deed(leaf(draft.role, cursor.item(start + 2).text()), start, start + 3);
      return true;
    }
    if (item.is(Token.Kind.ADDRESS)) {
      return address(cursor, draft, start);
    }
    boolean exactly =
        item.has(Kind.COMPARE)
            && item.sense(Kind.COMPARE).argument(0).equals("exact")
            && cursor.is(start + 1, Token.Kind.ADDRESS);
    if (exactly) {
      cursor.next();
      address(cursor, draft, start + 1);
      if (draft.last() != null
          && draft.last().condition() instanceof Leaf leaf
          && leaf.operator().equals("icontains")) {
        draft.replaceLast(
            new Leaf(leaf.key(), leaf.type(), "exact", leaf.values(), leaf.negated()));
      }
      return true;
    }
    Role role = role(item);
    if (role != null && leadsToPage(cursor, start + 1)) {
      draft.role(role, item.text());
      cursor.next();
      return true;
    }
    String name = named(cursor, start);
    if (name != null) {
      int end = behindName(cursor, start);
      cursor.moveTo(end);
      if (cursor.is(cursor.pastFillers(end), Token.Kind.ADDRESS)) {
        return true;
      }
      draft.problem(new Problem.Page(name));
      draft.deed(leaf(draft.role, Draft.HOLE), start, end);
      draft.roleWords = null;
      return true;
    }
    return false;
  }

  private static boolean address(Cursor cursor, Draft draft, int start) {
    List<String> addresses = new ArrayList<>();
    int end = draft.role == Role.SOURCE ? start + 1 : alternatives(cursor, start, addresses);
    if (draft.role == Role.SOURCE) {
      addresses.add(cursor.peek().text());
    }
    draft.roleWords = null;
    cursor.moveTo(end);
    if (draft.role == Role.BOUNCE) {
      draft.deed(Leaf.of("session", "$is_bounce", "exact", "true"), start, start);
    }
    Role role = draft.role;
    if (role == Role.SOURCE) {
      draft.role = Role.VISIT;
      String host = SourceRule.host(addresses.get(0));
      if (host.isEmpty()) {
        draft.unknown(addresses.get(0));
        return true;
      }
      draft.trait(Leaf.of("session", "$entry_referring_domain", "icontains", host), start, end);
      return true;
    }
    draft.deed(
        addresses.size() == 1
            ? leaf(role, addresses.get(0))
            : leaf(role, addresses.get(0)).with(addresses),
        start,
        end);
    while (cursor.has(cursor.position(), Kind.PAGENOUN)) {
      cursor.next();
    }
    return true;
  }

  /** The addresses from here on that "or" joins; returns where they end. */
  static int alternatives(Cursor cursor, int from, List<String> addresses) {
    addresses.add(cursor.item(from).text());
    int i = from + 1;
    List<String> listed = new ArrayList<>();
    while ((cursor.has(i, Kind.OR) || cursor.is(i, Token.Kind.COMMA))
        && cursor.item(from).text().indexOf('*') < 0) {
      boolean or = cursor.has(i, Kind.OR);
      int j = or || !cursor.has(i + 1, Kind.OR) ? i + 1 : i + 2;
      or |= j == i + 2;
      j = cursor.has(j, Kind.PREP) ? j + 1 : j;
      if (!cursor.is(j, Token.Kind.ADDRESS)) {
        break;
      }
      listed.add(cursor.item(j).text());
      i = j + 1;
      if (or) {
        addresses.addAll(listed);
        listed.clear();
        from = i - 1;
      }
    }
    return from + 1;
  }

  private static Role role(Item item) {
    if (item.has(Kind.BOUNCEFROM)) {
      return Role.BOUNCE;
    }
    if (item.has(Kind.START)) {
      return Role.START;
    }
    if (item.has(Kind.LEAVE)) {
      return Role.LEAVE;
    }
    return item.hasAny(Kind.VISIT, Kind.CLICKON) ? Role.VISIT : null;
  }

  private static boolean leadsToPage(Cursor cursor, int from) {
    int i = from;
    while (cursor.item(i) != null
        && (cursor.item(i).filler()
            || cursor.has(
                i, Kind.IS, Kind.PAGENOUN, Kind.BUTTON, Kind.EITHER, Kind.NEITHER, Kind.VISIT))) {
      i++;
    }
    return cursor.is(i, Token.Kind.ADDRESS) || (named(cursor, i) != null);
  }

  static Leaf page(List<String> addresses) {
    return leaf(Role.VISIT, addresses.get(0)).with(addresses);
  }

  private static Leaf leaf(Role role, String address) {
    boolean visit = role == Role.VISIT;
    String type = visit ? "event" : "session";
    String prefix = role == Role.LEAVE ? "$end_" : visit ? "$" : "$entry_";
    if (address.equals("/")) {
      return Leaf.of(type, prefix + "pathname", "exact", "/");
    }
    String key = prefix + "current_url";
    if (isExpression(address)) {
      return Leaf.of(type, key, "regex", address);
    }
    String trimmed = address.endsWith("*") ? address.replaceAll("\\*+$", "") : address;
    if (trimmed.indexOf('*') < 0) {
      return Leaf.of(type, key, "icontains", trimmed);
    }
    return Leaf.of(
        type,
        key,
        "regex",
        SPECIAL.matcher(trimmed).replaceAll("\\\\$0").replaceAll("\\*+", "[^/?#]+"));
  }

  /** Whether it is a regular expression and no address. */
  static boolean isExpression(String address) {
    return PATTERN.matcher(address).find();
  }

  /** The name of a page without its address, or null: "landing" of "landing page". */
  static String named(Cursor cursor, int from) {
    Item item = cursor.item(from);
    if (item == null) {
      return null;
    }
    Sense name = item.sense(Kind.PAGENAME);
    if (name != null) {
      return name.argument(0);
    }
    int i = from;
    StringBuilder words = new StringBuilder();
    while (i - from < 3 && cursor.item(i) != null && nameable(cursor.item(i), i == from)) {
      words.append(words.isEmpty() ? "" : " ").append(cursor.item(i).text());
      i++;
    }
    return i > from
            && cursor.has(i, Kind.PAGENOUN)
            && !cursor.is(cursor.pastNoise(i + 1), Token.Kind.ADDRESS)
        ? words.toString()
        : null;
  }

  private static boolean nameable(Item item, boolean first) {
    return item.unknown()
        || item.identifier()
        || (first && item.hasAny(Kind.LEVEL, Kind.EVENT))
        || (!first && item.has(Kind.PAGENAME))
        || item.is(Token.Kind.QUOTED);
  }

  static int behindName(Cursor cursor, int from) {
    int i = from;
    while (cursor.item(i) != null
        && !cursor.has(i, Kind.PAGENOUN)
        && (i == from || nameable(cursor.item(i), false))
        && i - from < 3) {
      i++;
    }
    if (cursor.has(from, Kind.PAGENAME) && !cursor.has(i, Kind.PAGENOUN)) {
      i = from + 1;
    }
    while (cursor.has(i, Kind.PAGENOUN)) {
      i++;
    }
    return i;
  }
}
