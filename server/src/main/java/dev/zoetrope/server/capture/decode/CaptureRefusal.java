package dev.zoetrope.server.capture.decode;

/**
 * A refusal of an ingestion request: a plain text that SDK authors know, and its status (B-170).
 */
public final class CaptureRefusal extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int status;

  public CaptureRefusal(int status, String text) {
    super(text, null, false, false);
    this.status = status;
  }

  static CaptureRefusal undecodable(String detail) {
    return new CaptureRefusal(400, "failed to decode request: " + detail);
  }

  static CaptureRefusal unparseable(String detail) {
    return new CaptureRefusal(400, "failed to parse request: " + detail);
  }

  /** No database takes it: sending it again would never help. */
  public static CaptureRefusal unstorable() {
    return new CaptureRefusal(
        400, "failed to store request: it holds a value that cannot be stored");
  }

  /** The body, or what is in it, has too many bytes. */
  public static CaptureRefusal tooLarge(String detail) {
    return new CaptureRefusal(413, "maximum event size exceeded: " + detail);
  }

  /** The HTTP status. */
  public int status() {
    return status;
  }
}
