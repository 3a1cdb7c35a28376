package dev.zoetrope.server.assistant.filters;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Tells other languages from English, by their letters or their most frequent words. */
final class ForeignWords {
  private final List<Set<String>> languages = new ArrayList<>();

  ForeignWords(Phrases english) {
    for (String line : Lexicon.lines("foreign-words.txt")) {
      Set<String> words = new HashSet<>();
      for (Token token : Tokenizer.tokens(line.substring(line.indexOf(':') + 1))) {
        if (!english.knows(token)) {
          words.add(token.word());
        }
      }
      languages.add(words);
    }
  }

  boolean speak(String message, List<Token> tokens) {
    long letters = message.codePoints().filter(Character::isLetter).count();
    long foreign =
        message
            .codePoints()
            .filter(c -> c > 0x24f && Character.isLetter(c) && !(c >= 0x1e00 && c <= 0x1eff))
            .count();
    if (foreign * 3 > letters) {
      return true;
    }
    for (Set<String> language : languages) {
      long hits =
          tokens.stream()
              .filter(token -> token.is(Token.Kind.WORD) && language.contains(token.word()))
              .map(Token::word)
              .distinct()
              .count();
      if (hits >= 2) {
        return true;
      }
    }
    return false;
  }
}
