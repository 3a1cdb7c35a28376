package dev.zoetrope.server.instance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zoetrope.server.testing.ServerIT;
import dev.zoetrope.server.testing.ServerProcess;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the environment says about the first accounts, told to the real process (B-060). */
class BootstrapValuesIT {
  private static final List<String> JVM =
      List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx256m");
  private static final String OTHER_KEY = "phx_anotherKeyThatCameTooLate00000000000000000001";

  @TempDir Path temp;

  private final HttpClient client = HttpClient.newHttpClient();

  @Test
  void theyCountOnAnEmptyDatabaseOnlyAndSecretsAmongThemAreNotShown() throws Exception {
    Path data = temp.resolve("data");
    Map<String, String> first =
        Map.of(
            "ZOETROPE_BOOTSTRAP_PROJECT_TOKEN", ServerIT.PROJECT_TOKEN,
            "ZOETROPE_BOOTSTRAP_PERSONAL_API_KEY", ServerIT.KEY,
            "ZOETROPE_BOOTSTRAP_EMAIL", "First@Example.com",
            "ZOETROPE_BOOTSTRAP_PASSWORD", ServerIT.PASSWORD);
    try (ServerProcess server = new ServerProcess(data, first, JVM).start()) {
      assertThat(me(server, ServerIT.KEY).body())
          .contains("first@example.com", ServerIT.PROJECT_TOKEN);
      assertThat(login(server, "first@example.com", ServerIT.PASSWORD)).isEqualTo(200);
      assertThat(shown(server))
          .contains(ServerIT.PROJECT_TOKEN)
          .doesNotContain(ServerIT.KEY, ServerIT.PASSWORD);
    }
    long shownBefore = Files.size(new ServerProcess(data, Map.of(), JVM).log());
    Map<String, String> later =
        Map.of(
            "ZOETROPE_BOOTSTRAP_PROJECT_TOKEN", "phc_tooLate",
            "ZOETROPE_BOOTSTRAP_PERSONAL_API_KEY", OTHER_KEY,
            "ZOETROPE_BOOTSTRAP_EMAIL", "second@example.com",
            "ZOETROPE_BOOTSTRAP_PASSWORD", "another long password");
    try (ServerProcess server = new ServerProcess(data, later, JVM).start()) {
      assertThat(me(server, OTHER_KEY).statusCode()).isEqualTo(401);
      assertThat(me(server, ServerIT.KEY).body())
          .contains("first@example.com", ServerIT.PROJECT_TOKEN)
          .doesNotContain("phc_tooLate");
      assertThat(login(server, "second@example.com", "another long password")).isEqualTo(400);
      assertThat(shown(server).substring((int) shownBefore))
          .doesNotContain("Zoetrope is ready", ServerIT.PROJECT_TOKEN, "phc_", "phx_");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "EMAIL, ada, an e-mail address",
    "PROJECT_TOKEN, phx_secret, up to 64 ASCII characters",
  })
  void aValueOfAnotherFormEndsTheStartWithTheFormAndLeavesNothing(
      String name, String value, String form) throws Exception {
    Path data = temp.resolve("data");
    Map<String, String> environment = Map.of("ZOETROPE_BOOTSTRAP_" + name, value);
    try (ServerProcess server = new ServerProcess(data, environment, JVM)) {
      assertThat(server.startRefused()).isEqualTo(2);
      assertThat(shown(server))
          .startsWith("ZOETROPE_BOOTSTRAP_" + name + " is " + form)
          .doesNotContain("\tat ");
      assertThat(data).doesNotExist();
    }
  }

  private static String shown(ServerProcess server) throws IOException {
    return Files.readString(server.log());
  }

  private HttpResponse<String> me(ServerProcess server, String key) throws Exception {
    return client.send(
        HttpRequest.newBuilder(server.uri().resolve("/api/users/@me/"))
            .header("Authorization", "Bearer " + key)
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private int login(ServerProcess server, String email, String password) throws Exception {
    return client
        .send(
            HttpRequest.newBuilder(server.uri().resolve("/api/login/"))
                .header("Content-Type", "application/json")
                .POST(
                    HttpRequest.BodyPublishers.ofString(
                        "{\"email\":\"%s\",\"password\":\"%s\"}".formatted(email, password)))
                .build(),
            HttpResponse.BodyHandlers.discarding())
        .statusCode();
  }
}
