package dev.zoetrope.server.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.read.ListAppender;
import com.fasterxml.jackson.databind.JsonNode;
import dev.zoetrope.server.testing.ServerIT;
import dev.zoetrope.server.testing.TestRecordings;
import dev.zoetrope.server.testing.TestSql;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** Whoever reads the database, the data directory or the log gets nothing that opens anything. */
abstract class SecretsIT extends ServerIT {
  private static final String KEYS = "/api/personal_api_keys/";
  private static final String CANARY = "canary4711";

  @Inject TestSql sql;
  @Inject TestRecordings recordings;

  private final Logger root = (Logger) LoggerFactory.getLogger("ROOT");
  private final Logger own = (Logger) LoggerFactory.getLogger("dev.zoetrope");
  private final ListAppender<ILoggingEvent> log = new ListAppender<>();
  private final Map<String, String> secrets = new LinkedHashMap<>();

  /** Everything that hands a secret out or takes one, while the log says all it ever says. */
  @BeforeAll
  void useEverySecret() {
    log.start();
    root.addAppender(log);
    own.setLevel(Level.TRACE);
    secrets.put("first key", KEY);
    secrets.put("password", PASSWORD);
    String cookie =
        http.post("/api/login/")
            .json("{\"email\":\"%s\",\"password\":\"%s\"}".formatted(EMAIL, PASSWORD))
            .send()
            .headers()
            .firstValue("Set-Cookie")
            .orElseThrow()
            .replaceFirst(";.*", "");
    secrets.put("session", cookie.replaceFirst("sessionid=", ""));
    JsonNode key =
        json(
            http.post(KEYS)
                .header("Cookie", cookie)
                .json("{\"label\":\"k\",\"scopes\":[\"*\"]}")
                .send());
    secrets.put("key", key.get("value").asText());
    secrets.put(
        "rolled key",
        json(http.post(KEYS + key.get("id").asText() + "/roll/").header("Cookie", cookie).send())
            .get("value")
            .asText());
    share();
    presentWrongOnes();
  }

  private void share() {
    recordings.add(1, "shared-recording");
    String sharing = "/api/environments/1/session_recordings/shared-recording/sharing/";
    secrets.put("share", token(http.patch(sharing).key(KEY).json("{\"enabled\":true}").send()));
    http.get("/shared/" + secrets.get("share") + ".json").send();
    secrets.put("refreshed share", token(http.post(sharing + "refresh/").key(KEY).send()));
    http.patch(sharing).key(KEY).json("{\"enabled\":true,\"password_required\":true}").send();
    secrets.put("share password", CANARY + "-share-password");
    http.post(sharing + "passwords/")
        .key(KEY)
        .json("{\"raw_password\":\"%s-share-password\"}".formatted(CANARY))
        .send();
  }

  private static String token(HttpResponse<String> response) {
    assertThat(response.statusCode()).as(response.body()).isLessThan(300);
    return json(response).get("access_token").asText();
  }

  private void presentWrongOnes() {
    String list = "/api/environments/1/session_recordings/";
    http.get(list).key("phx_" + CANARY).send();
    http.get(list).header("Authorization", "Basic " + CANARY).send();
    http.get(list).header("Cookie", "sessionid=" + CANARY).send();
    http.get(list + "?personal_api_key=" + CANARY).send();
    http.get(list + "absent/?sharing_access_token=" + CANARY).send();
    http.get("/shared/" + CANARY + ".json").send();
    http.post("/api/projects/").json("{\"personal_api_key\":\"" + CANARY + "\"}").send();
    http.post("/api/projects/").form("personal_api_key=" + CANARY).send();
    http.post("/api/login/")
        .json("{\"email\":\"%s@example.com\",\"password\":\"%s\"}".formatted(CANARY, CANARY))
        .send();
    http.post("/api/login/").json("{\"email\":\"" + CANARY).send();
    http.get("/api/users/@me/?personal_api_key=" + KEY).send();
  }

  @AfterAll
  void stopListening() {
    root.detachAppender(log);
    own.setLevel(null);
  }

  @Test
  void theDatabaseHoldsNothingThatOpensAnything() {
    List<String> cells = everyCell();

    assertThat(cells).contains(EMAIL, PROJECT_TOKEN);
    secrets.forEach(
        (name, secret) ->
            assertThat(cells).as(name).noneMatch(cell -> cell.contains(secret.strip())));
  }

  @Test
  void theDataDirectoryHoldsNothingThatOpensAnything() throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.walk(dataDirectory)) {
      files = all.filter(Files::isRegularFile).toList();
    }
    assertThat(files).isNotEmpty();
    for (Path file : files) {
      String bytes = Files.readString(file, StandardCharsets.ISO_8859_1);
      secrets.forEach(
          (name, secret) -> assertThat(bytes.contains(secret)).as(file + " " + name).isFalse());
    }
  }

  @Test
  void theLogHoldsNoSecret() {
    List<String> lines = new ArrayList<>();
    for (ILoggingEvent event : List.copyOf(log.list)) {
      lines.add(
          event.getFormattedMessage()
              + event.getMDCPropertyMap()
              + event.getKeyValuePairs()
              + ThrowableProxyUtil.asString(event.getThrowableProxy()));
    }

    assertThat(lines).anyMatch(line -> line.contains("route=/api/personal_api_keys"));
    assertThat(lines).noneMatch(line -> line.contains(CANARY));
    secrets.forEach(
        (name, secret) -> assertThat(lines).as(name).noneMatch(line -> line.contains(secret)));
  }

  /** All rows of all tables as text; bytes as ISO 8859-1, in which ASCII stays what it is. */
  private List<String> everyCell() {
    List<String> cells = new ArrayList<>();
    for (Object name :
        sql.column(
            "SELECT table_schema || '.' || table_name || '.' || column_name"
                + " FROM information_schema.columns WHERE LOWER(table_schema) = 'public'")) {
      String[] parts = name.toString().split("\\.", -1);
      for (Object value :
          sql.column("SELECT \"%s\" FROM \"%s\".\"%s\"".formatted(parts[2], parts[0], parts[1]))) {
        cells.add(
            value instanceof byte[] bytes
                ? new String(bytes, StandardCharsets.ISO_8859_1)
                : String.valueOf(value));
      }
    }
    return cells;
  }
}
