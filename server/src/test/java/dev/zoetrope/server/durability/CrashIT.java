package dev.zoetrope.server.durability;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zoetrope.server.testing.ServerIT;
import dev.zoetrope.server.testing.ServerProcess;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What was answered 200 survives kill -9 at any moment (B-100): eight senders that retry like the
 * SDK, a server that is killed again and again. {@code -Dzoetrope.crash.rounds=1000} is the long
 * form; the seed is printed and can be given by {@code -Dzoetrope.crash.seed}.
 */
class CrashIT {
  private static final int ROUNDS = Integer.getInteger("zoetrope.crash.rounds", 50);
  private static final long SEED = Long.getLong("zoetrope.crash.seed", System.nanoTime());
  private static final int SENDERS = 8;

  private static final Map<String, String> ENVIRONMENT =
      Map.of(
          "ZOETROPE_BOOTSTRAP_PROJECT_TOKEN", ServerIT.PROJECT_TOKEN,
          "ZOETROPE_BOOTSTRAP_PERSONAL_API_KEY", ServerIT.KEY,
          "ZOETROPE_BOOTSTRAP_EMAIL", ServerIT.EMAIL,
          "ZOETROPE_BOOTSTRAP_PASSWORD", ServerIT.PASSWORD,
          "ZOETROPE_CAPTURE_MAX_AGE", "0");

  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();
  private final Queue<Traffic.Request> acknowledged = new ConcurrentLinkedQueue<>();
  private final AtomicBoolean stop = new AtomicBoolean();

  /** While a round is verified nothing new is sent: that would have to be verified, too. */
  private final AtomicBoolean paused = new AtomicBoolean();

  @Test
  void acknowledgedTrafficSurvivesKills(@TempDir Path temp) throws Exception {
    System.out.printf("crash test: %d rounds, seed %d%n", ROUNDS, SEED);
    Random random = new Random(SEED);
    Traffic traffic = new Traffic();
    Path data = temp.resolve("data");
    List<Traffic.Request> verified = new ArrayList<>();
    try (ServerProcess server = server(temp, data)) {
      server.start();
      ExecutorService senders = Executors.newFixedThreadPool(SENDERS);
      List<Future<?>> sending = new ArrayList<>();
      for (int i = 0; i < SENDERS; i++) {
        Random own = new Random(random.nextLong());
        sending.add(senders.submit(() -> send(server, traffic, own)));
      }
      for (int round = 1; round <= ROUNDS; round++) {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20 + random.nextInt(600)));
        server.kill();
        List<Traffic.Request> fresh = drain();
        verifyEvents(copyOfDatabase(data, temp), fresh);
        server.start();
        paused.set(true);
        verifyRecordings(server, fresh);
        verified.addAll(fresh);
        paused.set(false);
      }
      stop.set(true);
      senders.shutdown();
      for (Future<?> sender : sending) {
        sender.get(60, TimeUnit.SECONDS);
      }
      verified.addAll(drain());
      verifyRecordings(server, verified);
      server.kill();
      verifyEvents(copyOfDatabase(data, temp), verified);
    }
    System.out.printf("crash test: %d acknowledged requests, none lost%n", verified.size());
    assertThat(verified).hasSizeGreaterThan(ROUNDS);
  }

  /**
   * Restarts are most of the run time, so the server starts from an archive of its loaded classes,
   * which a first, clean run writes.
   */
  private static ServerProcess server(Path temp, Path data) {
    Path archive = temp.resolve("classes.jsa");
    try (ServerProcess once =
        new ServerProcess(
            temp.resolve("once"), ENVIRONMENT, jvmOptions("-XX:ArchiveClassesAtExit=" + archive))) {
      once.start();
    }
    return new ServerProcess(data, ENVIRONMENT, jvmOptions("-XX:SharedArchiveFile=" + archive));
  }

  private static List<String> jvmOptions(String archive) {
    // No optimizing compiler: no process lives long enough to gain from it.
    return List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx512m", archive);
  }

  /** Sends until told to stop; the same bytes again after a 5xx or a broken connection. */
  private void send(ServerProcess server, Traffic traffic, Random random) {
    while (!stop.get()) {
      Traffic.Request next = traffic.next(random);
      while (paused.get() || !acknowledges(server, next)) {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10 + random.nextInt(50)));
      }
      acknowledged.add(next);
    }
  }

  private boolean acknowledges(ServerProcess server, Traffic.Request request) {
    HttpRequest post =
        HttpRequest.newBuilder(server.uri().resolve(request.path()))
            .timeout(Duration.ofSeconds(20))
            .header("Content-Type", "text/plain")
            .POST(HttpRequest.BodyPublishers.ofByteArray(request.body()))
            .build();
    try {
      HttpResponse<String> response = client.send(post, HttpResponse.BodyHandlers.ofString());
      if (response.statusCode() == 200) {
        return true;
      }
      assertThat(response.statusCode()).as(response.body()).isGreaterThanOrEqualTo(500);
      return false;
    } catch (IOException e) {
      // Killed: the answer never came, so the request has to be sent again.
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private List<Traffic.Request> drain() {
    List<Traffic.Request> drained = new ArrayList<>();
    for (Traffic.Request next = acknowledged.poll(); next != null; next = acknowledged.poll()) {
      drained.add(next);
    }
    return drained;
  }

  private static Path copyOfDatabase(Path data, Path temp) throws IOException {
    return Files.copy(
        data.resolve("zoetrope.mv.db"),
        temp.resolve("copy.mv.db"),
        StandardCopyOption.REPLACE_EXISTING);
  }

  /** Every acknowledged event is in the database file the dead server left, exactly once. */
  private static void verifyEvents(Path database, List<Traffic.Request> requests)
      throws SQLException {
    String url =
        "jdbc:h2:file:%s;MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE"
            .formatted(database.toString().replace(".mv.db", ""));
    Map<String, Integer> found = new HashMap<>();
    try (Connection connection = DriverManager.getConnection(url, "zoetrope", "");
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT uuid FROM event")) {
      while (rows.next()) {
        found.merge(rows.getString(1), 1, Integer::sum);
      }
    }
    for (Traffic.Request request : requests) {
      for (String uuid : request.eventUuids()) {
        assertThat(found.get(uuid)).as("stored copies of acknowledged event " + uuid).isEqualTo(1);
      }
    }
  }

  /** Every acknowledged recording reads back completely, and once. */
  private void verifyRecordings(ServerProcess server, List<Traffic.Request> requests)
      throws IOException, InterruptedException {
    for (Traffic.Request request : requests) {
      if (request.rrwebEvents() == 0) {
        continue;
      }
      HttpRequest read =
          HttpRequest.newBuilder(
                  server
                      .uri()
                      .resolve(
                          "/api/environments/1/session_recordings/%s/snapshots/?source=all"
                              .formatted(request.sessionId())))
              .header("Authorization", "Bearer " + ServerIT.KEY)
              .timeout(Duration.ofSeconds(30))
              .build();
      HttpResponse<String> response = client.send(read, HttpResponse.BodyHandlers.ofString());
      assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
      assertThat(response.body().lines().filter(line -> !line.isBlank()).count())
          .as("replay events of acknowledged session " + request.sessionId())
          .isEqualTo(request.rrwebEvents());
    }
  }
}
