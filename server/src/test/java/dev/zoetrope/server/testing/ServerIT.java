package dev.zoetrope.server.testing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.test.support.TestPropertyProvider;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;

/**
 * A real server on a free port with an empty database and data directory of its own, bootstrapped
 * with known credentials. A test class is abstract; its one-line subclasses name the database:
 * {@code class SharingH2IT extends SharingIT implements OnH2 {}}.
 */
@MicronautTest(transactional = false)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class ServerIT implements TestDatabase, TestPropertyProvider {
  /** Token of project 1; the one the recorded traffic carries. */
  public static final String PROJECT_TOKEN = "phc_fixtureProjectToken0000000000000000000000001";

  /** Key of the bootstrapped user, with all scopes. */
  public static final String KEY = "phx_integrationTestKey00000000000000000000000001";

  public static final String EMAIL = "ada@example.com";
  public static final String PASSWORD = "correct horse battery staple";

  private static final ObjectMapper JSON = new ObjectMapper();

  @Inject protected EmbeddedServer server;
  @Inject protected TestClock clock;

  protected ContractHttp http;
  protected Path dataDirectory;

  /** More properties for one test class. */
  protected Map<String, String> properties() {
    return Map.of();
  }

  @Override
  public final Map<String, String> getProperties() {
    try {
      dataDirectory = Files.createTempDirectory("zoetrope-it");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Map<String, String> all = new HashMap<>();
    all.put("zoetrope.port", "-1");
    all.put("zoetrope.data.dir", dataDirectory.toString());
    all.put("zoetrope.bootstrap.project.token", PROJECT_TOKEN);
    all.put("zoetrope.bootstrap.personal.api.key", KEY);
    all.put("zoetrope.bootstrap.email", EMAIL);
    all.put("zoetrope.bootstrap.password", PASSWORD);
    // The recorded traffic is older than the seven days a server accepts by default.
    all.put("zoetrope.capture.max.age", "0");
    all.putAll(database(dataDirectory));
    all.putAll(properties());
    return all;
  }

  @BeforeAll
  void connect() {
    http = new ContractHttp(server.getURI());
  }

  @BeforeEach
  void realTime() {
    clock.reset();
  }

  /** The body as a tree. */
  protected static JsonNode json(HttpResponse<String> response) {
    return json(response.body());
  }

  protected static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new AssertionError("not JSON: " + text, e);
    }
  }
}
