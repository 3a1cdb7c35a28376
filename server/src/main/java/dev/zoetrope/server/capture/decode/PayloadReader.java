package dev.zoetrope.server.capture.decode;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import dev.zoetrope.server.capture.decode.RawItem.Source;
import jakarta.inject.Singleton;
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
  /** Longest text that is read as a text; replay events themselves never are. */
  private static final int LONGEST_TEXT = 4 << 20;

  /** What a JSON parser takes by default: what is kept is read again by others. */
  private static final int LONGEST_NAME = StreamReadConstraints.DEFAULT_MAX_NAME_LEN;

  /** Of brackets in replay events, where a DOM level takes two. */
  private static final int DEEPEST = 4_096;

  private static final JsonFactory JSON =
      new SkippingParser.Factory(
          new JsonFactoryBuilder()
              .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
              .disable(JsonFactory.Feature.FAIL_ON_SYMBOL_HASH_OVERFLOW)
              .streamReadConstraints(
                  StreamReadConstraints.builder()
                      .maxStringLength(LONGEST_TEXT)
                      .maxNameLength(LONGEST_NAME)
                      .maxNestingDepth(DEEPEST)
                      .maxNumberLength(1_000)
                      .build()));

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
    return parse(body, hints, source -> read(source, hints));
  }

  /**
   * The project token of a request that asks for something instead of bringing events.
   *
   * @throws CaptureRefusal with the text and status for the sender
   * @throws IOException when the sender is gone
   */
  public String token(InputStream body, PayloadHints hints) throws IOException {
    return parse(
        body,
        hints,
        source -> {
          source.parser().nextToken();
          return ProjectTokens.find(null, List.of(RawItem.read(source, null)), hints.token());
        });
  }

  private interface Parsing<T> {
    T parse(Source source) throws IOException;
  }

  private static <T> T parse(InputStream body, PayloadHints hints, Parsing<T> parsing)
      throws IOException {
    try (BlockCompressor compressor = BlockCompressor.lend();
        EventTape tape = new EventTape(BodyStreams.json(body, hints));
        JsonParser parser = JSON.createParser(tape)) {
      boolean keepsProperties = hints.kind() != PayloadHints.Kind.SNAPSHOTS;
      return parsing.parse(new Source(parser, tape, compressor, new Allowance(), keepsProperties));
    } catch (StreamConstraintsException e) {
      throw constraint(e);
    } catch (JsonProcessingException e) {
      throw refusal(e);
    }
  }

  private CapturedBatch read(Source source, PayloadHints hints) throws IOException {
    JsonParser parser = source.parser();
    List<RawItem> items = new ArrayList<>();
    RawItem envelope = null;
    JsonToken first = parser.nextToken();
    if (first == JsonToken.START_ARRAY) {
      readItems(source, items);
    } else {
      List<RawItem> inBatch = new ArrayList<>();
      boolean[] batch = new boolean[1];
      RawItem root =
          RawItem.read(
              source,
              () -> {
                batch[0] = true;
                readItems(source, inBatch);
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

  private static void readItems(Source source, List<RawItem> items) throws IOException {
    while (source.parser().nextToken() != JsonToken.END_ARRAY) {
      items.add(RawItem.read(source, null));
    }
  }

  private static CaptureRefusal constraint(StreamConstraintsException e) {
    String message = e.getOriginalMessage();
    if (message.contains("nesting depth")) {
      return CaptureRefusal.unparseable("recursion limit exceeded" + place(e));
    }
    if (message.startsWith("Name")) {
      return CaptureRefusal.tooLarge("a name is longer than %d bytes".formatted(LONGEST_NAME));
    }
    return message.contains("Number")
        ? CaptureRefusal.unparseable("number out of range" + place(e))
        : CaptureRefusal.tooLarge("a text is longer than %d characters".formatted(LONGEST_TEXT));
  }

  private static CaptureRefusal refusal(JsonProcessingException e) {
    String message = e.getOriginalMessage() == null ? "" : e.getOriginalMessage();
    if (message.contains("UTF-8")) {
      return CaptureRefusal.undecodable("invalid UTF8 in request payload");
    }
    // The parser's own message may quote the payload; only the place is told.
    boolean cutOff = e instanceof JsonEOFException || message.contains("end-of-input");
    return CaptureRefusal.unparseable(
        (cutOff ? "EOF while parsing a value" : "expected value") + place(e));
  }

  private static String place(JsonProcessingException e) {
    JsonLocation location = e.getLocation();
    return location == null
        ? ""
        : " at line %d column %d".formatted(location.getLineNr(), location.getColumnNr());
  }
}
