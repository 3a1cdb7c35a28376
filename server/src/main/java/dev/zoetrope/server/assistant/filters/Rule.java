package dev.zoetrope.server.assistant.filters;

/** Reads one kind of thing that a sentence can say. */
interface Rule {
  /**
   * Reads it into the draft and moves the cursor behind it.
   *
   * @return whether it stands here; when not, nothing has changed
   */
  boolean read(Cursor cursor, Draft draft);
}
