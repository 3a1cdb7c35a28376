package dev.zoetrope.server.capture.decode;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * Unwraps a body down to its JSON, layer by layer, by what the bytes are: gzip, a form field,
 * base64, JSON (B-171). Every layer streams.
 */
final class BodyStreams {
  private static final int LAYERS = 5;
  private static final int PEEK = 512;
  private static final long LZ_LIMIT = 16L << 20;

  /** {@code name=value}, where the equals sign is not the padding of base64. */
  private static final Pattern FORM =
      Pattern.compile("[A-Za-z0-9_.$%\\[\\]-]{1,100}=[^=\\s].*", Pattern.DOTALL);

  private BodyStreams() {}

  /** The JSON text as a stream that fails with a refusal at the limits of the kind. */
  static InputStream json(InputStream body, PayloadHints hints) throws IOException {
    InputStream current =
        hints.data() == null
            ? new BoundedStream(body, hints.kind().wireLimit(), "the body")
            : new ByteArrayInputStream(hints.data().getBytes(StandardCharsets.UTF_8));
    String compression = hints.compression();
    for (int layer = 0; layer < LAYERS; layer++) {
      PushbackInputStream in = new PushbackInputStream(current, PEEK);
      byte[] head = in.readNBytes(PEEK);
      in.unread(head);
      if (isBlank(head)) {
        throw new CaptureRefusal(400, "request missing data payload");
      }
      if (head.length >= 2 && head[0] == 0x1f && (head[1] & 0xff) == 0x8b) {
        current = gunzip(in, hints.kind());
      } else if (looksLikeJson(head)) {
        return withoutMark(in, head);
      } else if (FORM.matcher(new String(head, StandardCharsets.ISO_8859_1)).matches()) {
        FormStream form = new FormStream(in);
        compression = form.compression() == null ? compression : form.compression();
        current = form;
      } else if (isLz(head, compression)) {
        current = lz(in);
        compression = null;
      } else if (Base64Stream.accepts(head)) {
        current = new Base64Stream(in);
      } else if (isGzip(compression)) {
        throw CaptureRefusal.undecodable("invalid gzip data");
      } else {
        // The parser says what is wrong with it.
        return in;
      }
    }
    throw CaptureRefusal.undecodable("too many layers of encoding");
  }

  private static InputStream gunzip(InputStream in, PayloadHints.Kind kind) throws IOException {
    CountedStream wire = new CountedStream(in);
    try {
      return new BombGuard(new GZIPInputStream(wire, 1 << 14), wire, kind.inflatedLimit());
    } catch (ZipException | EOFException e) {
      throw CaptureRefusal.undecodable("invalid GZIP data");
    }
  }

  private static InputStream lz(InputStream in) throws IOException {
    String text = new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
    return new ByteArrayInputStream(
        LzString.decompressFromBase64(text, LZ_LIMIT).getBytes(StandardCharsets.UTF_8));
  }

  private static InputStream withoutMark(PushbackInputStream in, byte[] head) throws IOException {
    if (hasMark(head)) {
      in.skipNBytes(3);
    }
    return in;
  }

  private static boolean looksLikeJson(byte[] head) {
    int i = hasMark(head) ? 3 : 0;
    while (i < head.length && isSpace(head[i])) {
      i++;
    }
    return i < head.length && (head[i] == '[' || head[i] == '{');
  }

  private static boolean isBlank(byte[] head) {
    for (byte b : head) {
      if (!isSpace(b)) {
        return false;
      }
    }
    return head.length < PEEK;
  }

  private static boolean isSpace(byte b) {
    return b == ' ' || b == '\n' || b == '\r' || b == '\t';
  }

  private static boolean hasMark(byte[] head) {
    return head.length >= 3
        && (head[0] & 0xff) == 0xEF
        && (head[1] & 0xff) == 0xBB
        && (head[2] & 0xff) == 0xBF;
  }

  /**
   * Two characters of base64 hold how lz-string begins a text with a brace or a bracket; base64 of
   * JSON never looks like it, nor lz-string like base64 of JSON or gzip. The hint may come too late
   * (in a form behind the data), and decides only about what else JSON can begin with.
   */
  private static boolean isLz(byte[] head, String compression) {
    String name = compression == null ? "" : compression.toLowerCase(Locale.ROOT);
    boolean said = name.equals("lz64") || name.equals("lz-string");
    boolean seen = head.length > 1 && head[0] == 'N' && "4567opqr".indexOf(head[1]) >= 0;
    return (seen && Base64Stream.accepts(head)) || (said && "eWH".indexOf(head[0]) < 0);
  }

  private static boolean isGzip(String compression) {
    String name = compression == null ? "" : compression.toLowerCase(Locale.ROOT);
    return name.equals("gzip") || name.equals("gzip-js");
  }
}
