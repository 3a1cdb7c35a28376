package dev.zoetrope.server.capture.decode;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.zoetrope.server.capture.decode.SnapshotItem.ConsoleLine;
import dev.zoetrope.server.recordings.derive.FactsBuilder;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads {@code $snapshot_data} once: derives the facts from the few members that matter and keeps
 * each event's bytes, compressed. No tree of an event ever exists.
 */
final class ReplayEvents {
  private static final int CONSOLE_ARGUMENT = 2_999;
  private static final int CONSOLE_ARGUMENTS = 50;
  private static final String CONSOLE_PLUGIN = "rrweb/console@1";

  /** The end of the year 9999: what is later is no time. */
  private static final double LATEST = 253_402_300_799_999.0;

  private final JsonParser parser;
  private final EventTape tape;
  private final BlockCompressor lines;
  private final Allowance allowance;
  private final FactsBuilder facts = new FactsBuilder();
  private final List<ConsoleLine> console = new ArrayList<>();
  private final List<BlockCompressor.Range> dropped = new ArrayList<>();
  private byte[] zstd;

  // Of the event being read.
  private long timestamp;
  private int type;
  private int source;
  private int interaction;
  private String href;
  private String payloadHref;
  private String tag;
  private String plugin;
  private String level;
  private List<String> arguments;

  ReplayEvents(JsonParser parser, EventTape tape, BlockCompressor lines, Allowance allowance) {
    this.parser = parser;
    this.tape = tape;
    this.lines = lines;
    this.allowance = allowance;
  }

  /** Reads the value at the parser: an array of events or a single one. */
  void read() throws IOException {
    JsonToken token = parser.currentToken();
    if (token == JsonToken.START_OBJECT) {
      event();
    } else if (token == JsonToken.START_ARRAY) {
      for (JsonToken next = parser.nextToken();
          next != JsonToken.END_ARRAY;
          next = parser.nextToken()) {
        if (next == JsonToken.START_OBJECT) {
          event();
        } else {
          parser.skipChildren();
        }
      }
    } else {
      throw new CaptureRefusal(400, "replay event submitted without snapshot data");
    }
    zstd = dropped.isEmpty() ? lines.finish() : lines.finishWithout(dropped);
  }

  FactsBuilder facts() {
    return facts;
  }

  List<ConsoleLine> console() {
    return console;
  }

  /** As if there had been no console messages; the events themselves stay. */
  void forgetConsole() {
    console.clear();
    facts.forgetConsole();
  }

  /** The compressed lines. */
  byte[] zstd() {
    return zstd;
  }

  private void event() throws IOException {
    allowance.takeReplayEvent();
    long before = lines.count();
    tape.begin(parser.currentTokenLocation().getByteOffset(), lines);
    members();
    tape.finish(parser.currentLocation().getByteOffset());
    lines.endLine();
    // The time often comes last, when the event is compressed already.
    if (timestamp <= 0) {
      dropped.add(new BlockCompressor.Range(before, lines.count()));
      return;
    }
    facts.event(timestamp, type, source, interaction, lines.count() - before);
    String url = href != null ? href : "$json_ld".equals(tag) ? null : payloadHref;
    if (url != null) {
      facts.visit(Text.storable(url), timestamp);
    }
    if (FactsBuilder.isPlugin(type) && CONSOLE_PLUGIN.equals(plugin)) {
      String filedUnder = facts.console(level);
      String message = message();
      if (allowance.forConsole(message.length())) {
        console.add(new ConsoleLine(timestamp, filedUnder, message));
      }
    }
  }

  private void members() throws IOException {
    reset();
    for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
      JsonToken value = parser.nextToken();
      switch (name) {
        case "timestamp" -> timestamp = time(value);
        case "type" -> type = integer(value);
        case "data" -> data(value);
        default -> parser.skipChildren();
      }
    }
  }

  private long time(JsonToken value) throws IOException {
    if (!value.isNumeric()) {
      parser.skipChildren();
      return 0;
    }
    double time = parser.getDoubleValue();
    return time > 0 && time <= LATEST ? (long) time : 0;
  }

  private void reset() {
    timestamp = 0;
    type = -1;
    source = -1;
    interaction = -1;
    href = null;
    payloadHref = null;
    tag = null;
    plugin = null;
    level = null;
    arguments = null;
  }

  private void data(JsonToken value) throws IOException {
    if (value != JsonToken.START_OBJECT) {
      // A compressed string: nothing in it is needed.
      parser.skipChildren();
      return;
    }
    for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
      JsonToken member = parser.nextToken();
      switch (name) {
        case "source" -> source = integer(member);
        case "type" -> interaction = integer(member);
        case "href" -> href = text(member);
        case "tag" -> tag = text(member);
        case "plugin" -> plugin = text(member);
        case "payload" -> payload(member);
        default -> parser.skipChildren();
      }
    }
  }

  private void payload(JsonToken value) throws IOException {
    if (value != JsonToken.START_OBJECT) {
      parser.skipChildren();
      return;
    }
    for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
      JsonToken member = parser.nextToken();
      switch (name) {
        case "href" -> payloadHref = text(member);
        case "level" -> level = text(member);
        case "payload" -> arguments(member);
        default -> parser.skipChildren();
      }
    }
  }

  private void arguments(JsonToken value) throws IOException {
    if (value != JsonToken.START_ARRAY) {
      parser.skipChildren();
      return;
    }
    arguments = new ArrayList<>();
    for (JsonToken next = parser.nextToken();
        next != JsonToken.END_ARRAY;
        next = parser.nextToken()) {
      if (next == JsonToken.VALUE_STRING && arguments.size() < CONSOLE_ARGUMENTS) {
        arguments.add(parser.getText());
      } else {
        parser.skipChildren();
      }
    }
  }

  /** The string arguments as people wrote them: each arrives as a JSON text of its own. */
  private String message() {
    if (arguments == null) {
      return "";
    }
    StringBuilder joined = new StringBuilder();
    for (String argument : arguments) {
      if (!joined.isEmpty()) {
        joined.append(' ');
      }
      joined.append(Text.cut(ConsoleArguments.unquoted(argument), CONSOLE_ARGUMENT));
    }
    return Text.storable(joined.toString());
  }

  private int integer(JsonToken token) throws IOException {
    if (token == JsonToken.VALUE_NUMBER_INT || token == JsonToken.VALUE_NUMBER_FLOAT) {
      double value = parser.getDoubleValue();
      return value >= 0 && value < 1_000 ? (int) value : -1;
    }
    parser.skipChildren();
    return -1;
  }

  private String text(JsonToken token) throws IOException {
    if (token == JsonToken.VALUE_STRING) {
      return parser.getText();
    }
    parser.skipChildren();
    return null;
  }
}
