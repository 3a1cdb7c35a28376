package dev.zoetrope.server.web;

/** Nothing can be written at the moment: answered 503, and worth trying again. */
public final class StorageUnavailable extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public StorageUnavailable(String reason, Throwable cause) {
    super(reason, cause);
  }
}
