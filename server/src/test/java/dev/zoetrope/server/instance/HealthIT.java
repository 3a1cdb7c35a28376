package dev.zoetrope.server.instance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zoetrope.server.testing.ServerIT;
import org.junit.jupiter.api.Test;

abstract class HealthIT extends ServerIT {
  @Test
  void aFreshServerIsHealthy() {
    var response = http.get("/_health").send();

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(json(response).get("status").asText()).isEqualTo("UP");
  }

  @Test
  void theTrailingSlashIsOptional() {
    assertThat(http.get("/health/liveness/").send().statusCode()).isEqualTo(200);
  }
}
