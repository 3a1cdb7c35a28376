package dev.zoetrope.conformance.claims;

import dev.zoetrope.conformance.contract.Exchange;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;

/**
 * What a run has seen. The claims of a document are held against it, and those of a changed
 * document, too: that is how the suite is proved to notice.
 *
 * @param exchanges every exchange, oldest first
 * @param attempts to get in
 * @param variations of accepted requests, each with a single thing changed
 * @param gaps what could not be looked at, because the target lacks something or nobody asked
 */
public record Evidence(
    List<Exchange> exchanges,
    List<Attempt> attempts,
    List<Variation> variations,
    List<String> gaps) {
  /**
   * One attempt to use an operation.
   *
   * @param operation its operationId
   * @param means the name of the security scheme; empty without credentials
   * @param scopes of the personal API key, if that is the means
   * @param opened whether anything but 401 or 403 came back
   */
  public record Attempt(String operation, String means, Set<String> scopes, boolean opened) {}

  /**
   * An accepted request with one thing changed.
   *
   * @param what was changed
   * @param parameter of the query that was changed; empty when it was the body
   * @param exchange how it went
   * @param accepted whether the target took it
   */
  public record Variation(String what, String parameter, Exchange exchange, boolean accepted) {}

  /** Nothing was seen so far. */
  public static Evidence none() {
    return new Evidence(list(), list(), list(), list());
  }

  private static <T> List<T> list() {
    return Collections.synchronizedList(new ArrayList<>());
  }
}
