package dev.zoetrope.server.web;

import java.util.Map;

/**
 * A refusal in upstream's form. Every refusal that a caller can see is one of these; one class
 * writes them (B-010).
 */
public final class ApiException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final ErrorCode error;
  private final String attr;
  private final transient Map<String, String> headers;

  private ApiException(ErrorCode error, String detail, String attr, Map<String, String> headers) {
    // A refusal is an answer, not a failure: no stack trace.
    super(detail, null, false, false);
    this.error = error;
    this.attr = attr;
    this.headers = headers;
  }

  /** The refusal with the code's own text. */
  public static ApiException of(ErrorCode error) {
    return new ApiException(error, error.detail(), null, Map.of());
  }

  /** The refusal with a specific text. */
  public static ApiException of(ErrorCode error, String detail) {
    return new ApiException(error, detail, null, Map.of());
  }

  /**
   * The refusal of one field.
   *
   * @param attr the field; nested fields joined by two underscores
   */
  public static ApiException of(ErrorCode error, String detail, String attr) {
    return new ApiException(error, detail, attr, Map.of());
  }

  /** 404 with a specific text. */
  public static ApiException notFound(String detail) {
    return of(ErrorCode.NOT_FOUND, detail);
  }

  /** 403 with a specific text. */
  public static ApiException forbidden(String detail) {
    return of(ErrorCode.PERMISSION_DENIED, detail);
  }

  /** The same refusal with one more response header. */
  public ApiException withHeader(String name, String value) {
    Map<String, String> more = new java.util.LinkedHashMap<>(headers);
    more.put(name, value);
    return new ApiException(error, getMessage(), attr, Map.copyOf(more));
  }

  public ErrorCode error() {
    return error;
  }

  /** The field at fault or null. */
  public String attr() {
    return attr;
  }

  /** Response headers that belong to the refusal, such as {@code Retry-After}. */
  public Map<String, String> headers() {
    return headers;
  }
}
