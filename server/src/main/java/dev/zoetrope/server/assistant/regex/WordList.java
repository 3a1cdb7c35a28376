package dev.zoetrope.server.assistant.regex;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Nothing but words of which one is there: {@code GET or POST}, {@code Firefox or Safari}. */
final class WordList {
  private static final Pattern LIST =
      Pattern.compile(
          "(?i)(?:only |just |either |the words? |the values? )?([\\w-]+(?:, [\\w-]+)*,? or [\\w-]+)(?:,? but not ([\\w-]+))?");
  private static final Pattern PAGE =
      Pattern.compile("(?i)home|homepage|root|frontpage|index|not|no|nothing");

  private WordList() {}

  /** Null when there is any word that stands for something else. */
  static Candidate of(String body) {
    Matcher matcher = LIST.matcher(body);
    Description all = Description.of(body);
    if (all.anyCase() && all.words().size() == 1 && all.words().get(0).is(Word.Kind.WORD)) {
      String text = all.words().get(0).text();
      return KnownTypes.named(all.words()) == null
          ? new Candidate(Escape.anyCase(text), List.of(text), List.of(""))
          : null;
    }
    if (!matcher.matches()) {
      return null;
    }
    List<String> words = new ArrayList<>();
    for (String text : matcher.group(1).split(",? or |, ", -1)) {
      List<Word> said = Description.of(text).words();
      boolean answer =
          text.equalsIgnoreCase("no") && words.stream().anyMatch(w -> w.matches("(?i)y|yes"));
      boolean plain =
          said.size() == 1
              && (said.get(0).is(Word.Kind.WORD)
                  || (said.get(0).is(Word.Kind.NUMBER) && !words.isEmpty()))
              && KnownTypes.named(said) == null
              && CharacterKinds.at(said, 0) == null
              && !KnownTypes.NOISE.contains(said.get(0).plain())
              && !RelationReading.SUBJECTS.contains(said.get(0).plain())
              && !PAGE.matcher(text).matches();
      if (!plain && !answer) {
        return null;
      }
      words.add(text);
    }
    boolean anyCase = all.anyCase();
    String one =
        Escape.oneOf(words.stream().map(text -> Part.of(text, anyCase).expression()).toList());
    if (matcher.group(2) == null) {
      return new Candidate("\\b" + one + "\\b", words, List.of("\u00e9"));
    }
    String not = matcher.group(2);
    List<Part> parts = words.stream().map(text -> Part.of(text, false)).toList();
    String expression =
        Relation.negative(
            List.of(
                new Relation("HAS", parts, false, false),
                new Relation("HAS", List.of(Part.of(not, false)), true, false)));
    return expression == null
        ? null
        : new Candidate(expression, words, List.of(not, words.get(0) + " " + not));
  }
}
