package dev.zoetrope.server.recordings;

import com.fasterxml.jackson.databind.JsonNode;
import dev.zoetrope.server.accounts.Caller;
import dev.zoetrope.server.recordings.filter.Filter;
import dev.zoetrope.server.recordings.query.RecordingQuery;
import dev.zoetrope.server.recordings.query.RecordingQueryParser;
import dev.zoetrope.server.web.ApiException;
import dev.zoetrope.server.web.ErrorCode;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;

/** Deletes all recordings that pass a filter, or says how many there are (B-232). */
@Singleton
class FilteredDeletion {
  /** The most recordings of one request. */
  private static final int MOST = 10_000;

  /** Each batch is a transaction of its own, so that ingestion does not wait for long. */
  private static final int BATCH = 500;

  private final RecordingList list;
  private final RecordingDeletion deletion;
  private final Clock clock;

  FilteredDeletion(RecordingList list, RecordingDeletion deletion, Clock clock) {
    this.list = list;
    this.deletion = deletion;
    this.clock = clock;
  }

  /**
   * What a request did.
   *
   * @param deleted how many were deleted, or would be
   * @param passing how many recordings passed, as far as it looked
   * @param more whether there are more than it looked at
   */
  record Outcome(int deleted, int passing, boolean more) {}

  /** How many recordings would be deleted. */
  Outcome count(long projectId, JsonNode filters, Caller by) {
    int passing = list.first(projectId, limiting(filters), by.userId(), MOST + 1L).size();
    int chosen = Math.min(MOST, passing);
    return new Outcome(chosen, chosen, passing > MOST);
  }

  /** Deletes them, as many as one request may. */
  Outcome delete(long projectId, JsonNode filters, Caller by) {
    RecordingQuery query = limiting(filters);
    List<String> passing = list.first(projectId, query, by.userId(), MOST + 1L);
    List<String> chosen = passing.subList(0, Math.min(MOST, passing.size()));
    int deleted = 0;
    for (int from = 0; from < chosen.size(); from += BATCH) {
      deleted +=
          deletion.deleteAll(
              projectId, chosen.subList(from, Math.min(chosen.size(), from + BATCH)), by);
    }
    return new Outcome(deleted, chosen.size(), passing.size() > MOST);
  }

  /** The filter, which must not be everything: a slip of the pen would delete the project. */
  private RecordingQuery limiting(JsonNode filters) {
    RecordingQuery query = RecordingQueryParser.ofFilters(filters, clock.instant());
    if (query.dates().isEmpty()
        && query.conditions().isEmpty()
        && query.filter().equals(Filter.ALL)) {
      throw ApiException.of(ErrorCode.INVALID_INPUT, "filters must limit the recordings to delete");
    }
    return query;
  }
}
