package dev.zoetrope.server.capture.decode;

import static dev.zoetrope.server.capture.decode.Payloads.TOKEN;
import static dev.zoetrope.server.capture.decode.Payloads.event;
import static dev.zoetrope.server.capture.decode.Payloads.gzip;
import static dev.zoetrope.server.capture.decode.Payloads.lines;
import static dev.zoetrope.server.capture.decode.Payloads.read;
import static dev.zoetrope.server.capture.decode.Payloads.snapshot;
import static org.assertj.core.api.Assertions.assertThat;

import dev.zoetrope.server.capture.decode.PayloadHints.Kind;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PayloadReaderTest {
  private static final String META =
      "{\"type\":4,\"data\":{\"href\":\" http://example.com/a \"},\"timestamp\":1000}";
  private static final String PLAIN = snapshot("[" + META + "]");

  static Stream<Arguments> encodings() {
    byte[] json = PLAIN.getBytes(StandardCharsets.UTF_8);
    String base64 = Base64.getEncoder().encodeToString(json);
    String percent = URLEncoder.encode(base64, StandardCharsets.UTF_8);
    return Stream.of(
        Arguments.of("plain", json),
        Arguments.of("byte order mark", ("\uFEFF" + PLAIN).getBytes(StandardCharsets.UTF_8)),
        Arguments.of("gzip", gzip(json)),
        Arguments.of("gzip twice", gzip(gzip(json))),
        Arguments.of("form", ("data=" + percent).getBytes(StandardCharsets.UTF_8)),
        Arguments.of(
            "form field behind",
            ("ip=1&data=" + percent + "&x=1").getBytes(StandardCharsets.UTF_8)),
        Arguments.of("form with bare base64", ("data=" + base64).getBytes(StandardCharsets.UTF_8)),
        Arguments.of(
            "form with blanks",
            ("data=" + base64.replace('+', ' ')).getBytes(StandardCharsets.UTF_8)),
        Arguments.of(
            "form with JSON",
            ("data=" + URLEncoder.encode(PLAIN, StandardCharsets.UTF_8))
                .getBytes(StandardCharsets.UTF_8)),
        Arguments.of("gzip of a form", gzip("data=" + percent)),
        Arguments.of("base64", base64.getBytes(StandardCharsets.UTF_8)),
        Arguments.of("base64 of gzip", Base64.getEncoder().encode(gzip(json))),
        Arguments.of("base64 in lines", Base64.getMimeEncoder().encode(json)),
        Arguments.of("base64 for URLs", Base64.getUrlEncoder().withoutPadding().encode(json)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("encodings")
  void theBytesDecideWhatABodyIs(String encoding, byte[] body) {
    SnapshotItem item = read(Kind.SNAPSHOTS, body).snapshots().get(0);

    assertThat(lines(item)).isEqualTo(META + "\n");
    assertThat(item.sessionId()).isEqualTo("session-1");
    assertThat(item.facts().firstUrl()).isEqualTo("http://example.com/a");
  }

  @Test
  void aQueryParameterTakesThePlaceOfTheBody() {
    String data = Base64.getEncoder().encodeToString(event("").getBytes(StandardCharsets.UTF_8));
    PayloadHints hints =
        new PayloadHints(Kind.EVENTS, null, data.replace('+', ' '), null, null, null);

    assertThat(read(hints, new byte[0]).events())
        .extracting(StoredEvent::event)
        .containsExactly("clicked");
  }

  @Test
  void lzStringIsRead() {
    // What lz-string 1.5.0 makes of {"token":"t","event":"e","distinct_id":"d"}.
    String made = "N4IgLg9g1gpgdiAXOEAaEMBu8xI2kAEwEsBnMYuAYzAH1jC9GBfIA===";
    PayloadHints hints = new PayloadHints(Kind.EVENTS, "lz64", null, null, null, null);

    for (String body : List.of(made, "data=" + URLEncoder.encode(made, StandardCharsets.UTF_8))) {
      assertThat(read(hints, body.getBytes(StandardCharsets.UTF_8)).events())
          .extracting(StoredEvent::event, StoredEvent::distinctId)
          .containsExactly(org.assertj.core.groups.Tuple.tuple("e", "d"));
    }
    assertThat(refusal(hints, "N4Ig*".getBytes(StandardCharsets.UTF_8)))
        .isEqualTo("400 failed to decode request: invalid lz64 data");
  }

  /** SDKs of 2020 name the compression behind the data, where it is too late to look. */
  @Test
  void lzStringIsSeenFromItsBytes() {
    // What lz-string 1.5.0 makes of a list: [{"token":"phc_testToken","event":"é", ...}].
    String list = "NobwRALg9g1gpgOzALjABwBYGMD6E4DOEAKrImADRhwBuiEKYAl5WACYCWRHCWEOHNoyEBfALpA=";
    String form = "data=" + URLEncoder.encode(list, StandardCharsets.UTF_8) + "&compression=lz64";

    for (String body : List.of(list, form)) {
      assertThat(read(Kind.EVENTS, body).events())
          .extracting(StoredEvent::event)
          .containsExactly("é");
    }
  }

  @Test
  void aHintOfLzStringThatIsWrongDoesNotHurt() {
    PayloadHints hints = new PayloadHints(Kind.EVENTS, "lz64", null, null, null, null);
    byte[] json = event("").getBytes(StandardCharsets.UTF_8);

    for (byte[] body : List.of(json, Base64.getEncoder().encode(json), gzip(json))) {
      assertThat(read(hints, body).events()).hasSize(1);
    }
  }

  static Stream<Arguments> refusals() {
    return Stream.of(
        Arguments.of("", "400 request missing data payload"),
        Arguments.of("  \n", "400 request missing data payload"),
        Arguments.of("[]", "400 request holds no event"),
        Arguments.of("{\"batch\":[],\"api_key\":\"x\"}", "400 request holds no event"),
        Arguments.of("not json!", "400 failed to parse request: expected value at line 1"),
        Arguments.of("[1]", "400 failed to parse request: invalid type"),
        Arguments.of(PLAIN + "]", "400 failed to parse request: "),
        Arguments.of(PLAIN + "{}", "400 failed to parse request: trailing characters"),
        Arguments.of("a=1&b=2", "400 failed to decode request: expected form data in POST"),
        Arguments.of("data=%zz", "400 failed to decode request: expected form data in POST"),
        Arguments.of(snapshot("1"), "400 replay event submitted without snapshot data"),
        Arguments.of(
            PLAIN.replace("$snapshot_data", "other"),
            "400 replay event submitted without snapshot data"),
        Arguments.of(
            PLAIN.replace("$session_id", "other"), "400 replay event submitted without session id"),
        Arguments.of(
            PLAIN.replace("session-1", "no spaces"), "400 replay event has invalid session id"),
        Arguments.of(
            PLAIN.replace("session-1", "s".repeat(71)), "400 replay event has invalid session id"),
        Arguments.of(
            PLAIN.replace("\"session-1\"", "[1]"), "400 replay event has invalid session id"),
        Arguments.of(
            PLAIN.replace("\"session-1\"", "7"), "400 replay event has invalid session id"),
        Arguments.of(
            PLAIN.replace("\"distinct_id\"", "\"x\""), "400 event submitted without a distinct_id"),
        Arguments.of(
            PLAIN.replace("\"ada\"", "\"ada\",\"$cookieless_mode\":1"),
            "400 event submitted with invalid cookieless mode"),
        Arguments.of(PLAIN.replace("\"token\"", "\"x\""), "401 event submitted without an api_key"),
        Arguments.of(PLAIN.replace(TOKEN, " "), "401 API key is not valid: empty"),
        Arguments.of(PLAIN.replace(TOKEN, "t".repeat(65)), "401 API key is not valid: too_long"),
        Arguments.of(PLAIN.replace(TOKEN, "é"), "401 API key is not valid: not_ascii"),
        Arguments.of(
            PLAIN.replace(TOKEN, "phx_secret"), "401 API key is not valid: personal_api_key"),
        Arguments.of(PLAIN.replace(TOKEN, "a\\u0000"), "401 API key is not valid: null_byte"),
        Arguments.of(
            "[%s,%s]"
                .formatted(
                    PLAIN.substring(1, PLAIN.length() - 1),
                    PLAIN.substring(1, PLAIN.length() - 1).replace(TOKEN, "phc_other")),
            "401 batch submitted with inconsistent api_key values"));
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void whatCannotBeUsedIsRefusedWithTheKnownText(String body, String expected) {
    assertThat(refusal(Kind.SNAPSHOTS, body.getBytes(StandardCharsets.UTF_8))).startsWith(expected);
  }

  @Test
  void everyCutOfABodyIsRefused() {
    byte[] json = PLAIN.getBytes(StandardCharsets.UTF_8);
    byte[] gzip = gzip(json);
    for (int length = 1; length < json.length; length++) {
      assertThat(refusal(Kind.SNAPSHOTS, java.util.Arrays.copyOf(json, length)))
          .as("cut after %d", length)
          .startsWith("400 failed to parse request: EOF while parsing a value at line 1");
    }
    for (int length = 2; length < gzip.length; length++) {
      assertThat(refusal(Kind.SNAPSHOTS, java.util.Arrays.copyOf(gzip, length)))
          .as("gzip cut after %d", length)
          .isEqualTo("400 failed to decode request: invalid GZIP data");
    }
  }

  static List<byte[]> malformed() {
    return List.of(
        new byte[] {(byte) 0xff},
        new byte[] {(byte) 0xc3, '('},
        new byte[] {(byte) 0xc0, (byte) 0x80},
        new byte[] {(byte) 0xe0, (byte) 0x80, (byte) 0x80},
        new byte[] {(byte) 0xed, (byte) 0xa0, (byte) 0x80},
        new byte[] {(byte) 0xf4, (byte) 0x90, (byte) 0x80, (byte) 0x80});
  }

  @ParameterizedTest
  @MethodSource("malformed")
  void malformedTextIsRefusedWhereverItStands(byte[] bytes) {
    String bad = new String(bytes, StandardCharsets.ISO_8859_1);
    // Around the place where the parser reads its next piece.
    for (int before : List.of(0, 7_700, 7_780, 7_781, 7_782, 7_783, 7_784, 7_785, 7_800, 20_000)) {
      String data = "[{\"timestamp\":1,\"x\":\"" + "a".repeat(before) + bad + "\"}]";
      byte[] body = snapshot(data).getBytes(StandardCharsets.ISO_8859_1);
      assertThat(refusal(Kind.SNAPSHOTS, body))
          .isEqualTo("400 failed to decode request: invalid UTF8 in request payload");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {5_000, 10_000, 100_000})
  void deepNestingIsRefused(int depth) {
    String deep = "[".repeat(depth) + "]".repeat(depth);

    assertThat(
            refusal(
                Kind.SNAPSHOTS,
                snapshot("[{\"timestamp\":1,\"data\":" + deep + "}]")
                    .getBytes(StandardCharsets.UTF_8)))
        .startsWith("400 failed to parse request: recursion limit exceeded");
    assertThat(
            refusal(
                Kind.EVENTS,
                event(",\"properties\":{\"a\":" + deep + "}").getBytes(StandardCharsets.UTF_8)))
        .startsWith("400 failed to parse request: recursion limit exceeded");
    assertThat(
            refusal(
                Kind.EVENTS,
                event(",\"properties\":{\"$set\":" + deep + "}").getBytes(StandardCharsets.UTF_8)))
        .startsWith("400 failed to parse request: recursion limit exceeded");
  }

  @Test
  void deepDocumentsAreKept() {
    String deep = "[".repeat(3_000) + "]".repeat(3_000);
    String data = "{\"timestamp\":1,\"data\":" + deep + "}";

    assertThat(lines(read(Kind.SNAPSHOTS, snapshot(data)).snapshots().get(0)))
        .isEqualTo(data + "\n");
  }

  @Test
  void eventsAreKeptByteForByte() {
    List<String> events =
        List.of(
            "{ \"timestamp\" : 1.0e3 , \"x\":\"\\ud800 \\u0000 \\n\",\"n\":1.10}",
            "{\"data\":{\"adds\":\"%s\"},\"timestamp\":5}"
                .formatted("\u001fé\u0080".repeat(9_000).replace("\u001f", "\\u001f")),
            "{\"timestamp\":7,\"deep\":[[{\"a\":[]}],{}]}");

    SnapshotItem item = read(Kind.SNAPSHOTS, gzip(snapshot(events.toString()))).snapshots().get(0);

    assertThat(lines(item)).isEqualTo(String.join("\n", events) + "\n");
    assertThat(item.facts().counts().bytes())
        .isEqualTo(lines(item).getBytes(StandardCharsets.UTF_8).length);
    assertThat(item.facts().start()).isEqualTo(5);
    assertThat(item.facts().end()).isEqualTo(1_000);
  }

  @Test
  void prettyPrintedEventsBecomeOneLineEach() {
    String one = "{\n  \"type\": 4,\r\n  \"timestamp\": 1000\n}";
    String two = "{\"timestamp\": 2000,\n \"text\": \"a\\nb\"}";

    assertThat(
            lines(
                read(Kind.SNAPSHOTS, snapshot("[\n" + one + ",\n" + two + "]")).snapshots().get(0)))
        .isEqualTo(
            "{  \"type\": 4,  \"timestamp\": 1000}\n{\"timestamp\": 2000, \"text\": \"a\\nb\"}\n");
  }

  @Test
  void eventsWithoutATimeAreLeftOut() {
    String big = "x".repeat(400_000);
    String kept = "{\"a\":\"" + big.replace('x', 'k') + "\",\"timestamp\":1}";
    String data =
        "[{\"a\":\"%s\"},{\"timestamp\":0},%s,{\"a\":\"%s\",\"timestamp\":\"1\"},{\"timestamp\":1e400},%s,7,[],{\"timestamp\":-5}]"
            .formatted(big, kept, big, META);

    SnapshotItem item = read(Kind.SNAPSHOTS, snapshot(data)).snapshots().get(0);

    assertThat(lines(item)).isEqualTo(kept + "\n" + META + "\n");
    assertThat(item.facts().counts().events()).isEqualTo(2);
    assertThat(item.facts().counts().bytes()).isEqualTo(lines(item).length());
  }

  @Test
  void anItemOfNothingButTimelessEventsIsDropped() {
    assertThat(read(Kind.SNAPSHOTS, snapshot("[{\"type\":4}]")).snapshots()).isEmpty();
    assertThat(read(Kind.SNAPSHOTS, snapshot("[]")).snapshots()).isEmpty();
  }

  @Test
  void oneEventNeedNotBeInAList() {
    assertThat(lines(read(Kind.SNAPSHOTS, snapshot(META)).snapshots().get(0)))
        .isEqualTo(META + "\n");
  }

  @Test
  void laterItemsInheritWhatTheFirstSays() {
    String first = PLAIN.substring(1, PLAIN.length() - 1);
    String second = "{\"properties\":{\"$snapshot_data\":[" + META + "]}}";

    List<SnapshotItem> items = read(Kind.SNAPSHOTS, "[%s,%s]".formatted(first, second)).snapshots();

    assertThat(items).extracting(SnapshotItem::sessionId).containsExactly("session-1", "session-1");
    assertThat(items).extracting(SnapshotItem::windowId).containsExactly("window-1", "window-1");
    assertThat(items.get(1).facts().origin().distinctId()).isEqualTo("ada");
  }

  @Test
  void oldAndFutureItemsAreDroppedByDefault() throws IOException {
    Instant now = Instant.parse("2026-11-23T12:00:00Z");
    PayloadReader reader = Payloads.reader(Clock.fixed(now, ZoneOffset.UTC), "7d");
    long week = 7 * 86_400_000L;
    for (long away : List.of(-week, week)) {
      assertThat(kept(reader, now.toEpochMilli() + away, now.toEpochMilli())).isZero();
      assertThat(kept(reader, now.toEpochMilli(), now.toEpochMilli() + away)).isZero();
      assertThat(kept(reader, now.toEpochMilli() + away - Long.signum(away), now.toEpochMilli()))
          .isOne();
    }
  }

  private static int kept(PayloadReader reader, long first, long last) throws IOException {
    String body = snapshot("[{\"timestamp\":%d},{\"timestamp\":%d}]".formatted(first, last));
    return reader
        .read(
            new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)),
            Payloads.hints(Kind.SNAPSHOTS))
        .snapshots()
        .size();
  }

  @Test
  void consoleMessagesAreReadable() {
    String data =
        """
        [{"timestamp":1,"data":{"payload":{"payload":["\\"hi \\\\u0000 there\\"","{\\"a\\":1}",7,"cut \\"off"],\
        "level":"assert"},"plugin":"rrweb/console@1"},"type":6}]""";

    SnapshotItem item = read(Kind.SNAPSHOTS, snapshot(data)).snapshots().get(0);

    assertThat(item.console())
        .containsExactly(
            new SnapshotItem.ConsoleLine(1, "error", "hi \uFFFD there {\"a\":1} cut \"off"));
    assertThat(item.facts().counts().consoleErrors()).isOne();
  }

  /** A few megabytes of nothing must not become gigabytes of memory. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"event\":\"$snapshot\",\"properties\":{\"$snapshot_data\":[]}}",
        "{\"properties\":{\"$snapshot_data\":{}}}"
      })
  void itemsThatSayNothingAreLimitedInNumber(String item) {
    String body = "[" + (item + ",").repeat(150_000) + item + "]";

    for (Kind kind : Kind.values()) {
      assertThat(refusal(kind, body.getBytes(StandardCharsets.UTF_8)))
          .isEqualTo("413 maximum event size exceeded: more than 200000 values");
    }
  }

  @Test
  void replayEventsOfOneRequestAreLimitedInNumber() {
    String event = "{\"timestamp\":1}";
    String most = "[" + (event + ",").repeat(999_999) + event + "]";

    assertThat(read(Kind.SNAPSHOTS, snapshot(most)).snapshots()).hasSize(1);
    assertThat(
            refusal(
                Kind.SNAPSHOTS,
                snapshot(most.replace("[", "[{},")).getBytes(StandardCharsets.UTF_8)))
        .isEqualTo("413 maximum event size exceeded: more than 1000000 replay events");
  }

  @Test
  void structuredDataIsNoNavigation() {
    String data =
        "{\"timestamp\":1,\"type\":5,\"data\":{\"payload\":{\"href\":\"http://x/\"},\"tag\":\"$json_ld\"}}";

    assertThat(read(Kind.SNAPSHOTS, snapshot(data)).snapshots().get(0).facts().visits()).isEmpty();
  }

  @Test
  void sameContentWithoutUuidIsTheSameItem() {
    String body = PLAIN.replace("\"uuid\"", "\"id\"");

    UUID once = read(Kind.SNAPSHOTS, body).snapshots().get(0).uuid();
    UUID again = read(Kind.SNAPSHOTS, gzip(body)).snapshots().get(0).uuid();
    UUID other = read(Kind.SNAPSHOTS, body.replace("1000", "1001")).snapshots().get(0).uuid();

    assertThat(again).isEqualTo(once).isNotEqualTo(other);
  }

  private static String refusal(Kind kind, byte[] body) {
    return refusal(Payloads.hints(kind), body);
  }

  static String refusal(PayloadHints hints, byte[] body) {
    try {
      CapturedBatch batch = read(hints, body);
      return "accepted " + batch;
    } catch (CaptureRefusal e) {
      return e.status() + " " + e.getMessage();
    }
  }
}
