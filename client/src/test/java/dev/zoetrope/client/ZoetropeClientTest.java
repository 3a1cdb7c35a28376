package dev.zoetrope.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpServer;
import dev.zoetrope.client.api.InstanceApi;
import dev.zoetrope.client.internal.ApiException;
import dev.zoetrope.client.model.Health;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ZoetropeClientTest {
  private final List<String> authorizations = new ArrayList<>();
  private HttpServer server;
  private int status = 200;
  private String body = "{}";

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/prefix/_health",
        exchange -> {
          authorizations.add(exchange.getRequestHeaders().getFirst("Authorization"));
          byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(status, bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void readsAnAnswerAsUtf8AndIgnoresWhatItDoesNotKnow() {
    body = "{\"status\":\"UP\",\"components\":{\"blöcke\":\"läuft\"},\"future\":1}";

    Health health = client().api(InstanceApi::new).getHealth();

    assertThat(health.getStatus()).isEqualTo(Health.StatusEnum.UP);
    assertThat(health.getComponents()).containsEntry("blöcke", "läuft");
    assertThat(authorizations).containsExactly("Bearer phx_key");
  }

  @Test
  void aRefusalCarriesTheFourMembers() {
    status = 400;
    body =
        "{\"type\":\"validation_error\",\"code\":\"required\",\"detail\":\"This field is required.\","
            + "\"attr\":\"target_type\"}";

    ZoetropeApiException refusal =
        catchThrowableOfType(
            ZoetropeApiException.class, () -> client().api(InstanceApi::new).getHealth());

    assertThat(refusal.status()).isEqualTo(400);
    assertThat(refusal.type()).hasValue("validation_error");
    assertThat(refusal.code()).hasValue("required");
    assertThat(refusal.detail()).hasValue("This field is required.");
    assertThat(refusal.attr()).hasValue("target_type");
    assertThat(refusal).hasMessage("GET /prefix/_health: 400 This field is required.");
  }

  @Test
  void eachKindOfRefusalIsAnExceptionOfItsOwn() {
    Map<Integer, Class<? extends ZoetropeApiException>> kinds =
        Map.of(
            400, ZoetropeApiException.Invalid.class,
            413, ZoetropeApiException.Invalid.class,
            401, ZoetropeApiException.Unauthenticated.class,
            403, ZoetropeApiException.Forbidden.class,
            404, ZoetropeApiException.NotFound.class,
            410, ZoetropeApiException.NotFound.class,
            409, ZoetropeApiException.Conflict.class,
            429, ZoetropeApiException.Throttled.class,
            503, ZoetropeApiException.Unavailable.class,
            418, ZoetropeApiException.class);
    body = "{}";
    kinds.forEach(
        (refused, kind) -> {
          status = refused;
          ZoetropeApiException refusal =
              catchThrowableOfType(
                  ZoetropeApiException.class, () -> client().api(InstanceApi::new).getHealth());
          assertThat(refusal).isExactlyInstanceOf(kind);
          assertThat(refusal.retryAfter()).isEmpty();
        });
  }

  @Test
  void anErrorPageOfAProxyHasNoMembers() {
    status = 502;
    body = "<html>Bad gateway</html>";

    ZoetropeApiException refusal =
        catchThrowableOfType(
            ZoetropeApiException.class, () -> client().api(InstanceApi::new).getHealth());

    assertThat(refusal.status()).isEqualTo(502);
    assertThat(refusal.code()).isEmpty();
    assertThat(refusal.getResponseBody()).isEqualTo(body);
  }

  @Test
  void aServerThatIsAwayIsAnApiExceptionWithItsCause() {
    ZoetropeClient client = client();
    server.stop(0);

    ApiException failure =
        catchThrowableOfType(ApiException.class, () -> client.api(InstanceApi::new).getHealth());

    assertThat(failure).hasCauseInstanceOf(IOException.class);
  }

  private ZoetropeClient client() {
    return ZoetropeClient.builder()
        .baseUrl("http://127.0.0.1:" + server.getAddress().getPort() + "/prefix/")
        .apiKey("phx_key")
        .retries(RetryPolicy.NONE)
        .build();
  }
}
