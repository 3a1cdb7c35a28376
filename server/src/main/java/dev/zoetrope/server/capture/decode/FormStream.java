package dev.zoetrope.server.capture.decode;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** The value of the field {@code data} of a form, percent-decoded as it flows by. */
final class FormStream extends InputStream {
  private static final int LONGEST_OTHER = 10_000;

  private final InputStream in;
  private final String compression;
  private final byte[] chunk = new byte[8 << 10];
  private int at;
  private int size;
  private boolean ended;

  /** Skips what comes before the field; a refusal when there is none. */
  FormStream(InputStream in) throws IOException {
    this.in = in;
    String found = null;
    while (true) {
      String name = text('=');
      if (name.equals("data")) {
        break;
      }
      String value = text('&');
      if (name.equals("compression")) {
        found = value;
      }
      if (ended) {
        throw notForm();
      }
    }
    compression = found;
  }

  /** The field {@code compression} in front of it, or null. */
  String compression() {
    return compression;
  }

  @Override
  public int read() throws IOException {
    int next = ended ? -1 : raw();
    if (next < 0 || next == '&') {
      ended = true;
      return -1;
    }
    if (next == '+') {
      return ' ';
    }
    return next == '%' ? hex() << 4 | hex() : next;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    int written = 0;
    while (written < length) {
      if (written > 0 && at == size) {
        break;
      }
      int next = read();
      if (next < 0) {
        return written == 0 ? -1 : written;
      }
      into[offset + written++] = (byte) next;
    }
    return written;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }

  private String text(char stop) throws IOException {
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    while (text.size() <= LONGEST_OTHER) {
      int next = raw();
      if (next < 0) {
        ended = true;
      }
      if (next < 0 || next == stop) {
        return text.toString(StandardCharsets.UTF_8);
      }
      text.write(next);
    }
    throw notForm();
  }

  private int hex() throws IOException {
    int digit = Character.digit(raw(), 16);
    if (digit < 0) {
      throw notForm();
    }
    return digit;
  }

  private int raw() throws IOException {
    if (at == size) {
      size = in.read(chunk, 0, chunk.length);
      at = 0;
      if (size <= 0) {
        size = 0;
        return -1;
      }
    }
    return chunk[at++] & 0xff;
  }

  private static CaptureRefusal notForm() {
    return CaptureRefusal.undecodable("expected form data in POST request payload");
  }
}
