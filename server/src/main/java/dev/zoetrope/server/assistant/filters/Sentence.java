package dev.zoetrope.server.assistant.filters;

import java.util.List;
import java.util.Set;

/**
 * What one message says.
 *
 * @param condition what it asks for; holes are to be filled by what comes later
 * @param period when; null when it does not say
 * @param modes how it is to be taken with what was said before
 * @param removed keys of the conditions that are to go
 * @param onTopic whether it is about recordings at all
 */
record Sentence(
    Condition condition,
    Period period,
    List<Problem> problems,
    Set<Mode> modes,
    List<String> removed,
    boolean onTopic,
    boolean greeting) {
  enum Mode {
    /** Forget what was said before. */
    RESET,
    /** Take away what is named. */
    REMOVE,
    /** Put this in the place of what is like it. */
    REPLACE,
    /** Allow this, too. */
    EXTEND,
    /** This or what was said before. */
    ALTERNATIVE,
    /** Whatever was asked does not matter. */
    WHATEVER,
    OFF_TOPIC
  }

  boolean is(Mode mode) {
    return modes.contains(mode);
  }
}
