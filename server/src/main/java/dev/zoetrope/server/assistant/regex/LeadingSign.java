package dev.zoetrope.server.assistant.regex;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Texts with a name that may begin with a sign or not. */
final class LeadingSign {
  private static final Pattern LEADING =
      Pattern.compile(
          "(?i)(.+?),? (?:with or without|with an optional|optionally with)(?: an?| the)? (?:leading |initial )?(.+?)(?: in front| at the start| prefix)?");

  private LeadingSign() {}

  /** {@code hex colors with or without the leading hash}. */
  static Candidate of(String body) {
    Matcher matcher = LEADING.matcher(body);
    if (!matcher.matches()) {
      return null;
    }
    Candidate type = RegexEngine.named(Description.of(matcher.group(1)).words());
    List<Word> sign = Description.of(matcher.group(2)).words();
    CharacterKinds.Found kind = CharacterKinds.at(sign, 0);
    String one =
        kind != null && kind.length() == sign.size()
            ? kind.expression()
            : sign.size() == 1 && sign.get(0).text().length() == 1
                ? Escape.literal(sign.get(0).text())
                : null;
    if (type == null
        || one == null
        || type.matches().isEmpty()
        || !type.expression().startsWith("^")) {
      return null;
    }
    String rest = type.expression().substring(1);
    String bare = rest.startsWith(one) ? rest.substring(one.length()) : rest;
    return new Candidate("^" + one + "?" + bare, type.matches(), List.of());
  }
}
