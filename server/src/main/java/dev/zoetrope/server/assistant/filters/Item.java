package dev.zoetrope.server.assistant.filters;

import dev.zoetrope.server.assistant.filters.Sense.Kind;
import java.util.List;

/**
 * A phrase, period, number or sign of a message.
 *
 * @param senses what it can mean; empty for words that nobody knows and for what is no word
 * @param token the first token of it
 * @param text as written
 * @param period the period it names, or null
 * @param identifier whether it is written as programs write names
 */
record Item(List<Sense> senses, Token token, String text, Period period, boolean identifier) {
  /** The sense of this kind, or null. */
  Sense sense(Kind kind) {
    for (Sense sense : senses) {
      if (sense.kind() == kind) {
        return sense;
      }
    }
    return null;
  }

  boolean has(Kind kind) {
    return sense(kind) != null;
  }

  boolean hasAny(Kind... kinds) {
    for (Kind kind : kinds) {
      if (has(kind)) {
        return true;
      }
    }
    return false;
  }

  boolean is(Token.Kind kind) {
    return period == null && token.is(kind);
  }

  /** A word that nothing is known about. */
  boolean unknown() {
    return period == null && senses.isEmpty() && token.is(Token.Kind.WORD);
  }

  /** Whether it may be left out without changing what is meant. */
  boolean filler() {
    return hasAny(Kind.NOISE, Kind.PREP, Kind.TOPIC, Kind.ALREADY);
  }
}
