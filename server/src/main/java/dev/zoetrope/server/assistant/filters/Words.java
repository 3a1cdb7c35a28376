package dev.zoetrope.server.assistant.filters;

import java.text.Normalizer;
import java.util.Locale;

/** Forms of English words. */
public final class Words {
  private Words() {}

  /** Lower case, without accents and apostrophes, and without a possessive ending. */
  public static String plain(String text) {
    String lower = text.toLowerCase(Locale.ROOT).replace('\u2019', '\'');
    if (lower.endsWith("'s")) {
      lower = lower.substring(0, lower.length() - 2);
    }
    boolean ascii = lower.chars().allMatch(c -> c < 128);
    String folded =
        ascii ? lower : Normalizer.normalize(lower, Normalizer.Form.NFD).replaceAll("\\p{M}+", "");
    return folded.indexOf('\'') < 0 ? folded : folded.replace("'", "");
  }

  /**
   * The word without the endings of plural, past and progress. Crude, but the same for the lexicon
   * and for what people write, which is all it is for.
   */
  public static String stem(String word) {
    String stem = word;
    int length = stem.length();
    if (length <= 3 || !Character.isLetter(stem.charAt(length - 1))) {
      return stem;
    }
    if (stem.endsWith("ies") && length > 4) {
      stem = stem.substring(0, length - 3) + "y";
    } else if (stem.endsWith("s") && !stem.endsWith("ss") && !stem.endsWith("us")) {
      stem = stem.substring(0, length - 1);
    }
    if (stem.endsWith("ing") && stem.length() > 5) {
      stem = stem.substring(0, stem.length() - 3);
    } else if (stem.endsWith("ed") && stem.length() > 4 && !stem.endsWith("eed")) {
      stem = stem.substring(0, stem.length() - 2);
    }
    if (stem.length() > 3 && stem.endsWith("e")) {
      stem = stem.substring(0, stem.length() - 1);
    }
    length = stem.length();
    boolean doubled = length > 3 && stem.charAt(length - 1) == stem.charAt(length - 2);
    return doubled ? stem.substring(0, length - 1) : stem;
  }
}
