package dev.zoetrope.server.capture.decode;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * Unwraps a body down to its JSON, layer by layer, by what the bytes are: gzip, a form field,
 * base64, JSON (ingestion reference 3.1, B-171).
 */
final class BodyStreams {
  private static final int LAYERS = 4;
  private static final int PEEK = 512;

  private BodyStreams() {}

  /** The JSON text as a stream that fails with a refusal at the limits of the kind. */
  static InputStream json(InputStream body, PayloadHints hints) throws IOException {
    InputStream current =
        hints.data() == null
            ? new BoundedStream(body, hints.kind().wireLimit(), "the body")
            : new ByteArrayInputStream(formValue(hints.data()));
    for (int layer = 0; layer < LAYERS; layer++) {
      BufferedInputStream in = new BufferedInputStream(current, 1 << 16);
      byte[] head = peek(in);
      if (head.length == 0) {
        if (layer == 0) {
          throw new CaptureRefusal(400, "request missing data payload");
        }
        throw CaptureRefusal.unparseable("EOF while parsing a value at line 1 column 0");
      }
      if (head.length >= 2 && head[0] == 0x1f && (head[1] & 0xff) == 0x8b) {
        current = gunzip(in, hints.kind());
      } else if (startsWith(head, "data=") || startsWith(head, "compression=")) {
        current = new ByteArrayInputStream(formField(in.readAllBytes()));
      } else if (looksLikeJson(head)) {
        return in;
      } else if (isLz(hints.compression())) {
        current =
            new ByteArrayInputStream(
                LzString.decompressFromBase64(
                        new String(in.readAllBytes(), StandardCharsets.ISO_8859_1),
                        hints.kind().inflatedLimit())
                    .getBytes(StandardCharsets.UTF_8));
      } else if (looksLikeBase64(head)) {
        current = new ByteArrayInputStream(base64(in.readAllBytes()));
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
    } catch (ZipException | java.io.EOFException e) {
      throw CaptureRefusal.undecodable("invalid GZIP data");
    }
  }

  private static byte[] formField(byte[] form) {
    for (String pair : new String(form, StandardCharsets.ISO_8859_1).split("&", -1)) {
      if (pair.startsWith("data=")) {
        String raw = pair.substring("data=".length());
        try {
          return formValue(URLDecoder.decode(raw, StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
          throw CaptureRefusal.undecodable("expected form data in POST request payload");
        }
      }
    }
    throw CaptureRefusal.undecodable("expected form data in POST request payload");
  }

  /** A space in base64 was a plus before somebody decoded the form once too often. */
  private static byte[] formValue(String value) {
    String stripped = value.strip();
    boolean json = !stripped.isEmpty() && "[{".indexOf(stripped.charAt(0)) >= 0;
    return (json ? stripped : stripped.replace(' ', '+')).getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] base64(byte[] text) {
    try {
      return Base64.getMimeDecoder().decode(text);
    } catch (IllegalArgumentException e) {
      throw CaptureRefusal.undecodable("invalid base64 data");
    }
  }

  private static byte[] peek(BufferedInputStream in) throws IOException {
    in.mark(PEEK);
    byte[] head = in.readNBytes(PEEK);
    in.reset();
    return head;
  }

  private static boolean looksLikeJson(byte[] head) {
    int i = startsWith(head, "\u00ef\u00bb\u00bf") ? 3 : 0;
    while (i < head.length
        && (head[i] == ' ' || head[i] == '\n' || head[i] == '\r' || head[i] == '\t')) {
      i++;
    }
    return i < head.length && (head[i] == '[' || head[i] == '{');
  }

  private static boolean looksLikeBase64(byte[] head) {
    for (byte b : head) {
      boolean digit = Character.isLetterOrDigit((char) b) && b > 0;
      if (!digit && "+/=-_\r\n".indexOf(b) < 0) {
        return false;
      }
    }
    return true;
  }

  private static boolean isLz(String compression) {
    String name = compression == null ? "" : compression.toLowerCase(Locale.ROOT);
    return name.equals("lz64") || name.equals("lz-string");
  }

  private static boolean startsWith(byte[] head, String latin1) {
    byte[] prefix = latin1.getBytes(StandardCharsets.ISO_8859_1);
    return head.length >= prefix.length
        && java.util.Arrays.equals(head, 0, prefix.length, prefix, 0, prefix.length);
  }
}
