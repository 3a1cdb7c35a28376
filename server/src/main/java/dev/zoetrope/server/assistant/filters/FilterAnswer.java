package dev.zoetrope.server.assistant.filters;

/** What a conversation has come to. */
public sealed interface FilterAnswer {
  /** A filter that says what was asked for. */
  record Filters(Period period, Condition condition) implements FilterAnswer {}

  /** Something has to be asked first. */
  record Question(String text) implements FilterAnswer {}
}
