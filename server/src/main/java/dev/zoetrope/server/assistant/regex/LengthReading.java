package dev.zoetrope.server.assistant.regex;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Texts of at least a length that have a certain character somewhere. */
final class LengthReading implements Reading {
  private static final Pattern OUTLINE =
      Pattern.compile(
          " (?:\\w+ ){0,3}?(?:(?:of|HAS|IS) )*ATLEAST (\\d{1,2}) (?:characters?|chars?)(?: long)?(?: (?:AND|HAS|,|IS))+ (?:ATLEAST )?(?:(?:a|an|one|1|some) )?([a-z ]+) ");
  private static final int MOST = 32;

  @Override
  public Candidate read(Description description) {
    Matcher matcher = OUTLINE.matcher(description.outline());
    if (!matcher.matches()) {
      return null;
    }
    int length = Integer.parseInt(matcher.group(1));
    List<Word> words = Description.of(matcher.group(2)).words();
    CharacterKinds.Found kind = CharacterKinds.at(words, 0);
    if (kind == null || kind.set().isEmpty() || kind.length() != words.size() || length > MOST) {
      return null;
    }
    List<String> places = new ArrayList<>();
    for (int before = 0; before < length - 1; before++) {
      places.add(".{" + before + "}" + kind.expression() + ".{" + (length - 1 - before) + ",}");
    }
    places.add(".{" + (length - 1) + ",}" + kind.expression() + ".*");
    String filling = "\u00e9".repeat(length - 1);
    return new Candidate(
        "^(?:" + String.join("|", places) + ")$",
        List.of(filling + kind.sample(), kind.sample() + filling),
        List.of("\u00e9".repeat(length), kind.sample() + "\u00e9".repeat(Math.max(0, length - 2))));
  }
}
