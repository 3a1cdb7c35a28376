package dev.zoetrope.server.capture.decode;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import jakarta.inject.Singleton;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * From the bytes of an ingestion request to what is stored of it, in one streaming pass (B-172).
 */
@Singleton
public class PayloadReader {
  private static final JsonFactory JSON =
      JsonFactory.builder()
          // The bytes are UTF-8 or refused: guessing other encodings only helps attackers.
          .disable(JsonFactory.Feature.CHARSET_DETECTION)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxStringLength(Integer.MAX_VALUE)
                  // A DOM level takes two levels of JSON.
                  .maxNestingDepth(20_000)
                  .maxNumberLength(1_000)
                  .build())
          .build();

  private final Clock clock;
  private final ItemAssembler assembler;

  PayloadReader(Clock clock, ItemAssembler assembler) {
    this.clock = clock;
    this.assembler = assembler;
  }

  /**
   * Reads the body to its end.
   *
   * @throws CaptureRefusal with the text and status for the sender
   * @throws IOException when the sender is gone
   */
  public CapturedBatch read(InputStream body, PayloadHints hints) throws IOException {
    try (InputStream json = withoutMark(BodyStreams.json(body, hints));
        EventTape tape = new EventTape(json);
        JsonParser parser = JSON.createParser(tape)) {
      return read(parser, tape, hints);
    } catch (StreamConstraintsException e) {
      throw CaptureRefusal.unparseable("recursion limit exceeded");
    } catch (JsonProcessingException e) {
      throw refusal(e);
    }
  }

  /**
   * The project token of a request that asks for something instead of bringing events.
   *
   * @throws CaptureRefusal with the text and status for the sender
   * @throws IOException when the sender is gone
   */
  public String token(InputStream body, PayloadHints hints) throws IOException {
    try (InputStream json = withoutMark(BodyStreams.json(body, hints));
        EventTape tape = new EventTape(json);
        JsonParser parser = JSON.createParser(tape)) {
      parser.nextToken();
      return ProjectTokens.find(null, List.of(RawItem.read(parser, tape, null)), hints.token());
    } catch (StreamConstraintsException e) {
      throw CaptureRefusal.unparseable("recursion limit exceeded");
    } catch (JsonProcessingException e) {
      throw refusal(e);
    }
  }

  private CapturedBatch read(JsonParser parser, EventTape tape, PayloadHints hints)
      throws IOException {
    List<RawItem> items = new ArrayList<>();
    RawItem envelope = null;
    JsonToken first = parser.nextToken();
    if (first == JsonToken.START_ARRAY) {
      readItems(parser, tape, items);
    } else {
      List<RawItem> inBatch = new ArrayList<>();
      boolean[] batch = new boolean[1];
      RawItem root =
          RawItem.read(
              parser,
              tape,
              p -> {
                batch[0] = true;
                readItems(p, tape, inBatch);
              });
      if (batch[0]) {
        envelope = root;
        items = inBatch;
      } else {
        items.add(root);
      }
    }
    if (parser.nextToken() != null) {
      throw CaptureRefusal.unparseable("trailing characters");
    }
    if (items.isEmpty()) {
      throw new CaptureRefusal(400, "request holds no event");
    }
    String token = ProjectTokens.find(envelope, items, hints.token());
    Instant sentAt =
        envelope == null
            ? hints.sentAt()
            : EventTimes.parsed(envelope.member("sent_at")).orElse(hints.sentAt());
    return assembler.assemble(token, items, hints, sentAt, clock.instant());
  }

  private static void readItems(JsonParser parser, EventTape tape, List<RawItem> items)
      throws IOException {
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      items.add(RawItem.read(parser, tape, null));
    }
  }

  private static CaptureRefusal refusal(JsonProcessingException e) {
    String message = e.getOriginalMessage() == null ? "" : e.getOriginalMessage();
    if (message.contains("UTF-8")) {
      return CaptureRefusal.undecodable("invalid UTF8 in request payload");
    }
    if (message.contains("end-of-input")) {
      return CaptureRefusal.unparseable("EOF while parsing a value");
    }
    // The parser's own message may quote the payload; only the place is told.
    return e.getLocation() == null
        ? CaptureRefusal.unparseable("expected value")
        : CaptureRefusal.unparseable(
            "expected value at line %d column %d"
                .formatted(e.getLocation().getLineNr(), e.getLocation().getColumnNr()));
  }

  /** Without the byte order mark that some senders put in front. */
  private static InputStream withoutMark(InputStream json) throws IOException {
    BufferedInputStream in =
        json instanceof BufferedInputStream buffered ? buffered : new BufferedInputStream(json);
    in.mark(3);
    if (in.read() != 0xEF || in.read() != 0xBB || in.read() != 0xBF) {
      in.reset();
    }
    return in;
  }
}
