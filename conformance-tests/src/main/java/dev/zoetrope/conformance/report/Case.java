package dev.zoetrope.conformance.report;

import java.util.List;

/**
 * One thing that was looked at.
 *
 * @param group what it belongs to, such as a story
 * @param name what it says
 * @param outcome how it ended
 * @param detail why it failed or was not proved
 */
public record Case(String group, String name, Outcome outcome, String detail) {
  /** How it ended; what was skipped is never counted as proved. */
  public enum Outcome {
    PROVED,
    FAILED,
    NOT_PROVED
  }

  /** Proved when nothing is wrong. */
  public static Case of(String group, String name, List<String> wrong) {
    return new Case(
        group, name, wrong.isEmpty() ? Outcome.PROVED : Outcome.FAILED, String.join("\n", wrong));
  }
}
