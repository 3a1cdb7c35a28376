package dev.zoetrope.server.assistant.regex;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Something with a form anywhere in a text: {@code five digits in a row}, {@code a UUID anywhere}.
 */
final class LooseReading {
  private static final Pattern ROW =
      Pattern.compile("(?i)(?:(?:contains?|has|have|with) )?(.+?) (?:in a row|in sequence)[.]?");
  private static final Pattern ANYWHERE =
      Pattern.compile(
          "(?i)(?:(?:contains?|has|have|with) )?(?:an? |the )?(.+?) (?:anywhere|somewhere)(?: (?:in|inside|within) .+)?");

  private LooseReading() {}

  static Candidate of(String description) {
    String text = description.strip();
    Matcher row = ROW.matcher(text);
    if (row.matches()) {
      Candidate shape = new ShapeReading().read(Description.of(row.group(1)));
      return shape == null || !shape.holds() ? null : loose(shape);
    }
    Matcher anywhere = ANYWHERE.matcher(text);
    Candidate type =
        anywhere.matches() ? RegexEngine.named(Description.of(anywhere.group(1)).words()) : null;
    return type == null || type.matches().isEmpty() ? null : loose(type);
  }

  private static Candidate loose(Candidate whole) {
    String sample = whole.matches().get(0);
    return new Candidate(
        Operands.inside(whole.expression()), List.of(sample, "a/" + sample + "/b"), List.of(""));
  }
}
