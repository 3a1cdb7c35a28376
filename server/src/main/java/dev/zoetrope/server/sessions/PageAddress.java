package dev.zoetrope.server.sessions;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The parts of an address that are properties of their own. Addresses are what pages say they are,
 * so anything is taken apart as far as it goes and nothing is refused.
 *
 * @param hostname without user and port; empty when there is none
 * @param pathname without query and fragment; empty when there is none
 */
record PageAddress(Optional<String> hostname, Optional<String> pathname) {
  private static final Pattern SCHEME = Pattern.compile("(?:[a-zA-Z][a-zA-Z0-9+.-]*:)?//");

  static PageAddress of(String address) {
    Matcher scheme = SCHEME.matcher(address);
    if (!scheme.lookingAt()) {
      return new PageAddress(Optional.empty(), path(address, 0));
    }
    int start = scheme.end();
    int end = firstOf(address, start, "/?#");
    return new PageAddress(host(address.substring(start, end)), path(address, end));
  }

  private static Optional<String> host(String authority) {
    String host = authority.substring(authority.lastIndexOf('@') + 1);
    if (host.startsWith("[") && host.indexOf(']') > 0) {
      return Optional.of(host.substring(0, host.indexOf(']') + 1));
    }
    int port = host.indexOf(':');
    return nonEmpty(port < 0 ? host : host.substring(0, port));
  }

  private static Optional<String> path(String address, int from) {
    return from < address.length() && address.charAt(from) == '/'
        ? nonEmpty(address.substring(from, firstOf(address, from, "?#")))
        : Optional.empty();
  }

  private static int firstOf(String text, int from, String characters) {
    for (int i = from; i < text.length(); i++) {
      if (characters.indexOf(text.charAt(i)) >= 0) {
        return i;
      }
    }
    return text.length();
  }

  private static Optional<String> nonEmpty(String text) {
    return text.isEmpty() ? Optional.empty() : Optional.of(text);
  }
}
