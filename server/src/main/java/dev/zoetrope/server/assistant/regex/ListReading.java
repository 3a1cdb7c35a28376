package dev.zoetrope.server.assistant.regex;

import java.util.List;
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
          "hyphen", "-");

  private ListReading() {}

  static Candidate of(String description) {
    Matcher matcher = OUTLINE.matcher(description.strip());
    if (!matcher.matches()) {
      return null;
    }
    Description items = Description.of(matcher.group(2));
    Candidate item = RegexEngine.named(items.words());
    item = item == null ? new ShapeReading().read(items) : item;
    if (item == null || item.matches().isEmpty() || !item.holds()) {
      return null;
    }
    String sign = SIGNS.get(matcher.group(1).toLowerCase(java.util.Locale.ROOT));
    String one = Operands.inside(item.expression());
    String sample = item.matches().get(0);
    String separator = Escape.literal(sign) + (sign.matches("[,;]") ? " ?" : "");
    return new Candidate(
        "^" + one + "(?:" + separator + one + ")*$",
        List.of(sample, sample + sign + sample, sample + sign + sample + sign + sample),
        List.of("", sign, sample + sign));
  }
}
