package dev.zoetrope.server.recordings.query;

import dev.zoetrope.server.recordings.filter.Filter;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.LongStream;

/**
 * What a caller of the list asks for, checked.
 *
 * @param limit the most recordings to return
 * @param offset how many to skip
 * @param dates when the recording began, all of which must hold
 * @param conditions on the recording, all of which must hold
 * @param sessionIds only these, in this order; empty when any
 * @param personUuid only recordings of this person; empty when of anybody
 * @param filter what else the recording must be like
 * @param withoutTestAccounts whether the project's test accounts are left out
 */
public record RecordingQuery(
    int limit,
    int offset,
    RecordingOrder order,
    boolean ascending,
    List<SqlCondition> dates,
    List<SqlCondition> conditions,
    Optional<List<String>> sessionIds,
    Optional<UUID> personUuid,
    Filter filter,
    boolean withoutTestAccounts) {
  /** How the parser says that a recording began then or later. */
  static final String SINCE = "r.start_ms >= ?";

  /** How the parser says that a recording began then or before. */
  static final String UNTIL = "r.start_ms <= ?";

  /** The first millisecond in which a recording may have begun. */
  public long earliestMs() {
    return limits(SINCE).max().orElse(Long.MIN_VALUE);
  }

  /** The last millisecond in which a recording may have begun. */
  public long latestMs() {
    return limits(UNTIL).min().orElse(Long.MAX_VALUE);
  }

  private LongStream limits(String sql) {
    return dates.stream()
        .filter(date -> date.sql().equals(sql))
        .mapToLong(date -> (Long) date.arguments().get(0));
  }
}
