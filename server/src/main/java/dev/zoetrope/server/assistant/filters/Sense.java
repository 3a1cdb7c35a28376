package dev.zoetrope.server.assistant.filters;

import java.util.List;
import java.util.Locale;

/**
 * What a phrase can mean.
 *
 * @param arguments what the kind needs to know, such as type, key and value
 */
record Sense(Kind kind, List<String> arguments) {
  enum Kind {
    NOISE,
    TOPIC,
    AND,
    BUT,
    OR,
    EITHER,
    NEITHER,
    NOR,
    NOT,
    FREE,
    PREP,
    COMPARE,
    BETWEEN,
    UNIT,
    NUMBER,
    METRIC,
    TYPED,
    LEVEL,
    MENTION,
    EVENT,
    EVENTNOUN,
    VISIT,
    START,
    LEAVE,
    BOUNCEFROM,
    PAGENOUN,
    PAGENAME,
    CLICKON,
    BUTTON,
    SOURCE,
    CHANNEL,
    CAMPAIGN,
    SITE,
    PROP,
    IS,
    CONTAINS,
    MATCHES,
    STARTSWITH,
    ENDSWITH,
    ISSET,
    ISNOTSET,
    VALUE,
    VIEWED,
    VIEWVERB,
    ALREADY,
    VAGUE,
    RESET,
    REMOVE,
    REPLACE,
    EXTEND,
    NARROW,
    FILTERWORD,
    WHATEVER,
    UNLIMITED,
    OFFTOPIC,
    ASKWORD,
    GREETING,
    SEQUENCE;

    static Kind of(String name) {
      return valueOf(name.toUpperCase(Locale.ROOT));
    }

    /** How many words of a lexicon line are arguments; the last one may have several. */
    int arguments() {
      return switch (this) {
        case VALUE -> 3;
        case PROP, COMPARE, VIEWED -> 2;
        default -> 1;
      };
    }
  }

  String argument(int i) {
    return i < arguments.size() ? arguments.get(i) : "";
  }

  static Sense value(String type, String key, String value) {
    return new Sense(Kind.VALUE, List.of(type, key, value));
  }
}
