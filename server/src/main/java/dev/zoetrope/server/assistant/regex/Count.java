package dev.zoetrope.server.assistant.regex;

import java.util.List;

/**
 * How many characters.
 *
 * @param least at least so many
 * @param most at most so many; -1 when there is no limit
 * @param next where it goes on
 */
record Count(int least, int most, int next) {
  private static final int LARGEST = 1000;

  /** The number at this place, or null. */
  static Count at(List<Word> words, int from) {
    Word word = from < words.size() ? words.get(from) : null;
    if (word == null) {
      return null;
    }
    if (word.is("IS")) {
      Count count = at(words, from + 1);
      return count;
    }
    if (word.is("ATLEAST") || word.is("ATMOST") || word.is("MORETHAN") || word.is("LESSTHAN")) {
      int number = number(words, from + 1);
      if (number < 0) {
        return null;
      }
      return switch (word.plain()) {
        case "ATLEAST" -> new Count(number, -1, from + 2);
        case "MORETHAN" -> new Count(number + 1, -1, from + 2);
        case "ATMOST" -> new Count(1, number, from + 2);
        default -> new Count(1, number - 1, from + 2);
      };
    }
    int start = word.is("BETWEEN") ? from + 1 : from;
    int low = number(words, start);
    if (low < 0) {
      return null;
    }
    Word joint = start + 1 < words.size() ? words.get(start + 1) : null;
    if (joint != null
        && (joint.is("TO")
            || (word.is("BETWEEN") && joint.is("AND"))
            || (joint.is("OR") && number(words, start + 2) == low + 1))) {
      int high = number(words, start + 2);
      return high < low ? null : new Count(low, high, start + 3);
    }
    if (joint != null && joint.is("ORMORE")) {
      return new Count(low, -1, start + 2);
    }
    if (joint != null && joint.is("ORLESS")) {
      return new Count(1, low, start + 2);
    }
    return word.is("BETWEEN") ? null : new Count(low, low, start + 1);
  }

  private static int number(List<Word> words, int i) {
    if (i >= words.size()
        || !words.get(i).is(Word.Kind.NUMBER)
        || words.get(i).plain().length() > 6) {
      return -1;
    }
    int number = Integer.parseInt(words.get(i).plain());
    return number <= LARGEST ? number : -1;
  }

  /** An optional number has as many digits as it likes, an optional digit is one. */
  static Count optional(Word kind) {
    return new Count(0, kind.plain().startsWith("number") ? -1 : 1, 0);
  }

  /** "10 characters or fewer": the limit comes last; null when it is none. */
  Count limited(Word limit) {
    return limit.is("ORMORE")
        ? new Count(least, -1, next)
        : limit.is("ORLESS") ? new Count(1, most, next) : null;
  }

  /** The quantifier in an expression. */
  String quantifier() {
    if (least == most) {
      return least == 1 ? "" : "{" + least + "}";
    }
    if (most < 0) {
      return least == 0 ? "*" : least == 1 ? "+" : "{" + least + ",}";
    }
    return least == 0 && most == 1 ? "?" : "{" + least + "," + most + "}";
  }
}
