package dev.zoetrope.server.assistant.regex;

/** One way to understand descriptions. */
interface Reading {
  /** The expression for the description, to be tried; null when it is of another kind. */
  Candidate read(Description description);
}
