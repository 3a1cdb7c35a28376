package dev.zoetrope.server.assistant.filters;

import dev.zoetrope.server.assistant.filters.Condition.Leaf;
import dev.zoetrope.server.assistant.filters.Draft.Role;
import dev.zoetrope.server.assistant.filters.Sense.Kind;
import java.util.List;

/** Where visitors came from: channels, sites, referrers. */
final class SourceRule implements Rule {
  @Override
  public boolean read(Cursor cursor, Draft draft) {
    int start = cursor.position();
    Item item = cursor.peek();
    Sense channel = item.sense(Kind.CHANNEL);
    if (channel != null) {
      cursor.next();
      List<String> channels = List.of(channel.argument(0).split("[|]", -1));
      draft.trait(
          Leaf.of("session", "$channel_type", "exact", channels.get(0)).with(channels),
          start,
          start + 1);
      return true;
    }
    if (item.has(Kind.SOURCE)) {
      int at = cursor.pastFillers(start + 1);
      Item from = cursor.item(at);
      if (from == null) {
        return false;
      }
      if (from.is(Token.Kind.ADDRESS)) {
        draft.role(Role.SOURCE, item.text());
        cursor.moveTo(at);
        return true;
      }
      if (from.unknown() || from.identifier()) {
        cursor.moveTo(at + 1);
        draft.trait(referrer(from.text()), start, at + 1);
        return true;
      }
      draft.filler();
      cursor.moveTo(at);
      return from.hasAny(Kind.SITE, Kind.VALUE, Kind.CHANNEL, Kind.CAMPAIGN, Kind.PROP)
          || at > start + 1
          || unread(cursor, start);
    }
    Sense site = item.sense(Kind.SITE);
    if (site != null && !item.has(Kind.VALUE)) {
      cursor.next();
      draft.trait(referrer(site.argument(0)), start, start + 1);
      return true;
    }
    return false;
  }

  private static boolean unread(Cursor cursor, int start) {
    cursor.moveTo(start);
    return false;
  }

  private static Leaf referrer(String name) {
    return Leaf.of(
        "session", "$entry_referring_domain", "icontains", name.toLowerCase(java.util.Locale.ROOT));
  }

  /** The host of an address; empty for a path. */
  static String host(String address) {
    String rest = address.replaceFirst("^[a-zA-Z][a-zA-Z0-9+.-]*://", "");
    int end = rest.length();
    for (char sign : new char[] {'/', '?', '#', ':'}) {
      int at = rest.indexOf(sign);
      end = at >= 0 && at < end ? at : end;
    }
    return rest.substring(0, end);
  }
}
