package dev.zoetrope.server.assistant.regex;

import java.util.List;
import java.util.Locale;

/** Where {@link FormParser} stands among the words of a description. */
abstract class FormCursor {
  static final String ARTICLES = "a|an|the|any|some|single|another|one|exactly|either";

  final List<Word> words;
  int at;

  /** Whether anything was read that is not literal. */
  boolean varied;

  FormCursor(List<Word> words) {
    this.words = words;
  }

  final Word here() {
    return words.get(at);
  }

  /** Whether there is a word at this place that matches. */
  final boolean plain(int i, String pattern) {
    return i < words.size()
        && words.get(i).is(Word.Kind.WORD)
        && words.get(i).plain().matches(pattern);
  }

  final boolean plural(int i) {
    return words.get(i).text().toLowerCase(Locale.ROOT).matches(".*[^s]s|.*dashes|.*slashes");
  }
}
