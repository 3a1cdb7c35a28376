package dev.zoetrope.server.assistant.filters;

import dev.zoetrope.server.assistant.filters.Sense.Kind;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * When a project's own word is meant and not the word of everybody: a role that is called "user"
 * does not make an admin of everybody who says "users", and a page "on" is no preposition.
 */
final class OwnWords {
  /** What is said in every project, and more often than any name. */
  private static final Set<Kind> COMMON =
      EnumSet.complementOf(
          EnumSet.of(
              Kind.VALUE,
              Kind.SITE,
              Kind.CHANNEL,
              Kind.CAMPAIGN,
              Kind.FREE,
              Kind.PAGENAME,
              Kind.EVENT,
              Kind.SOURCE,
              Kind.OFFTOPIC,
              Kind.GREETING,
              Kind.ASKWORD,
              Kind.NUMBER,
              Kind.VIEWED));

  private OwnWords() {}

  /**
   * Those of the project's senses that can be meant here.
   *
   * @param own what the words mean in the project
   * @param common whether everybody's words say it all, too
   * @param shared what they mean to everybody
   * @param before what was read before
   * @param next the token behind, or null
   */
  static List<Sense> meant(
      List<Sense> own,
      boolean common,
      List<Sense> shared,
      List<Token> words,
      List<Item> before,
      Token next) {
    return own.stream()
        .filter(
            sense ->
                switch (sense.kind()) {
                  case VALUE ->
                      asked(sense, before)
                          || (!common
                              && !standard(sense, shared)
                              && written(sense.argument(2), words))
                          || (adjective(shared, next) && written(sense.argument(2), words));
                  case EVENT -> !common || events(before, next);
                  case PROP -> !common || compared(next);
                  default -> true;
                })
        .toList();
  }

  /** Whether all of these words are said in every project. */
  static boolean common(Phrases phrases, List<Token> words) {
    return words.stream()
        .allMatch(
            word ->
                !word.is(Token.Kind.WORD) || common(phrases.longest(List.of(word), 0).senses()));
  }

  static boolean common(List<Sense> senses) {
    return senses.stream().anyMatch(sense -> COMMON.contains(sense.kind()));
  }

  /** Whether the property of this value was named: {@code role is user}, {@code tab: Sessions}. */
  private static boolean asked(Sense value, List<Item> before) {
    for (int i = before.size() - 1; i >= 0; i--) {
      Item item = before.get(i);
      Sense property = item.sense(Kind.PROP);
      if (property != null && property.argument(1).equals(value.argument(1))) {
        return true;
      }
      boolean between =
          item.hasAny(Kind.IS, Kind.NOISE, Kind.OR, Kind.AND, Kind.NOT, Kind.EITHER, Kind.CONTAINS)
              || item.is(Token.Kind.COMMA)
              || item.is(Token.Kind.COMPARISON)
              || item.senses().stream()
                  .anyMatch(
                      sense ->
                          sense.kind() == Kind.VALUE
                              && sense.argument(1).equals(value.argument(1)));
      if (!between) {
        return false;
      }
    }
    return false;
  }

  /** Whether everybody would think of a property of the SDK, as "mobile" is a kind of device. */
  private static boolean standard(Sense own, List<Sense> shared) {
    return !own.argument(1).startsWith("$")
        && shared.stream()
            .anyMatch(sense -> sense.kind() == Kind.VALUE && sense.argument(1).startsWith("$"));
  }

  /** Values are not inflected: who signed up did not click on "Sign up". */
  private static boolean written(String value, List<Token> words) {
    List<Token> tokens = Tokenizer.tokens(value);
    if (tokens.size() != words.size()) {
      return true;
    }
    for (int i = 0; i < tokens.size(); i++) {
      String said = words.get(i).word();
      String word = tokens.get(i).word();
      if (!said.equals(word) && !said.equals(word + "s") && !word.equals(said + "s")) {
        return false;
      }
    }
    return true;
  }

  /** {@code active users}: no figure stands before people. */
  private static boolean adjective(List<Sense> shared, Token next) {
    return next != null
        && next.word().matches("users?|people|customers?|members?|visitors?|accounts?|clients?")
        && shared.stream().allMatch(sense -> sense.kind() == Kind.METRIC)
        && !shared.isEmpty();
  }

  private static boolean events(List<Item> before, Token next) {
    return (next != null && next.word().matches("events?"))
        || (!before.isEmpty() && before.get(before.size() - 1).has(Kind.EVENTNOUN));
  }

  private static boolean compared(Token next) {
    return next != null
        && (next.is(Token.Kind.COMPARISON)
            || next.word().matches("is|isnt|equals?|contains?|starts?|ends?|not|of"));
  }
}
