package dev.zoetrope.server.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zoetrope.server.testing.ServerIT;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;

abstract class AuthenticationIT extends ServerIT {
  private static final String ME = "/api/users/@me/";

  @Test
  void theBootstrappedKeyShowsItsUser() {
    var response = http.get(ME).key(KEY).send();

    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    assertThat(json(response).get("email").asText()).isEqualTo(EMAIL);
    assertThat(json(response).at("/team/api_token").asText()).isEqualTo(PROJECT_TOKEN);
  }

  @Test
  void withoutCredentialsIs401AndSaysBearer() {
    var response = http.get(ME).send();

    assertThat(response.statusCode()).isEqualTo(401);
    assertThat(response.headers().firstValue("WWW-Authenticate")).hasValue("Bearer");
    assertThat(json(response).get("detail").asText())
        .isEqualTo("Authentication credentials were not provided.");
  }

  @Test
  void anInvalidKeyIsRefusedWithItsPlace() {
    assertThat(json(http.get(ME).key("phx_wrong").send()).get("detail").asText())
        .isEqualTo("Personal API key found in request Authorization header is invalid.");
    assertThat(json(http.get(ME + "?personal_api_key=phx_wrong").send()).get("detail").asText())
        .isEqualTo("Personal API key found in request query string is invalid.");
  }

  @Test
  void theKeyMayStandInTheQuery() {
    assertThat(http.get(ME + "?personal_api_key=" + KEY).send().statusCode()).isEqualTo(200);
  }

  @Test
  void theHeaderCountsBeforeTheQueryWithoutFallback() {
    assertThat(http.get(ME + "?personal_api_key=" + KEY).key("phx_wrong").send().statusCode())
        .isEqualTo(401);
  }

  @Test
  void theSecretsAreKeptInAFileOnlyTheOwnerReads() throws IOException {
    Path file = dataDirectory.resolve("first-start.txt");

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(Files.readString(file)).contains(PROJECT_TOKEN).doesNotContain(KEY, PASSWORD);
  }

  @Test
  void unknownEndpointsAreRefusedInTheSameShape() {
    var response = http.get("/api/nothing/").outsideTheContract().send();

    assertThat(response.statusCode()).isEqualTo(404);
    assertThat(json(response).get("detail").asText()).isEqualTo("Endpoint not found.");
  }

  @Test
  void anotherMethodIs405() {
    var response = http.delete(ME).key(KEY).outsideTheContract().send();

    assertThat(response.statusCode()).isEqualTo(405);
    assertThat(json(response).get("detail").asText()).isEqualTo("Method \"DELETE\" not allowed.");
    assertThat(response.headers().firstValue("Allow")).isPresent();
  }
}
