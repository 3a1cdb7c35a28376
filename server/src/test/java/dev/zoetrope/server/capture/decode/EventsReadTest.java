package dev.zoetrope.server.capture.decode;

import static dev.zoetrope.server.capture.decode.Payloads.TOKEN;
import static dev.zoetrope.server.capture.decode.Payloads.event;
import static dev.zoetrope.server.capture.decode.Payloads.read;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.zoetrope.server.capture.decode.PayloadHints.Kind;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EventsReadTest {
  private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

  @Test
  void propertiesAreStoredAsTheyWereWritten() {
    String properties = "{\"a\":1.10,\"b\":[1e400,{\"c\":null}],\"d\":12345678901234567890}";

    assertThat(one(",\"properties\":" + properties).properties()).isEqualTo(properties);
  }

  @Test
  void whatNoDatabaseStoresIsReplaced() {
    assertThat(
            one(",\"properties\":{\"a\\u0000\":\"\\u0000 \\ud800 \\ud83d\\ude00\",\"$lib\":\"\\u0000\"}")
                .properties())
        .isEqualTo("{\"a\uFFFD\":\"\uFFFD \uFFFD \uD83D\uDE00\",\"$lib\":\"\uFFFD\"}");
  }

  @Test
  void changesOfThePersonAtTheTopLevelBecomeProperties() {
    StoredEvent event =
        one(",\"$set\":{\"a\":2,\"b\":3},\"properties\":{\"$set\":{\"a\":1,\"c\":4},\"x\":1}");

    assertThat(event.properties()).isEqualTo("{\"x\":1,\"$set\":{\"a\":2,\"c\":4,\"b\":3}}");
    assertThat(event.personal().get("$set").toString()).isEqualTo("{\"a\":2,\"c\":4,\"b\":3}");
  }

  @Test
  void aPersonsDataWithoutAnEventIsAnIdentification() {
    String body =
        "{\"$token\":\"%s\",\"$distinct_id\":\"ada\",\"$set\":{\"a\":1}}".formatted(TOKEN);

    assertThat(read(Kind.EVENTS, body).events())
        .singleElement()
        .extracting(StoredEvent::event, StoredEvent::distinctId)
        .containsExactly("$identify", "ada");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // The sender's clock is an hour behind.
        "2026-11-23T10:00:00Z | 2026-11-23T11:00:00Z | false | 2026-11-23T11:00:00Z",
        "2026-11-23T10:00:00Z | 2026-11-23T11:00:00Z | true | 2026-11-23T10:00:00Z",
        "2026-11-23T10:00:00.123456789Z | | false | 2026-11-23T10:00:00.123456Z",
        "2026-11-25T10:00:00Z | | false | 2026-11-23T12:00:00Z",
        "1066-10-14T10:00:00Z | | false | 2026-11-23T12:00:00Z",
        "yesterday | | false | 2026-11-23T12:00:00Z"
      })
  void timesAreCorrectedByTheSendersClock(
      String timestamp, String sentAt, boolean ignore, String expected) throws IOException {
    String members =
        ",\"timestamp\":\"%s\",\"properties\":{\"$ignore_sent_at\":%s}%s"
            .formatted(timestamp, ignore, sentAt == null ? "" : ",\"sent_at\":\"" + sentAt + "\"");

    assertThat(at(members)).isEqualTo(Instant.parse(expected));
  }

  @Test
  void anOffsetCountsBackFromNow() throws IOException {
    assertThat(at(",\"offset\":1500")).isEqualTo(NOW.minusMillis(1500));
  }

  @Test
  void theTokenOfAnEnvelopeHoldsWhateverThePropertiesSay() {
    String body =
        """
        {"batch":[{"event":"a","distinct_id":"x","properties":{"token":"the site's own"}},\
        {"event":"b","distinct_id":7}],"api_key":"%s"}"""
            .formatted(TOKEN);

    CapturedBatch batch = read(Kind.BATCH, body);

    assertThat(batch.token()).isEqualTo(TOKEN);
    assertThat(batch.events()).extracting(StoredEvent::distinctId).containsExactly("x", "7");
  }

  @Test
  void namesAndIdsAreCut() {
    StoredEvent event = one(",\"event\":\"%s\"".formatted("n".repeat(300)));

    assertThat(event.event()).hasSize(200);
  }

  @Test
  void manyTinyValuesCannotFillTheMemory() {
    String body = event(",\"$set\":{\"a\":[" + "[],".repeat(300_000) + "1]}");

    assertThatThrownBy(() -> read(Kind.EVENTS, body))
        .isInstanceOf(CaptureRefusal.class)
        .hasMessageStartingWith("maximum event size exceeded");
  }

  @Test
  void anEmptyNameRefusesTheRequest() {
    assertThatThrownBy(() -> one(",\"event\":\" \""))
        .hasMessage("event submitted with an empty event name");
  }

  private static StoredEvent one(String members) {
    return read(Kind.EVENTS, event(members)).events().get(0);
  }

  private static Instant at(String members) throws IOException {
    return Payloads.reader(Clock.fixed(NOW, ZoneOffset.UTC), "0")
        .read(
            new ByteArrayInputStream(event(members).getBytes(StandardCharsets.UTF_8)),
            Payloads.hints(Kind.EVENTS))
        .events()
        .get(0)
        .timestamp();
  }
}
