package dev.zoetrope.server.assistant.regex;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Texts with a name beside other words: with examples, or as the form of something else. */
final class TypedExamples {
  private static final Pattern LIKE =
      Pattern.compile(
          "(?i)(.+?),?\\s+\\(?(?:like|such as|for example|for instance|e\\.g\\.?,?|as in)\\s+(.+)");

  private TypedExamples() {}

  /** {@code US phone numbers like (555) 123-4567}: the name says it, when the examples agree. */
  static Candidate of(String description) {
    Matcher matcher = LIKE.matcher(description.strip());
    if (!matcher.matches()) {
      return null;
    }
    Candidate type = RegexEngine.named(Description.of(matcher.group(1)).words());
    if (type == null) {
      return null;
    }
    List<String> examples =
        Stream.of(matcher.group(2).replaceAll("[.!]$", "").split(",\\s+|\\s+(?:or|and)\\s+"))
            .map(example -> example.replaceAll("^[\"'\u201c`]|[\"'\u201d`]$", ""))
            .toList();
    return new Candidate(type.expression(), examples, type.others());
  }

  /** {@code event names in snake_case}: what is of that form does not matter. */
  static Candidate afterSubjects(List<Word> words) {
    for (int end = words.size() - 1; end > 0; end--) {
      boolean about =
          words.subList(end, words.size()).stream()
              .allMatch(word -> RelationReading.SUBJECTS.contains(word.plain()));
      Candidate form = about ? KnownTypes.named(words.subList(0, end)) : null;
      if (form != null && words.get(0).text().matches("(?i)(?:snake|camel|kebab|pascal).*")) {
        return form;
      }
    }
    for (int i = 1; i < words.size(); i++) {
      String before = words.get(i - 1).plain();
      boolean said = RelationReading.SUBJECTS.contains(before) || KnownTypes.NOISE.contains(before);
      if (!said) {
        return null;
      }
      Candidate type =
          before.equals("in") ? KnownTypes.named(words.subList(i, words.size())) : null;
      if (type != null) {
        return type;
      }
    }
    return null;
  }
}
