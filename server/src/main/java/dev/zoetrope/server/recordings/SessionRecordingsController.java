package dev.zoetrope.server.recordings;

import dev.zoetrope.api.SessionRecordingsApi;
import dev.zoetrope.api.model.BulkDeleted;
import dev.zoetrope.api.model.BulkDeletion;
import dev.zoetrope.api.model.BulkNotViewed;
import dev.zoetrope.api.model.BulkViewed;
import dev.zoetrope.api.model.MatchingEvents;
import dev.zoetrope.api.model.SessionIds;
import dev.zoetrope.api.model.SessionRecordingIds;
import dev.zoetrope.api.model.SessionRecordingPage;
import dev.zoetrope.api.model.SessionRecordingPatch;
import dev.zoetrope.api.model.SessionRecordingViewed;
import dev.zoetrope.api.model.SessionRecordingsExist;
import dev.zoetrope.server.accounts.Caller;
import dev.zoetrope.server.accounts.CurrentRequest;
import dev.zoetrope.server.recordings.query.RecordingQuery;
import dev.zoetrope.server.recordings.query.RecordingQueryParser;
import dev.zoetrope.server.web.ApiException;
import dev.zoetrope.server.web.ErrorCode;
import dev.zoetrope.server.web.Paging;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.time.Clock;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

@Controller
@ExecuteOn(TaskExecutors.BLOCKING)
class SessionRecordingsController implements SessionRecordingsApi {
  private static final int VERSION = 4;

  private final CurrentRequest current;
  private final RecordingService recordings;
  private final RecordingList list;
  private final RecordingDeletion deletion;
  private final FilteredDeletion filtered;
  private final MatchingEventSearch matching;
  private final RecordingChange changes;
  private final ViewService views;
  private final RecordingAnswers answers;
  private final Paging paging;
  private final Clock clock;

  SessionRecordingsController(
      CurrentRequest current,
      RecordingService recordings,
      RecordingList list,
      RecordingDeletion deletion,
      FilteredDeletion filtered,
      MatchingEventSearch matching,
      RecordingChange changes,
      ViewService views,
      RecordingAnswers answers,
      Paging paging,
      Clock clock) {
    this.current = current;
    this.recordings = recordings;
    this.list = list;
    this.deletion = deletion;
    this.filtered = filtered;
    this.matching = matching;
    this.changes = changes;
    this.views = views;
    this.answers = answers;
    this.paging = paging;
    this.clock = clock;
  }

  @Override
  public HttpResponse<?> listSessionRecordings(String projectId, HttpRequest<?> request) {
    RecordingQuery query = RecordingQueryParser.parse(lastValues(request), clock.instant());
    long begin = System.nanoTime();
    RecordingList.Page page = list.find(project(), query, current.caller().userId());
    double milliseconds = (System.nanoTime() - begin) / 1e6;
    Paging.Links links =
        paging.links(request, new Paging.Window(query.limit(), query.offset()), page.count());
    return HttpResponse.ok(
            new SessionRecordingPage()
                .count(page.count())
                .countIsExact(page.exact())
                .next(links.next())
                .previous(links.previous())
                .results(answers.page(project(), page.recordings(), current.caller()))
                .hasNext(links.next() != null)
                .version(VERSION))
        .header("Server-Timing", String.format(Locale.ROOT, "query;dur=%.1f", milliseconds));
  }

  @Override
  public HttpResponse<?> getSessionRecording(String projectId, String id) {
    Caller caller = current.caller();
    if (caller.means() == Caller.Means.SHARING_TOKEN) {
      return HttpResponse.ok(answers.shared(recordings.get(project(), id)));
    }
    return HttpResponse.ok(answers.one(project(), recordings.get(project(), id), caller));
  }

  @Override
  public HttpResponse<?> updateSessionRecording(
      String projectId, String id, SessionRecordingPatch patch) {
    return change(id, patch);
  }

  @Override
  public HttpResponse<?> replaceSessionRecording(
      String projectId, String id, SessionRecordingPatch patch) {
    return change(id, patch);
  }

  private HttpResponse<?> change(String id, SessionRecordingPatch patch) {
    if (patch == null || patch.present().isEmpty()) {
      throw ApiException.of(
          ErrorCode.INVALID_INPUT, "At least one of 'viewed' or 'analyzed' must be provided.");
    }
    Recording changed = changes.apply(project(), id, patch, current.caller());
    return HttpResponse.ok(answers.changed(project(), changed, current.caller()));
  }

  @Override
  public void deleteSessionRecording(String projectId, String id) {
    if (!deletion.delete(project(), id, current.caller())) {
      throw RecordingService.unknown();
    }
  }

  @Override
  public SessionRecordingViewed getSessionRecordingViewed(String projectId, String id) {
    Views seen = views.views(project(), id, current.caller());
    return new SessionRecordingViewed()
        .viewed(seen.viewed())
        .otherViewers((long) seen.others().size());
  }

  @Override
  public MatchingEvents listMatchingEvents(String projectId, HttpRequest<?> request) {
    RecordingQuery query = RecordingQueryParser.parse(lastValues(request), clock.instant());
    return new MatchingEvents().results(matching.of(project(), query));
  }

  @Override
  public BulkDeleted bulkDeleteSessionRecordings(String projectId, BulkDeletion body) {
    boolean dry = body != null && Boolean.TRUE.equals(body.getDryRun());
    if (body != null && body.has("filters") && !body.has("session_recording_ids")) {
      FilteredDeletion.Outcome outcome =
          dry
              ? filtered.count(project(), body.getFilters(), current.caller())
              : filtered.delete(project(), body.getFilters(), current.caller());
      return deleted(outcome.deleted(), outcome.passing(), body.getDryRun())
          .hasMore(outcome.more());
    }
    List<String> ids =
        RecordingIds.of(
                body == null ? null : body.getSessionRecordingIds(),
                "session_recording_ids",
                "recordings")
            .sent();
    return deleted(
        dry
            ? recordings.existing(project(), ids).size()
            : deletion.deleteAll(project(), ids, current.caller()),
        ids.size(),
        body.getDryRun());
  }

  private static BulkDeleted deleted(int count, int requested, Boolean dryRun) {
    BulkDeleted answer =
        new BulkDeleted().success(true).deletedCount(count).totalRequested(requested);
    return dryRun == null ? answer : answer.dryRun(dryRun);
  }

  @Override
  public BulkViewed bulkViewedSessionRecordings(String projectId, SessionRecordingIds body) {
    List<String> ids = ids(body);
    return new BulkViewed()
        .success(true)
        .viewedCount(views.mark(project(), ids, current.caller(), true))
        .totalRequested(ids.size());
  }

  @Override
  public BulkNotViewed bulkNotViewedSessionRecordings(String projectId, SessionRecordingIds body) {
    List<String> ids = ids(body);
    return new BulkNotViewed()
        .success(true)
        .notViewedCount(views.mark(project(), ids, current.caller(), false))
        .totalRequested(ids.size());
  }

  @Override
  public SessionRecordingsExist checkSessionRecordings(String projectId, SessionIds body) {
    List<String> ids = RecordingIds.of(body.getSessionIds(), "session_ids", "session IDs").sent();
    Set<String> existing = recordings.existing(project(), ids);
    Map<String, Boolean> results = new LinkedHashMap<>();
    ids.forEach(id -> results.put(id, existing.contains(id)));
    return new SessionRecordingsExist().results(results);
  }

  private long project() {
    return current.project().id();
  }

  private static List<String> ids(SessionRecordingIds body) {
    return RecordingIds.of(body.getSessionRecordingIds(), "session_recording_ids", "recordings")
        .sent();
  }

  /** A repeated parameter counts once, with its last value. */
  private static Map<String, String> lastValues(HttpRequest<?> request) {
    Map<String, String> last = new HashMap<>();
    request
        .getParameters()
        .forEach(
            entry -> last.put(entry.getKey(), entry.getValue().get(entry.getValue().size() - 1)));
    return last;
  }
}
