package dev.zoetrope.server.web;

/**
 * The one table of refusals: upstream's {@code type} and {@code code} with the HTTP status they
 * come with (contract reference 1.4).
 */
public enum ErrorCode {
  REQUIRED(400, "validation_error", "required", "This field is required."),
  NULL(400, "validation_error", "null", "This field may not be null."),
  BLANK(400, "validation_error", "blank", "This field may not be blank."),
  INVALID_CHOICE(400, "validation_error", "invalid_choice", null),
  NOT_A_LIST(400, "validation_error", "not_a_list", null),
  MAX_LENGTH(400, "validation_error", "max_length", null),
  MIN_LENGTH(400, "validation_error", "min_length", null),
  MAX_VALUE(400, "validation_error", "max_value", null),
  MIN_VALUE(400, "validation_error", "min_value", null),
  DOES_NOT_EXIST(400, "validation_error", "does_not_exist", null),
  INCORRECT_TYPE(400, "validation_error", "incorrect_type", null),
  EMPTY(400, "validation_error", "empty", "This list may not be empty."),
  NULL_CHARACTER(
      400, "validation_error", "null_characters_not_allowed", "Null characters are not allowed."),
  INVALID_CREDENTIALS(400, "validation_error", "invalid_credentials", "Invalid email or password."),
  UNIQUE(400, "validation_error", "unique", null),
  /** Upstream renames every {@code invalid} to this. */
  INVALID_INPUT(400, "validation_error", "invalid_input", null),
  MALFORMED(400, "invalid_request", "malformed_request", null),
  PARSE_ERROR(400, "invalid_request", "parse_error", null),
  NOT_AUTHENTICATED(
      401,
      "authentication_error",
      "not_authenticated",
      "Authentication credentials were not provided."),
  AUTHENTICATION_FAILED(401, "authentication_error", "authentication_failed", null),
  /** Upstream answers a bad sharing token with 403 though it is a failed authentication. */
  SHARING_REFUSED(403, "authentication_error", "authentication_failed", null),
  PERMISSION_DENIED(
      403,
      "authentication_error",
      "permission_denied",
      "You do not have permission to perform this action."),
  NOT_FOUND(404, "invalid_request", "not_found", "Not found."),
  METHOD_NOT_ALLOWED(405, "invalid_request", "method_not_allowed", null),
  NOT_ACCEPTABLE(
      406, "invalid_request", "not_acceptable", "Could not satisfy the request Accept header."),
  CONFLICT(409, "invalid_request", "conflict", "The request contradicts the state of the object."),
  REQUEST_TOO_LARGE(413, "invalid_request", "request_too_large", null),
  UNSUPPORTED_MEDIA_TYPE(415, "invalid_request", "unsupported_media_type", null),
  THROTTLED(429, "throttled_error", "throttled", "Request was throttled."),
  SERVER_ERROR(500, "server_error", "error", "A server error occurred."),
  NOT_IMPLEMENTED(501, "server_error", "not_implemented", null),
  UNAVAILABLE(503, "server_error", "unavailable", null);

  private final int status;
  private final String type;
  private final String code;
  private final String detail;

  ErrorCode(int status, String type, String code, String detail) {
    this.status = status;
    this.type = type;
    this.code = code;
    this.detail = detail;
  }

  /** What a bare status means; a client's error for every unknown 4xx, the server's for 5xx. */
  static ErrorCode ofStatus(int status) {
    return switch (status) {
      case 401 -> NOT_AUTHENTICATED;
      case 403 -> PERMISSION_DENIED;
      case 404 -> NOT_FOUND;
      case 405 -> METHOD_NOT_ALLOWED;
      case 406 -> NOT_ACCEPTABLE;
      case 409 -> CONFLICT;
      case 413 -> REQUEST_TOO_LARGE;
      case 415 -> UNSUPPORTED_MEDIA_TYPE;
      case 429 -> THROTTLED;
      case 503 -> UNAVAILABLE;
      default -> status >= 500 ? SERVER_ERROR : MALFORMED;
    };
  }

  /** The HTTP status. */
  public int status() {
    return status;
  }

  /** The family, {@code validation_error} and so on. */
  public String type() {
    return type;
  }

  /** The machine-readable reason. */
  public String code() {
    return code;
  }

  /** The text when nothing more specific is known; null where a text must be given. */
  public String detail() {
    return detail;
  }
}
