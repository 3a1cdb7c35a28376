package dev.zoetrope.server.assistant.regex;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One kind of character first and others behind it, as in names of variables. */
final class Begun {
  private static final Pattern BEGUN =
      Pattern.compile(
          "(?i)(?:[a-z]+ ){0,3}?(?:that |which |must )*(?:starts?|starting|begins?|beginning) with (an? [a-z ]+?),?"
              + " (?:and|then|followed by)(?: then| otherwise| the rest| after that)*(?: (?:may|can|must))?(?: (?:contains?|containing|has|have|having|is|are|consists? of|be))? (?:only |just )?(.+?)(?: only)?");

  private Begun() {}

  /** {@code starts with a letter and contains only letters and digits}. */
  static Candidate of(String body) {
    Matcher matcher = BEGUN.matcher(body);
    if (!matcher.matches()) {
      return null;
    }
    Part first = FormParser.of(Description.of(matcher.group(1)).words());
    Part rest = FormParser.of(Description.of(matcher.group(2)).words());
    boolean one = first != null && first.expression().matches("\\[[^\\]]+\\]|\\\\d");
    boolean many = rest != null && rest.expression().matches("(?:\\[[^\\]]+\\]|\\\\d)\\+");
    return one && many
        ? new Candidate(
            "^" + first.expression() + rest.expression().replaceFirst("\\+$", "*") + "$",
            List.of(first.samples().get(0), first.samples().get(0) + rest.samples().get(0)),
            List.of("", "\u00e9"))
        : null;
  }
}
