package dev.zoetrope.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.zoetrope.client.Paging;
import dev.zoetrope.client.RecordedEvent;
import dev.zoetrope.client.ZoetropeApiException;
import dev.zoetrope.client.ZoetropeClient;
import dev.zoetrope.client.api.SessionRecordingsApi;
import dev.zoetrope.client.api.SessionRecordingsApi.APIListSessionRecordingsRequest;
import dev.zoetrope.client.api.SubscriptionsApi;
import dev.zoetrope.client.model.InsightWrite;
import dev.zoetrope.client.model.SessionRecording;
import dev.zoetrope.client.model.SessionRecordingPage;
import dev.zoetrope.client.model.SessionRecordingPatch;
import dev.zoetrope.client.model.Subscription;
import dev.zoetrope.client.model.SubscriptionCreate;
import dev.zoetrope.client.model.SubscriptionPatch;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The generated client against the running server. */
class ClientStoryTest {
  private static final String PROJECT = "@current";

  private final ZoetropeClient client =
      ZoetropeClient.builder()
          .baseUrl(TestTarget.get().base().toString())
          .apiKey(TestTarget.get().key())
          .build();
  private final SessionRecordingsApi recordings = client.recordings();

  @Test
  void walksTheListPageByPage() {
    List<String> ids = Stream.generate(() -> TestRecording.send("walker")).limit(3).toList();

    Stream<String> walked =
        Paging.of(
                2,
                (limit, offset) ->
                    recordings.listSessionRecordings(
                        APIListSessionRecordingsRequest.newBuilder()
                            .projectId(PROJECT)
                            .sessionIds("[\"" + String.join("\",\"", ids) + "\"]")
                            .limit(limit)
                            .offset(offset)
                            .build()))
            .elements(SessionRecordingPage::getResults, SessionRecordingPage::getHasNext)
            .map(SessionRecording::getId);

    assertThat(walked).containsExactlyInAnyOrderElementsOf(ids);
  }

  @Test
  void listsWithoutPages() {
    String id = TestRecording.send("lister");

    assertThat(
            client
                .listRecordings(PROJECT, query -> query.sessionIds("[\"" + id + "\"]"))
                .map(SessionRecording::getId))
        .containsExactly(id);
    assertThat(client.listSubscriptions(PROJECT)).isNotNull();
  }

  @Test
  void marksARecordingViewed() {
    String id = TestRecording.send("viewer");

    var updated =
        recordings.updateSessionRecording(PROJECT, id, new SessionRecordingPatch().viewed(true));

    assertThat(updated.getViewed()).isTrue();
    assertThat(updated.getSuccess()).isTrue();
    assertThat(recordings.getSessionRecording(PROJECT, id).getViewed()).isTrue();
  }

  @Test
  void readsBackWhatWasRecorded() {
    String id = TestRecording.send("reader");

    try (Stream<RecordedEvent> events = client.recordedEvents(PROJECT, id)) {
      assertThat(events.filter(e -> e.windowId().equals(id + "-w")))
          .extracting(e -> e.event().path("type").asInt())
          .containsExactlyInAnyOrder(4, 2, 3, 3, 3, 6, 3);
    }
  }

  @Test
  void whatIsNotThereCannotBeReadBack() {
    ZoetropeApiException refusal =
        catchThrowableOfType(
            ZoetropeApiException.class, () -> client.recordedEvents(PROJECT, "conformance-absent"));

    assertThat(refusal.status()).isEqualTo(404);
  }

  @Test
  void absentKeepsAndNullClears() {
    SubscriptionsApi subscriptions = client.subscriptions();
    Long insight =
        client.insights().createInsight(PROJECT, new InsightWrite().name("Conformance")).getId();
    Subscription created =
        subscriptions.createSubscription(
            PROJECT,
            new SubscriptionCreate()
                .insight(insight)
                .targetType(SubscriptionCreate.TargetTypeEnum.EMAIL)
                .targetValue("ada@example.com")
                .frequency(SubscriptionCreate.FrequencyEnum.WEEKLY)
                .startDate(OffsetDateTime.parse("2026-01-05T09:00:00Z"))
                .title("Weekly numbers"));

    Subscription kept =
        subscriptions.updateSubscription(
            PROJECT, created.getId(), new SubscriptionPatch().interval(2));
    Subscription cleared =
        subscriptions.updateSubscription(
            PROJECT, created.getId(), new SubscriptionPatch().title(null));

    assertThat(kept.getTitle()).isEqualTo("Weekly numbers");
    assertThat(kept.getInterval()).isEqualTo(2);
    assertThat(cleared.getTitle()).isNull();
    assertThat(cleared.getInterval()).isEqualTo(2);
    assertThat(cleared.getInsight()).isEqualTo(insight);
  }

  @Test
  void aRefusalIsTyped() {
    ZoetropeApiException refusal =
        catchThrowableOfType(
            ZoetropeApiException.class,
            () -> recordings.getSessionRecording(PROJECT, "conformance-absent"));

    assertThat(refusal.status()).isEqualTo(404);
    assertThat(refusal.code()).hasValue("not_found");
    assertThat(refusal.detail()).hasValue("Recording not found");
  }
}
