package dev.zoetrope.server.capture.decode;

import com.github.luben.zstd.ZstdInputStream;
import dev.zoetrope.server.capture.decode.PayloadHints.Kind;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.zip.GZIPOutputStream;

/** Bodies and what is read of them, for tests. */
final class Payloads {
  static final String TOKEN = "phc_testToken";

  private Payloads() {}

  static PayloadReader reader(Clock clock, String maxAge) {
    return new PayloadReader(clock, new ItemAssembler(new IngestSettings(maxAge, true)));
  }

  static PayloadHints hints(Kind kind) {
    return new PayloadHints(kind, null, null, null, null, null);
  }

  static CapturedBatch read(Kind kind, byte[] body) {
    return read(hints(kind), body);
  }

  static CapturedBatch read(Kind kind, String body) {
    return read(kind, body.getBytes(StandardCharsets.UTF_8));
  }

  static CapturedBatch read(PayloadHints hints, byte[] body) {
    try {
      return reader(Clock.systemUTC(), "0").read(new ByteArrayInputStream(body), hints);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A request to {@code /s} of one item with these replay events. */
  static String snapshot(String data) {
    return """
        [{"uuid":"01a2066f-49a3-7000-8ede-dd782e2086ae","event":"$snapshot","properties":{\
        "$snapshot_data":%s,"$session_id":"session-1","$window_id":"window-1",\
        "distinct_id":"ada","token":"%s"}}]"""
        .formatted(data, TOKEN);
  }

  /** A request to {@code /e} of one event. */
  static String event(String members) {
    return "{\"api_key\":\"%s\",\"event\":\"clicked\",\"distinct_id\":\"ada\"%s}"
        .formatted(TOKEN, members);
  }

  static byte[] gzip(byte[] plain) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write(plain);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  static byte[] gzip(String plain) {
    return gzip(plain.getBytes(StandardCharsets.UTF_8));
  }

  /** The lines of an item, one replay event each. */
  static String lines(SnapshotItem item) {
    try (ZstdInputStream in = new ZstdInputStream(new ByteArrayInputStream(item.zstd()))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
