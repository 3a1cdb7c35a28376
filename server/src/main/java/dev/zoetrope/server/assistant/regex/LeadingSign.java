package dev.zoetrope.server.assistant.regex;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Texts with a name that may begin with a sign or not. */
final class LeadingSign {
  private static final Pattern LEADING =
      Pattern.compile(
          "(?i)(.+?),? (?:with or without|with an optional|optionally with)(?: an?| the)? (?:leading |initial )?(.+?)(?: in front| at the start| prefix)?");

  private static final Pattern OR_EMPTY =
      Pattern.compile("(?i)(?:either )?(?:empty|blank|nothing) or (?:an? )?(.+)");
  private static final Pattern BEFORE =
      Pattern.compile(
          "(?i)(?:.* )?(?:with|containing|has|have|contains?) (?:an? |any |some )?(\\w+) before (?:the |an? )?(\\S)(?: sign| symbol| character)?");

  private static final Pattern TAGGED =
      Pattern.compile(
          "(?i)(utm_\\w+)(?: values?| param(?:eter)?s?)? (?:that )?(?:starting|starts?|beginning|begins?) with ([\\w.-]+)");

  private static final Pattern VALUED =
      Pattern.compile(
          "(?i)(?:.* )?(?:param(?:eter)?|argument) ([\\w-]+) (?:with|has|having|that has) (?:an? |any |some )?(?:non-?empty )?value");

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

  /** {@code either empty or a number}. */
  static Candidate orEmpty(String body) {
    Matcher matcher = OR_EMPTY.matcher(body);
    Candidate type =
        matcher.matches() ? RegexEngine.named(Description.of(matcher.group(1)).words()) : null;
    return type == null
        ? null
        : new Candidate(
            "^" + Operands.inside(type.expression()) + "?$",
            List.of("", type.matches().isEmpty() ? "" : type.matches().get(0)),
            type.others().stream().filter(text -> !text.isEmpty()).toList());
  }

  /** {@code digits before the @}. */
  static Candidate before(String body) {
    Matcher matcher = BEFORE.matcher(body);
    List<Word> words = matcher.matches() ? Description.of(matcher.group(1)).words() : List.of();
    CharacterKinds.Found kind = words.isEmpty() ? null : CharacterKinds.at(words, 0);
    if (kind == null || kind.length() != words.size() || matcher.group(2).length() != 1) {
      return null;
    }
    String sign = Escape.literal(matcher.group(2));
    return new Candidate(
        kind.expression() + "[^" + sign + "]*" + sign,
        List.of("\u00e9" + kind.sample() + "\u00e9" + matcher.group(2)),
        List.of("\u00e9" + matcher.group(2) + kind.sample()));
  }

  /** {@code utm_campaign values starting with q1}: in an address or by themselves. */
  static Candidate tagged(String body) {
    Matcher matcher = TAGGED.matcher(body);
    if (!matcher.matches()) {
      return null;
    }
    String value = matcher.group(2);
    String name = matcher.group(1);
    return new Candidate(
        "(?:^|[?&]" + Escape.literal(name) + "=)" + Escape.literal(value),
        List.of(value + "x", "/?" + name + "=" + value),
        List.of("x" + value));
  }

  /** {@code the parameter ref with any value}. */
  static Candidate valued(String body) {
    Matcher matcher = VALUED.matcher(body);
    return matcher.matches()
        ? new Candidate(
            "[?&]" + Escape.literal(matcher.group(1)) + "=[^&#]",
            List.of("/?" + matcher.group(1) + "=a"),
            List.of("/?" + matcher.group(1) + "="))
        : null;
  }
}
