package dev.zoetrope.server.instance;

import dev.zoetrope.api.InstanceApi;
import dev.zoetrope.api.model.Health;
import dev.zoetrope.server.web.HealthIndicator;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Controller;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

@Controller
@ExecuteOn(TaskExecutors.BLOCKING)
class HealthController implements InstanceApi {
  private final List<HealthIndicator> parts;

  HealthController(List<HealthIndicator> parts) {
    this.parts = parts;
  }

  @Override
  public HttpResponse<?> getHealth() {
    return health();
  }

  @Override
  public Health getLiveness() {
    return new Health().status(Health.StatusEnum.UP).components(Map.of());
  }

  @Override
  public HttpResponse<?> getReadiness() {
    return health();
  }

  private HttpResponse<?> health() {
    Map<String, String> states = new TreeMap<>();
    boolean up = true;
    for (HealthIndicator part : parts) {
      Optional<String> failure = part.failure();
      states.put(
          part.name(), failure.map(reason -> "DOWN: " + reason).orElseGet(() -> up(part.notice())));
      up &= failure.isEmpty();
    }
    return HttpResponse.status(up ? HttpStatus.OK : HttpStatus.SERVICE_UNAVAILABLE)
        .body(
            new Health()
                .status(up ? Health.StatusEnum.UP : Health.StatusEnum.DOWN)
                .components(states));
  }

  private static String up(Optional<String> notice) {
    return notice.map(text -> "UP: " + text).orElse("UP");
  }
}
