package dev.zoetrope.server.assistant.filters;

/** A piece of a sentence, before it is known what belongs together. */
sealed interface Part {
  enum Joint implements Part {
    /** Nothing but nearness. */
    NEAR,
    AND,
    OR,
    COMMA,
    OPEN,
    CLOSE
  }

  /** What a condition is about: alternatives are of one theme. */
  enum Theme {
    /** A property that a whole session has, such as its browser. */
    TRAIT,
    /** Something that happened, or how much of it. */
    DEED
  }

  /**
   * A condition.
   *
   * @param start where its words begin
   * @param end where its words end
   */
  record Node(Condition condition, Theme theme, int start, int end) implements Part {
    Node with(Condition other) {
      return new Node(other, theme, start, end);
    }
  }
}
