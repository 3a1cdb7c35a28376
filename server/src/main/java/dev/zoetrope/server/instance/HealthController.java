package dev.zoetrope.server.instance;

import dev.zoetrope.api.InstanceApi;
import dev.zoetrope.api.model.Health;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.Map;

@Controller
@ExecuteOn(TaskExecutors.BLOCKING)
class HealthController implements InstanceApi {
  @Override
  public HttpResponse<?> getHealth() {
    return HttpResponse.ok(new Health().status(Health.StatusEnum.UP).components(Map.of()));
  }

  @Override
  public Health getLiveness() {
    return new Health().status(Health.StatusEnum.UP).components(Map.of());
  }

  @Override
  public HttpResponse<?> getReadiness() {
    return HttpResponse.ok(new Health().status(Health.StatusEnum.UP).components(Map.of()));
  }
}
