package dev.zoetrope.server.instance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zoetrope.server.testing.ServerIT;
import dev.zoetrope.server.testing.ServerProcess;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Starting and ending the real process (B-002, B-060). */
class StartIT {
  private static final List<String> JVM =
      List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx256m");
  private static final int KILLS = Integer.getInteger("zoetrope.start.kills", 6);
  private static final long SEED = Long.getLong("zoetrope.seed", System.nanoTime());
  private static final Pattern KEY = Pattern.compile("personal API key\\s+(phx_\\S+)");

  @TempDir Path temp;

  private final HttpClient client = HttpClient.newHttpClient();

  @Test
  void theFirstStartShowsItsSecretsOnceAndKeepsThem() throws Exception {
    Path data = temp.resolve("data");
    try (ServerProcess server = new ServerProcess(data, Map.of(), JVM)) {
      server.start();
      Path kept = data.resolve("first-start.txt");
      String key = key(Files.readString(kept));

      assertThat(shown(server)).containsOnlyOnce(key);
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(kept)))
          .isEqualTo("rw-------");
      assertThat(status(server, key)).isEqualTo(200);
      server.end();
      assertThat(server.exitCode()).isZero();
      String secret = Files.readString(data.resolve("secret"));
      server.start();
      assertThat(shown(server)).containsOnlyOnce(key);
      assertThat(status(server, key)).isEqualTo(200);
      assertThat(Files.readString(data.resolve("secret"))).isEqualTo(secret);
    }
  }

  @Test
  void aTakenPortIsSaidInOneLineAndTheSecretsAreShownOnceItIsFree() throws Exception {
    Path data = temp.resolve("data");
    try (ServerProcess server = new ServerProcess(data, Map.of(), JVM)) {
      try (ServerSocket other =
          new ServerSocket(server.uri().getPort(), 1, InetAddress.getLoopbackAddress())) {
        assertThat(server.startRefused()).isEqualTo(2);
        assertThat(shown(server).strip())
            .isEqualTo(
                "port %d of 127.0.0.1 is taken by another program: end that, or set ZOETROPE_PORT"
                    .formatted(other.getLocalPort()));
      }
      server.start();
      String key = key(Files.readString(data.resolve("first-start.txt")));
      assertThat(shown(server)).containsOnlyOnce(key);
      assertThat(status(server, key)).isEqualTo(200);
    }
  }

  @Test
  void aDatabaseThatIsNotThereIsSaidInOneLine() throws Exception {
    Map<String, String> nowhere =
        Map.of("ZOETROPE_DATABASE_URL", "jdbc:postgresql://127.0.0.1:1/z?password=hunter2");
    try (ServerProcess server = new ServerProcess(temp.resolve("data"), nowhere, JVM)) {
      assertThat(server.startRefused()).isEqualTo(2);
      assertThat(shown(server)).contains("cannot be reached").doesNotContain("hunter2", "\tat ");
    }
  }

  @Test
  void aSecondServerOnTheSameDataIsRefused() throws Exception {
    Path data = temp.resolve("data");
    try (ServerProcess first = new ServerProcess(data, Map.of(), JVM).start();
        ServerProcess second = new ServerProcess(data, Map.of(), JVM)) {
      assertThat(second.startRefused()).isEqualTo(2);
      assertThat(shown(second)).contains("another server uses the data directory " + data);
      assertThat(status(first, key(Files.readString(data.resolve("first-start.txt")))))
          .isEqualTo(200);
    }
  }

  @Test
  void aWrongValueIsSaidInOneLine() throws Exception {
    Map<String, String> wrong = Map.of("ZOETROPE_CAPTURE_MAX_AGE", "abc");
    try (ServerProcess server = new ServerProcess(temp.resolve("data"), wrong, JVM)) {
      assertThat(server.startRefused()).isEqualTo(2);
      assertThat(shown(server).strip())
          .isEqualTo(
              "ZOETROPE_CAPTURE_MAX_AGE is a number with s, m, h or d behind it, or 0 for any age,"
                  + " not 'abc'");
    }
  }

  /** {@code -Dzoetrope.start.kills=200} is the long form. */
  @Test
  void aFirstStartThatIsKilledAnywhereIsCompletedByTheNext() throws Exception {
    Random random = new Random(SEED);
    Map<String, String> environment = Map.of("ZOETROPE_BOOTSTRAP_PERSONAL_API_KEY", ServerIT.KEY);
    for (int i = 0; i < KILLS; i++) {
      Path data = temp.resolve("data" + i);
      try (ServerProcess server = new ServerProcess(data, environment, JVM)) {
        server.launch();
        // Most of what a first start does to the disk happens between these.
        awaitOrGiveUp(data, random.nextInt(3));
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(random.nextInt(900)));
        server.kill();
        server.start();

        assertThat(status(server, ServerIT.KEY)).as("seed %d, round %d", SEED, i).isEqualTo(200);
        assertThat(shown(server)).contains("Zoetrope is ready");
        assertThat(data.resolve("first-start.unfinished")).doesNotExist();
      }
    }
  }

  private static void awaitOrGiveUp(Path data, int stage) {
    Path sign = data.resolve(List.of("server.lock", "zoetrope.mv.db", "secret").get(stage));
    long limit = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (Files.notExists(sign) && System.nanoTime() < limit) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
    }
  }

  private static String key(String text) {
    Matcher key = KEY.matcher(text);
    assertThat(key.find()).as(text).isTrue();
    return key.group(1);
  }

  private static String shown(ServerProcess server) throws IOException {
    return Files.readString(server.log());
  }

  private int status(ServerProcess server, String key) throws IOException, InterruptedException {
    URI me = server.uri().resolve("/api/users/@me/");
    return client
        .send(
            HttpRequest.newBuilder(me)
                .timeout(Duration.ofSeconds(20))
                .header("Authorization", "Bearer " + key)
                .build(),
            HttpResponse.BodyHandlers.discarding())
        .statusCode();
  }
}
