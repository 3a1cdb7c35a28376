package dev.zoetrope.server.assistant.regex;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Dates by an example with the name of the month: {@code like Jan 5, 2024}. */
final class NamedMonths {
  private static final String SHORT = "Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec";
  private static final String LONG =
      "January|February|March|April|May|June|July|August|September|October|November|December";
  private static final Pattern AMERICAN =
      Pattern.compile(".*\\b((" + LONG + "|" + SHORT + ") \\d{1,2}(,?) \\d{4})\\W*");
  private static final Pattern EUROPEAN =
      Pattern.compile(".*\\b(\\d{1,2}(\\.?) (" + LONG + "|" + SHORT + ") \\d{4})\\W*");

  private NamedMonths() {}

  /** Null when there is none. */
  static Candidate of(String description) {
    Matcher american = AMERICAN.matcher(description);
    if (american.matches()) {
      return new Candidate(
          "^" + months(american.group(2)) + " \\d{1,2}" + american.group(3) + " \\d{4}$",
          List.of(american.group(1)),
          List.of("2024-01-05"));
    }
    Matcher european = EUROPEAN.matcher(description);
    return european.matches()
        ? new Candidate(
            "^\\d{1,2}"
                + Escape.literal(european.group(2))
                + " "
                + months(european.group(3))
                + " \\d{4}$",
            List.of(european.group(1)),
            List.of("2024-01-05"))
        : null;
  }

  private static String months(String shown) {
    return "(?:" + (shown.matches(SHORT) && !shown.equals("May") ? SHORT : LONG) + ")";
  }
}
