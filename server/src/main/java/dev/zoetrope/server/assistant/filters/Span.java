package dev.zoetrope.server.assistant.filters;

import java.time.LocalDate;

/**
 * Days that a message names, and where it goes on behind them.
 *
 * @param dated whether it was a day of a month, not a weekday, month or year
 * @param next the first token behind
 */
record Span(LocalDate first, LocalDate last, boolean dated, int next) {
  static Span day(LocalDate day, boolean dated, int next) {
    return new Span(day, day, dated, next);
  }
}
