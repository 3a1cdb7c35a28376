package dev.zoetrope.server.capture;

import static dev.zoetrope.server.capture.decode.PayloadHints.Kind.BATCH;
import static dev.zoetrope.server.capture.decode.PayloadHints.Kind.EVENTS;
import static dev.zoetrope.server.capture.decode.PayloadHints.Kind.SNAPSHOTS;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.zoetrope.api.CaptureApi;
import dev.zoetrope.api.model.CaptureStatus;
import dev.zoetrope.api.model.RemoteConfig;
import dev.zoetrope.api.model.SdkEarlyAccessFeatures;
import dev.zoetrope.api.model.SdkExperiments;
import dev.zoetrope.api.model.SdkProductTours;
import dev.zoetrope.api.model.SdkSurveys;
import dev.zoetrope.server.accounts.CurrentRequest;
import dev.zoetrope.server.accounts.Project;
import dev.zoetrope.server.accounts.Projects;
import dev.zoetrope.server.capture.decode.CaptureRefusal;
import dev.zoetrope.server.capture.decode.PayloadHints.Kind;
import dev.zoetrope.server.web.ApiException;
import dev.zoetrope.server.web.ErrorCode;
import dev.zoetrope.server.web.StaticDocument;
import dev.zoetrope.server.web.StorageUnavailable;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What SDKs talk to. */
@Controller
@ExecuteOn(TaskExecutors.BLOCKING)
class CaptureController implements CaptureApi {
  private static final MediaType SCRIPT = MediaType.of("text/javascript;charset=utf-8");

  private static final Logger LOG = LoggerFactory.getLogger(CaptureController.class);
  private static final String RETRY_AFTER_SECONDS = "5";

  private final Intake intake;
  private final Projects projects;
  private final RemoteConfigs configs;
  private final Flags flags;
  private final SdkScripts scripts;
  private final CurrentRequest current;

  CaptureController(
      Intake intake,
      Projects projects,
      RemoteConfigs configs,
      Flags flags,
      SdkScripts scripts,
      CurrentRequest current) {
    this.intake = intake;
    this.projects = projects;
    this.configs = configs;
    this.flags = flags;
    this.scripts = scripts;
    this.current = current;
  }

  @Override
  @ExecuteOn("capture")
  public HttpResponse<?> captureEvents(HttpRequest<?> request) {
    return store(request, EVENTS);
  }

  @Override
  @ExecuteOn("capture")
  public HttpResponse<?> captureEventsByQuery(String data, String compression, String sentAt) {
    return store(current.http(), EVENTS);
  }

  @Override
  @ExecuteOn("capture")
  public HttpResponse<?> captureSnapshots(HttpRequest<?> request) {
    return store(request, SNAPSHOTS);
  }

  @Override
  @ExecuteOn("capture")
  public HttpResponse<?> captureSnapshotsByQuery(String data, String compression, String sentAt) {
    return store(current.http(), SNAPSHOTS);
  }

  @Override
  @ExecuteOn("capture")
  public HttpResponse<?> captureBatch(HttpRequest<?> request) {
    return store(request, BATCH);
  }

  @Override
  @ExecuteOn("capture")
  public HttpResponse<?> captureBatchByQuery(String data, String compression, String sentAt) {
    return store(current.http(), BATCH);
  }

  @Override
  @ExecuteOn("capture")
  public HttpResponse<?> getFlags(HttpRequest<?> request) {
    boolean withConfig = "true".equals(request.getParameters().get("config"));
    return orLater(() -> flags.answer(asking(request), CaptureQuery.version(request), withConfig));
  }

  @Override
  @ExecuteOn("capture")
  public HttpResponse<?> getDecision(HttpRequest<?> request) {
    return orLater(() -> flags.decision(asking(request), CaptureQuery.version(request)));
  }

  @Override
  public RemoteConfig getRemoteConfig(String token) {
    return configs.of(project(token));
  }

  @Override
  public HttpResponse<?> getRemoteConfigScript(String token) {
    return script(configs.script(project(token)).getBytes(StandardCharsets.UTF_8))
        .header("Cache-Control", "no-cache");
  }

  @Override
  public HttpResponse<?> getConfiguredSdk(String token) {
    String sdk = new String(sdkScript("array.js").bytes(), StandardCharsets.UTF_8);
    String both = configs.script(project(token)) + sdk;
    return script(both.getBytes(StandardCharsets.UTF_8)).header("Cache-Control", "no-cache");
  }

  @Override
  public HttpResponse<?> getSdkScript(String script, String ifNoneMatch) {
    StaticDocument found = sdkScript(script);
    MutableHttpResponse<?> answer =
        found.isKnownBy(ifNoneMatch) ? HttpResponse.notModified() : script(found.bytes());
    return answer.header("ETag", found.tag()).header("Cache-Control", "public, max-age=300");
  }

  @Override
  public HttpResponse<?> getVersionedSdkScript(String version, String script, String ifNoneMatch) {
    return getSdkScript(script, ifNoneMatch);
  }

  @Override
  public JsonNode logSdkMessages(HttpRequest<?> request) {
    return JsonNodeFactory.instance.objectNode();
  }

  @Override
  public JsonNode logSdkMetrics(HttpRequest<?> request) {
    return JsonNodeFactory.instance.objectNode();
  }

  @Override
  public SdkSurveys listSurveys() {
    return new SdkSurveys().surveys(List.of());
  }

  @Override
  public SdkExperiments listWebExperiments() {
    return new SdkExperiments().experiments(List.of());
  }

  @Override
  public SdkProductTours listProductTours() {
    return new SdkProductTours().productTours(List.of());
  }

  @Override
  public SdkEarlyAccessFeatures listEarlyAccessFeatures() {
    return new SdkEarlyAccessFeatures().earlyAccessFeatures(List.of());
  }

  private HttpResponse<?> store(HttpRequest<?> request, Kind kind) {
    return orLater(
        () -> {
          intake.store(request, CaptureQuery.hints(request, kind));
          return new CaptureStatus().status(CaptureStatus.StatusEnum.OK);
        });
  }

  /** The answer, or that the SDK shall send the same again. */
  private static HttpResponse<?> orLater(Supplier<Object> work) {
    try {
      return HttpResponse.ok(work.get());
    } catch (RuntimeException e) {
      if (!StorageUnavailable.isBehind(e)) {
        throw e;
      }
      LOG.warn(
          "capture turned a request away: {}",
          e instanceof StorageUnavailable ? e.getMessage() : e.getClass().getSimpleName());
      return HttpResponse.status(HttpStatus.SERVICE_UNAVAILABLE)
          .body("transient error, please retry")
          .contentType(RefusalHandler.TEXT)
          .header("Retry-After", RETRY_AFTER_SECONDS);
    }
  }

  private Project asking(HttpRequest<?> request) {
    return projects
        .byToken(intake.token(request, CaptureQuery.hints(request, EVENTS)))
        .orElseThrow(() -> new CaptureRefusal(401, "API key is not valid: unknown"));
  }

  private Project project(String token) {
    return projects.byToken(token).orElseThrow(() -> ApiException.of(ErrorCode.NOT_FOUND));
  }

  private StaticDocument sdkScript(String name) {
    return scripts.find(name).orElseThrow(() -> ApiException.of(ErrorCode.NOT_FOUND));
  }

  private static MutableHttpResponse<byte[]> script(byte[] bytes) {
    return HttpResponse.ok(bytes).contentType(SCRIPT);
  }
}
