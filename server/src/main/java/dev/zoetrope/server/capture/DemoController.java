package dev.zoetrope.server.capture;

import dev.zoetrope.api.DemoApi;
import dev.zoetrope.server.accounts.Project;
import dev.zoetrope.server.accounts.Projects;
import dev.zoetrope.server.web.ApiException;
import dev.zoetrope.server.web.ErrorCode;
import dev.zoetrope.server.web.StaticDocument;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Pages that show the server at work (B-120). */
@Controller
@ExecuteOn(TaskExecutors.BLOCKING)
class DemoController implements DemoApi {
  /** Only this server; the SDK draws and packs in blobs, and hides its style sheets in the page. */
  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self'"
          + " data:; connect-src 'self'; worker-src 'self' blob:; base-uri 'none';"
          + " form-action 'self'; frame-ancestors 'none'";

  private static final long FIRST_PROJECT = 1;

  private final Projects projects;
  private final String landing = text("landing.html");
  private final String shop = text("shop.html");
  private final String checkout = text("checkout.html");
  private final String script = text("demo.js");
  private final String style = text("demo.css");

  DemoController(Projects projects) {
    this.projects = projects;
  }

  @Override
  public HttpResponse<?> getLandingPage() {
    return answer(landing, "text/html");
  }

  @Override
  public HttpResponse<?> getDemoPage(String token) {
    return page(shop, token);
  }

  @Override
  public HttpResponse<?> getDemoPart(String part, String token) {
    return switch (part) {
      case "checkout" -> page(checkout, token);
      case "demo.js" -> answer(script, "text/javascript");
      case "demo.css" -> answer(style, "text/css");
      default -> throw ApiException.of(ErrorCode.NOT_FOUND);
    };
  }

  private HttpResponse<?> page(String template, String token) {
    Optional<Project> project =
        token == null ? projects.byId(FIRST_PROJECT) : projects.byToken(token);
    String known = project.orElseThrow(() -> ApiException.of(ErrorCode.NOT_FOUND)).token();
    String query =
        token == null ? "" : "?token=" + URLEncoder.encode(known, StandardCharsets.UTF_8);
    return answer(
        template.replace("{{token}}", attribute(known)).replace("{{query}}", query), "text/html");
  }

  private static HttpResponse<?> answer(String text, String type) {
    return HttpResponse.ok(text)
        .contentType(MediaType.of(type + ";charset=utf-8"))
        .header("Content-Security-Policy", POLICY)
        .header("Cache-Control", "no-cache");
  }

  /** A text as it stands in a quoted attribute. */
  private static String attribute(String text) {
    return text.replace("&", "&amp;").replace("\"", "&quot;").replace("<", "&lt;");
  }

  private static String text(String name) {
    return new String(
        StaticDocument.read("/dev/zoetrope/server/capture/demo/" + name).bytes(),
        StandardCharsets.UTF_8);
  }
}
