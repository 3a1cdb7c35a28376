package dev.zoetrope.server.capture.decode;

import java.time.Instant;

/**
 * What a request says about its body. Hints only: the bytes decide (B-171).
 *
 * @param kind which endpoint was called
 * @param compression the {@code compression} parameter or null
 * @param data the {@code data} query parameter of a GET or null
 * @param sentAt the {@code _} parameter as a time, or null
 * @param token the {@code token} or {@code api_key} query parameter or null
 * @param userAgent the User-Agent header or null; names the library when the event does not
 */
public record PayloadHints(
    Kind kind, String compression, String data, Instant sentAt, String token, String userAgent) {

  /** The families of endpoints, with their limits in bytes. */
  public enum Kind {
    /** {@code /s}. */
    SNAPSHOTS(25L << 20, 200L << 20),
    /** {@code /e}, {@code /i/v0/e}, {@code /capture}, {@code /track}, {@code /engage}. */
    EVENTS(2L << 20, 20L << 20),
    /** {@code /batch}. */
    BATCH(20L << 20, 64L << 20);

    private final long wireLimit;
    private final long inflatedLimit;

    Kind(long wireLimit, long inflatedLimit) {
      this.wireLimit = wireLimit;
      this.inflatedLimit = inflatedLimit;
    }

    /** The largest body on the wire. */
    public long wireLimit() {
      return wireLimit;
    }

    /** The largest body once it is inflated. */
    public long inflatedLimit() {
      return inflatedLimit;
    }
  }
}
