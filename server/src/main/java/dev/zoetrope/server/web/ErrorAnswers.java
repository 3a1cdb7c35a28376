package dev.zoetrope.server.web;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/** The one place that writes error bodies (B-010). */
@Singleton
public class ErrorAnswers {
  static final String PROBLEM = "application/problem+json";

  /** The answer to a refusal. */
  public MutableHttpResponse<?> answer(HttpRequest<?> request, ApiException refusal) {
    MutableHttpResponse<?> response =
        answer(request, refusal.error(), refusal.getMessage(), refusal.attr());
    refusal.headers().forEach(response::header);
    return response;
  }

  /** The answer with the code's own text. */
  public MutableHttpResponse<?> answer(HttpRequest<?> request, ErrorCode code) {
    return answer(request, code, code.detail(), null);
  }

  /** The answer with this text and attribute. */
  public MutableHttpResponse<?> answer(
      HttpRequest<?> request, ErrorCode code, String detail, String attr) {
    HttpStatus status = HttpStatus.valueOf(code.status());
    boolean problem = asksForProblem(request);
    Map<String, Object> body = body(request, code, detail, attr, problem);
    MutableHttpResponse<Object> response =
        HttpResponse.<Object>status(status).body((Object) body).contentType(mediaType(problem));
    if (status == HttpStatus.UNAUTHORIZED) {
      response.header("WWW-Authenticate", "Bearer");
    }
    return response;
  }

  /** The answer to what only its HTTP status is known of. */
  MutableHttpResponse<?> answer(HttpRequest<?> request, int status) {
    ErrorCode code = ErrorCode.ofStatus(status);
    return answer(request, code, detail(request, code, status), null);
  }

  /** Gives a refusal that has no body the body of its status; its headers stay. */
  void fill(HttpRequest<?> request, MutableHttpResponse<?> response) {
    boolean problem = asksForProblem(request);
    ErrorCode code = ErrorCode.ofStatus(response.code());
    response.body(body(request, code, detail(request, code, response.code()), null, problem));
    response.contentType(mediaType(problem));
  }

  private static String detail(HttpRequest<?> request, ErrorCode code, int status) {
    return switch (code) {
      case NOT_FOUND ->
          request.getPath().startsWith("/api/") ? "Endpoint not found." : code.detail();
      case METHOD_NOT_ALLOWED -> "Method \"%s\" not allowed.".formatted(request.getMethodName());
      case REQUEST_TOO_LARGE -> "The request body is too large.";
      case UNSUPPORTED_MEDIA_TYPE ->
          "Unsupported media type \"%s\" in request."
              .formatted(Objects.requireNonNullElse(request.getHeaders().get("Content-Type"), ""));
      case MALFORMED ->
          status == 400
              ? "The request cannot be read."
              : "The request is refused with status %d.".formatted(status);
      case UNAVAILABLE -> "The server cannot do this at the moment. Try again later.";
      default -> code.detail();
    };
  }

  private static Map<String, Object> body(
      HttpRequest<?> request, ErrorCode code, String detail, String attr, boolean problem) {
    HttpStatus status = HttpStatus.valueOf(code.status());
    Map<String, Object> body = new LinkedHashMap<>();
    if (problem) {
      body.put("type", "about:blank");
      body.put("title", status.getReason());
      body.put("status", status.getCode());
    } else {
      body.put("type", code.type());
    }
    body.put("code", code.code());
    body.put("detail", detail);
    body.put("attr", attr);
    if (status.getCode() >= 500) {
      RequestIds.of(request).ifPresent(id -> body.put("request_id", id));
    }
    return body;
  }

  private static boolean asksForProblem(HttpRequest<?> request) {
    return request.getHeaders().getAll("Accept").stream().anyMatch(a -> a.contains(PROBLEM));
  }

  private static MediaType mediaType(boolean problem) {
    return problem ? MediaType.of(PROBLEM) : MediaType.APPLICATION_JSON_TYPE;
  }
}
