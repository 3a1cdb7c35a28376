package dev.zoetrope.server.sessions;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * All that is derived from events of a session. Merging is commutative and associative, so a
 * session is the same whatever the order of arrival (B-330); counting an event once is the caller's
 * business.
 *
 * @param start the earliest event, epoch microseconds
 * @param end the latest event, epoch microseconds
 * @param statements the one that counts for each fact that any event told
 * @param urls hashes of the distinct addresses of pages and screens, the lowest {@link #MAX_URLS}
 */
public record SessionFacts(
    long start,
    long end,
    long pageviews,
    long autocaptures,
    long screens,
    Map<SessionFact, Statement> statements,
    SortedSet<Long> urls) {
  /** How many addresses are told apart; more count as this many. */
  static final int MAX_URLS = 100;

  private static final long SECOND = 1_000_000;
  private static final long BOUNCE_SECONDS = 10;

  /** The facts of both parts together. */
  public SessionFacts merge(SessionFacts other) {
    Map<SessionFact, Statement> merged = new EnumMap<>(SessionFact.class);
    merged.putAll(statements);
    other.statements.forEach((fact, said) -> merged.merge(fact, said, fact::of));
    SortedSet<Long> both = new TreeSet<>(urls);
    both.addAll(other.urls);
    while (both.size() > MAX_URLS) {
      // Exact: what is cut has that many lower ones before it for ever.
      both.remove(both.last());
    }
    return new SessionFacts(
        Math.min(start, other.start),
        Math.max(end, other.end),
        pageviews + other.pageviews,
        autocaptures + other.autocaptures,
        screens + other.screens,
        merged,
        both);
  }

  /** What the deciding event says. */
  Optional<String> value(SessionFact fact) {
    return Optional.ofNullable(statements.get(fact)).map(Statement::value);
  }

  /** Number of second boundaries between the first and the last event. */
  long durationSeconds() {
    return Math.floorDiv(end, SECOND) - Math.floorDiv(start, SECOND);
  }

  /** Whether the visitor left at once; null for a session without pages and screens. */
  Boolean bounce() {
    if (pageviews + screens == 0) {
      return null;
    }
    return pageviews + screens < 2 && autocaptures == 0 && durationSeconds() < BOUNCE_SECONDS;
  }
}
