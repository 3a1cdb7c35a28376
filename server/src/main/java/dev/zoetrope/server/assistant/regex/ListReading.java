package dev.zoetrope.server.assistant.regex;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Several of a kind with a sign between them: {@code a comma separated list of numbers}. */
final class ListReading {
  private static final Pattern OUTLINE =
      Pattern.compile(
          "(?i)(?:an? |the )?(comma|semicolon|pipe|space|slash|colon|dot|dash|hyphen)[ -](?:separated|delimited) (?:(?:lists?|values|series) of )?(.+?)(?: lists?)?[.]?");
  private static final Map<String, String> SIGNS =
      Map.of(
          "comma", ",",
          "semicolon", ";",
          "pipe", "|",
          "space", " ",
          "slash", "/",
          "colon", ":",
          "dot", ".",
          "dash", "-",
          "hyphen", "-",
          "underscore", "_");

  private static final Pattern BY =
      Pattern.compile(
          "(?i)(?:an? |the )?(?:lists? of )?(.+?) (?:separated|delimited|divided|joined) by (?:an? |single )?(comma|semicolon|pipe|space|slash|slashe|colon|dot|dash|dashe|hyphen|underscore)s?[.]?");

  private ListReading() {}

  static Candidate of(String description) {
    Matcher by = BY.matcher(description.strip());
    if (by.matches()) {
      String sign = by.group(2).toLowerCase(Locale.ROOT).replaceAll("she$", "sh");
      return of(by.group(1), SIGNS.get(sign));
    }
    Matcher matcher = OUTLINE.matcher(description.strip());
    return matcher.matches()
        ? of(matcher.group(2), SIGNS.get(matcher.group(1).toLowerCase(Locale.ROOT)))
        : null;
  }

  private static Candidate of(String what, String sign) {
    Description items = Description.of(what);
    Candidate item = RegexEngine.named(items.words());
    item = item == null ? new ShapeReading().read(items) : item;
    if (item == null || item.matches().isEmpty() || !item.holds()) {
      return null;
    }
    String one = Operands.inside(item.expression());
    String sample = item.matches().get(0);
    String separator = Escape.literal(sign) + (sign.matches("[,;]") ? " ?" : "");
    return new Candidate(
        "^" + one + "(?:" + separator + one + ")*$",
        List.of(sample, sample + sign + sample, sample + sign + sample + sign + sample),
        List.of("", sign, sample + sign));
  }
}
