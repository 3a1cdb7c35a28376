package dev.zoetrope.server.web;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.Map;

/** The one place that writes error bodies (B-010). */
@Singleton
public class ErrorAnswers {
  private static final String PROBLEM = "application/problem+json";

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
    boolean problem =
        request.getHeaders().getAll("Accept").stream().anyMatch(a -> a.contains(PROBLEM));
    Map<String, Object> body = new LinkedHashMap<>();
    if (problem) {
      body.put("type", "about:blank");
      body.put("title", status.getReason());
      body.put("status", status.getCode());
      body.put("detail", detail);
      body.put("code", code.code());
      body.put("attr", attr);
    } else {
      body.put("type", code.type());
      body.put("code", code.code());
      body.put("detail", detail);
      body.put("attr", attr);
    }
    if (status.getCode() >= 500) {
      RequestIds.of(request).ifPresent(id -> body.put("request_id", id));
    }
    MutableHttpResponse<Object> response =
        HttpResponse.<Object>status(status)
            .body((Object) body)
            .contentType(problem ? MediaType.of(PROBLEM) : MediaType.APPLICATION_JSON_TYPE);
    if (status == HttpStatus.UNAUTHORIZED) {
      response.header("WWW-Authenticate", "Bearer");
    }
    return response;
  }
}
