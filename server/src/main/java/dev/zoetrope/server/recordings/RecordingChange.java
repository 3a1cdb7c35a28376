package dev.zoetrope.server.recordings;

import com.fasterxml.jackson.databind.JsonNode;
import dev.zoetrope.api.model.SessionRecordingPatch;
import dev.zoetrope.server.accounts.Caller;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.util.Set;

/** What PATCH and PUT of a recording do (design 3.3, B-221). */
@Singleton
class RecordingChange {
  private final RecordingService recordings;
  private final ViewService views;
  private final RecordingPeople people;

  RecordingChange(RecordingService recordings, ViewService views, RecordingPeople people) {
    this.recordings = recordings;
    this.views = views;
    this.people = people;
  }

  /** Applies what the body says, all or nothing; 404 when there is no such recording. */
  @Transactional
  Recording apply(long projectId, String sessionId, SessionRecordingPatch patch, Caller caller) {
    Recording recording = recordings.get(projectId, sessionId);
    if (patch.has("viewed")) {
      views.mark(projectId, Set.of(sessionId), caller, patch.getViewed());
    }
    if (patch.getPerson() != null && !isEmpty(patch.getPerson().getProperties())) {
      people.merge(projectId, recording.distinctId(), patch.getPerson().getProperties());
    }
    return recording;
  }

  private static boolean isEmpty(JsonNode properties) {
    return properties == null || properties.isEmpty();
  }
}
