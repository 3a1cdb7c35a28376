package dev.zoetrope.server.assistant.filters;

import java.util.List;

/** Why a message cannot become a filter yet. */
sealed interface Problem {
  /** Words that mean nothing here. */
  record Unknown(String words) implements Problem {}

  /** A page by its name. */
  record Page(String name) implements Problem {}

  /** A time that is not a date. */
  record VagueDate(String words) implements Problem {}

  /** A figure with a word instead of a number. */
  record Threshold(String word, String figure) implements Problem {}

  /** A number that nobody knows what to do with. */
  record Bare(String words) implements Problem {}

  /** How often an event happened. */
  record Count(String event) implements Problem {}

  /** A date that can be read in two ways, or two dates that contradict. */
  record UnclearDate(String words) implements Problem {}

  /** A value of several properties. */
  record UnclearValue(String value, List<String> properties) implements Problem {}
}
