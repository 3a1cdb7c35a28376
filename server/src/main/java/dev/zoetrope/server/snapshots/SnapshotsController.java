package dev.zoetrope.server.snapshots;

import dev.zoetrope.api.SnapshotsApi;
import dev.zoetrope.api.model.DeletedRecording;
import dev.zoetrope.server.accounts.Caller;
import dev.zoetrope.server.accounts.CurrentRequest;
import dev.zoetrope.server.recordings.RecordingService;
import dev.zoetrope.server.recordings.Tombstone;
import dev.zoetrope.server.web.ApiException;
import dev.zoetrope.server.web.ErrorCode;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Controller;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.List;
import java.util.Optional;

@Controller
@ExecuteOn(TaskExecutors.BLOCKING)
class SnapshotsController implements SnapshotsApi {
  private static final int LIMIT_OF_KEYS = 20;
  private static final int LIMIT_OF_OTHERS = 100;

  private final CurrentRequest current;
  private final RecordingService recordings;
  private final BlockReader reader;
  private final SnapshotAnswers answers;

  SnapshotsController(
      CurrentRequest current,
      RecordingService recordings,
      BlockReader reader,
      SnapshotAnswers answers) {
    this.current = current;
    this.recordings = recordings;
    this.reader = reader;
    this.answers = answers;
  }

  @Override
  public HttpResponse<?> listSessionRecordingSnapshots(
      String projectId,
      String id,
      String source,
      String blobKey,
      String startBlobKey,
      String endBlobKey,
      String decompress,
      String blobV2,
      String ifNoneMatch) {
    long project = current.project().id();
    Optional<Tombstone> tombstone = recordings.tombstone(project, id);
    if (tombstone.isPresent()) {
      return gone(tombstone.get());
    }
    recordings.get(project, id);
    if (source == null) {
      return HttpResponse.ok(answers.sources(reader.blocks(project, id)));
    }
    SnapshotQuery query =
        switch (source) {
          case "blob_v2" ->
              SnapshotQuery.ofKeys(blobKey, startBlobKey, endBlobKey, decompress, limit());
          case "all" -> SnapshotQuery.ofAll(decompress);
          case "realtime", "blob" -> throw ApiException.notFound("Snapshot file not found");
          default ->
              throw ApiException.of(
                  ErrorCode.INVALID_INPUT,
                  "Invalid source must be one of [realtime, blob, blob_v2, None]");
        };
    List<StoredBlock> blocks = query.select(reader.blocks(project, id));
    return answers.events(project, id, blocks, query.frames(), ifNoneMatch);
  }

  private int limit() {
    return current.caller().means() == Caller.Means.PERSONAL_API_KEY
        ? LIMIT_OF_KEYS
        : LIMIT_OF_OTHERS;
  }

  private static HttpResponse<?> gone(Tombstone tombstone) {
    return HttpResponse.status(HttpStatus.GONE)
        .body(
            new DeletedRecording()
                .error(DeletedRecording.ErrorEnum.RECORDING_DELETED)
                .message("This recording has been permanently deleted")
                .deletedAt(tombstone.deletedAt())
                .deletedBy(tombstone.deletedBy()));
  }
}
