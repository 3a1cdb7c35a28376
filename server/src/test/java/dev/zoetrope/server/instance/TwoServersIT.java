package dev.zoetrope.server.instance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zoetrope.server.testing.OnPostgres;
import dev.zoetrope.server.testing.ServerProcess;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two servers that start at the same time on one empty PostgreSQL (B-060). */
class TwoServersIT implements OnPostgres {
  private static final List<String> JVM =
      List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx256m");

  @TempDir Path temp;

  @Test
  void oneOfThemIsTheFirst() throws Exception {
    Map<String, String> environment = new HashMap<>();
    database(temp)
        .forEach(
            (property, value) ->
                environment.put(property.toUpperCase(Locale.ROOT).replace('.', '_'), value));
    environment.put("ZOETROPE_SECRET", "shared by both of them");
    environment.put("ZOETROPE_STORAGE_DIR", temp.resolve("segments").toString());
    try (ServerProcess one = new ServerProcess(temp.resolve("one"), environment, JVM);
        ServerProcess two = new ServerProcess(temp.resolve("two"), environment, JVM)) {
      one.launch();
      two.launch();
      one.awaitReady();
      two.awaitReady();

      List<Path> shown =
          Stream.of("one", "two")
              .map(name -> temp.resolve(name).resolve("first-start.txt"))
              .filter(Files::exists)
              .toList();
      assertThat(shown).hasSize(1);
      String key =
          Files.readString(shown.get(0))
              .replaceFirst("(?s).*personal API key\\s+(phx_\\S+).*", "$1");
      for (ServerProcess server : List.of(one, two)) {
        HttpResponse<String> projects =
            HttpClient.newHttpClient()
                .send(
                    HttpRequest.newBuilder(server.uri().resolve("/api/projects/"))
                        .header("Authorization", "Bearer " + key)
                        .build(),
                    HttpResponse.BodyHandlers.ofString());
        assertThat(projects.statusCode()).isEqualTo(200);
        assertThat(projects.body()).contains("\"count\":1", "\"id\":1,");
      }
    }
  }
}
