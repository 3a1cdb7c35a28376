package dev.zoetrope.server.web;

import java.util.Optional;

/**
 * One part of the server that can fail on its own; each is a bean and shows in {@code /_health}.
 */
public interface HealthIndicator {
  /** The part's name in the answer, such as {@code blocks}. */
  String name();

  /** Why the part does not work at the moment; empty when it does. Must answer within a second. */
  Optional<String> failure();

  /** What somebody should look at though the part works. Must answer within a second. */
  default Optional<String> notice() {
    return Optional.empty();
  }
}
