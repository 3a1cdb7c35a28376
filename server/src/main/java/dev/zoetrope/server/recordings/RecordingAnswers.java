package dev.zoetrope.server.recordings;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.zoetrope.api.model.MinimalPerson;
import dev.zoetrope.api.model.SessionRecording;
import dev.zoetrope.server.accounts.Caller;
import dev.zoetrope.server.persons.PersonService;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Recordings as the contract writes them. */
@Singleton
public class RecordingAnswers {
  private final ViewService views;
  private final RecordingPeople people;
  private final ObjectMapper json;
  private final Clock clock;

  RecordingAnswers(ViewService views, RecordingPeople people, ObjectMapper json, Clock clock) {
    this.views = views;
    this.people = people;
    this.json = json;
    this.clock = clock;
  }

  SessionRecording one(long projectId, Recording recording, Caller caller) {
    return all(projectId, List.of(recording), caller).get(0);
  }

  /** Many recordings; of their people's distinct ids just the one that was recorded (B-205). */
  List<SessionRecording> page(long projectId, List<Recording> recordings, Caller caller) {
    List<SessionRecording> answers = all(projectId, recordings, caller);
    answers.forEach(answer -> answer.person(narrowed(answer.getPerson(), answer.getDistinctId())));
    return answers;
  }

  /** A copy: recordings of one distinct id share their person. */
  private static MinimalPerson narrowed(MinimalPerson person, String distinctId) {
    return new MinimalPerson()
        .id(person.getId())
        .name(person.getName())
        .distinctIds(List.of(distinctId))
        .properties(person.getProperties())
        .createdAt(person.getCreatedAt())
        .uuid(person.getUuid());
  }

  private List<SessionRecording> all(long projectId, List<Recording> recordings, Caller caller) {
    Map<String, Views> seen = views.views(projectId, recordings, caller);
    Map<String, MinimalPerson> persons =
        people.forDistinctIds(
            projectId,
            recordings.stream()
                .map(Recording::distinctId)
                .collect(Collectors.toCollection(TreeSet::new)));
    return recordings.stream()
        .map(
            recording ->
                answer(
                    recording,
                    seen.get(recording.sessionId()),
                    persons.get(recording.distinctId())))
        .toList();
  }

  /** The answer of a change: the recording and {@code success} (design 3.3). */
  ObjectNode changed(long projectId, Recording recording, Caller caller) {
    ObjectNode answer = json.valueToTree(one(projectId, recording, caller));
    return answer.put("success", true);
  }

  /** The recording as anybody with the address of a share sees it: its person stays unknown. */
  public SessionRecording published(long projectId, Recording recording) {
    MinimalPerson nobody =
        new MinimalPerson()
            .distinctIds(List.of(recording.distinctId()))
            .properties(json.createObjectNode())
            .uuid(PersonService.derivedUuid(projectId, recording.distinctId()));
    return answer(recording, Views.NONE, nobody);
  }

  /** The four members that a sharing token is shown (B-220). */
  ObjectNode shared(Recording recording) {
    ObjectNode answer = json.createObjectNode();
    answer.put("id", recording.sessionId());
    answer.put("recording_duration", recording.durationSeconds());
    answer.set("start_time", json.valueToTree(recording.startTime()));
    answer.set("end_time", json.valueToTree(recording.endTime()));
    return answer;
  }

  private SessionRecording answer(Recording recording, Views seen, MinimalPerson person) {
    Recording.Counts counts = recording.counts();
    return new SessionRecording()
        .id(recording.sessionId())
        .distinctId(recording.distinctId())
        .viewed(seen.viewed())
        .recordingDuration(recording.durationSeconds())
        .activeSeconds(recording.activeSeconds())
        .inactiveSeconds(recording.inactiveSeconds())
        .startTime(recording.startTime())
        .endTime(recording.endTime())
        .clickCount(counts.clicks())
        .keypressCount(counts.keypresses())
        .mouseActivityCount(counts.mouseActivity())
        .consoleLogCount(counts.consoleLogs())
        .consoleWarnCount(counts.consoleWarnings())
        .consoleErrorCount(counts.consoleErrors())
        .startUrl(recording.startUrl())
        .person(person)
        .storage(
            recording.persisted()
                ? SessionRecording.StorageEnum.OBJECT_STORAGE_LTS
                : SessionRecording.StorageEnum.OBJECT_STORAGE)
        .snapshotSource(recording.snapshotSource())
        .ongoing(recording.ongoing(clock.instant()))
        .activityScore(recording.activityScore())
        .viewers(seen.others());
  }
}
