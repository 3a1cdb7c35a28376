package dev.zoetrope.server.capture.decode;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.zoetrope.server.capture.decode.PayloadHints.Kind;
import dev.zoetrope.server.recordings.derive.FactsCodec;
import dev.zoetrope.server.recordings.derive.PageVisit;
import dev.zoetrope.server.recordings.derive.RecordingFacts;
import dev.zoetrope.server.testing.FixtureRequest;
import dev.zoetrope.server.testing.FixtureSession;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Real traffic, in random orders: the facts are those of the whole session at once. */
class FixtureFactsTest {
  private static final int ORDERS = 20;

  private final PayloadReader reader =
      new PayloadReader(Clock.systemUTC(), new ItemAssembler(new IngestSettings("0", true)));

  static List<FixtureSession> sessions() {
    return FixtureSession.all();
  }

  @ParameterizedTest
  @MethodSource("sessions")
  void theFactsOfEverySessionAreKnown(FixtureSession session) throws IOException {
    List<SnapshotItem> items = new ArrayList<>();
    for (FixtureRequest request : session.accepted()) {
      if (request.kind().equals("recording")) {
        PayloadHints hints = new PayloadHints(Kind.SNAPSHOTS, null, null, null, null, null);
        items.addAll(reader.read(new ByteArrayInputStream(request.body()), hints).snapshots());
      }
    }
    Random random = new Random(7);
    for (int i = 0; i < ORDERS; i++) {
      Map<String, RecordingFacts> facts = new HashMap<>();
      Set<UUID> seen = new HashSet<>();
      for (SnapshotItem item : items) {
        if (seen.add(item.uuid())) {
          facts.merge(item.sessionId(), item.facts(), RecordingFacts::merge);
        }
      }
      assertThat(facts.keySet()).hasSameElementsAs(session.sessionIds());
      facts.forEach((id, found) -> check(session.oneBlock(id), found));
      Collections.shuffle(items, random);
    }
  }

  private static void check(JsonNode expected, RecordingFacts original) {
    RecordingFacts facts = FactsCodec.decode(FactsCodec.encode(original));
    assertThat(facts.start()).isEqualTo(expected.get("start_ms").asLong());
    assertThat(facts.end()).isEqualTo(expected.get("end_ms").asLong());
    assertThat(facts.counts().events()).isEqualTo(expected.get("events").asLong());
    assertThat(facts.counts().clicks()).isEqualTo(expected.get("click_count").asLong());
    assertThat(facts.counts().keypresses()).isEqualTo(expected.get("keypress_count").asLong());
    assertThat(facts.counts().mouseActivity())
        .isEqualTo(expected.get("mouse_activity_count").asLong());
    assertThat(facts.counts().consoleLogs()).isEqualTo(expected.get("console_log_count").asLong());
    assertThat(facts.counts().consoleWarnings())
        .isEqualTo(expected.get("console_warn_count").asLong());
    assertThat(facts.counts().consoleErrors())
        .isEqualTo(expected.get("console_error_count").asLong());
    assertThat(facts.activeMilliseconds()).isEqualTo(expected.get("active_milliseconds").asLong());
    assertThat(facts.firstUrl()).isEqualTo(expected.get("first_url").asText());
    List<String> urls = new ArrayList<>();
    expected.get("all_urls").forEach(url -> urls.add(url.asText()));
    assertThat(facts.visits()).extracting(PageVisit::url).containsExactlyElementsOf(urls);
    assertThat(facts.durationSeconds()).isEqualTo(expected.get("recording_duration").asLong());
    assertThat(facts.activityScore()).isEqualTo(expected.get("activity_score").asDouble());
  }
}
