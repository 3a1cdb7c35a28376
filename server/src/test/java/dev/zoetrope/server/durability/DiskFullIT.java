package dev.zoetrope.server.durability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.zoetrope.server.testing.ServerIT;
import dev.zoetrope.server.testing.ServerProcess;
import java.io.IOException;
import java.io.OutputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A device that really fills up (B-270): a small file system of its own, which only root can mount;
 * skipped for everybody else.
 */
@Timeout(180)
class DiskFullIT {
  private static final int SMALL_MB = 96;
  private static final int LARGE_MB = 256;
  private static final long SEED = Long.getLong("zoetrope.seed", System.nanoTime());

  @TempDir Path temp;

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final List<Traffic.Request> acknowledged = new ArrayList<>();
  private final Random random = new Random(SEED);
  private Path device;
  private Traffic traffic;

  @BeforeEach
  void mount() throws IOException, InterruptedException {
    traffic = new Traffic();
    device = Files.createDirectory(temp.resolve("device"));
    assumeTrue(
        run("mount", "-t", "tmpfs", "-o", "size=" + SMALL_MB + "m", "tmpfs", device.toString()),
        "cannot mount a file system");
  }

  @AfterEach
  void unmount() throws IOException, InterruptedException {
    run("umount", "-l", device.toString());
  }

  /** Something else takes all the space: nothing breaks, and nothing has to be repaired. */
  @Test
  void theReserveKeepsTheServerReadingUntilThereIsSpaceAgain() throws Exception {
    try (ServerProcess server = server("40MB").start()) {
      fillUntilRefused(server);
      assertThat(acknowledged).hasSizeGreaterThan(10);
      Path filler = fillUp();

      HttpResponse<String> health = get(server, "/_health");
      assertThat(health.statusCode()).isEqualTo(503);
      assertThat(health.body()).contains("no space left on the device", "\"database\":\"UP\"");
      everythingAcknowledgedIsReadable(server);
      assertThat(send(server, traffic.next(random))).isEqualTo(503);

      Files.delete(filler);
      assertThat(run("mount", "-o", "remount,size=" + LARGE_MB + "m", device.toString())).isTrue();
      Traffic.Request next = traffic.next(random);
      assertThat(send(server, next)).isEqualTo(200);
      acknowledged.add(next);
      assertThat(get(server, "/_health").statusCode()).isEqualTo(200);
      everythingAcknowledgedIsReadable(server);
    }
  }

  /** Without a reserve the database meets the full device too: then what was stored still is. */
  @Test
  void withoutAReserveNothingThatWasAcknowledgedIsLost() throws Exception {
    try (ServerProcess server = server("0").start()) {
      fillUntilRefused(server);
      for (int i = 0; i < 20; i++) {
        Traffic.Request next = traffic.next(random);
        if (send(server, next) == 200) {
          acknowledged.add(next);
        }
      }

      assertThat(run("mount", "-o", "remount,size=" + LARGE_MB + "m", device.toString())).isTrue();
      long limit = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
      Traffic.Request next = traffic.next(random);
      while (send(server, next) != 200) {
        assertThat(System.nanoTime()).as("still refusing, seed " + SEED).isLessThan(limit);
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(200));
      }
      acknowledged.add(next);
      everythingAcknowledgedIsReadable(server);
      server.kill();
      server.start();
      everythingAcknowledgedIsReadable(server);
    }
  }

  private ServerProcess server(String reserve) {
    return new ServerProcess(
        device,
        Map.of(
            "ZOETROPE_BOOTSTRAP_PROJECT_TOKEN", ServerIT.PROJECT_TOKEN,
            "ZOETROPE_BOOTSTRAP_PERSONAL_API_KEY", ServerIT.KEY,
            "ZOETROPE_BOOTSTRAP_EMAIL", ServerIT.EMAIL,
            "ZOETROPE_BOOTSTRAP_PASSWORD", ServerIT.PASSWORD,
            "ZOETROPE_CAPTURE_MAX_AGE", "0",
            "ZOETROPE_STORAGE_MIN_FREE", reserve,
            "ZOETROPE_STORAGE_PROBE_INTERVAL", "1s"),
        List.of("-XX:TieredStopAtLevel=1", "-Xmx512m"));
  }

  private void fillUntilRefused(ServerProcess server) throws IOException, InterruptedException {
    while (true) {
      Traffic.Request next = traffic.next(random);
      int status = send(server, next);
      if (status != 200) {
        assertThat(status).as("seed " + SEED).isEqualTo(503);
        return;
      }
      acknowledged.add(next);
    }
  }

  /** Takes every byte that is left. */
  private Path fillUp() throws IOException {
    Path filler = device.resolve("filler");
    byte[] zeros = new byte[4_096];
    try (OutputStream out = Files.newOutputStream(filler)) {
      while (true) {
        out.write(zeros);
      }
    } catch (IOException e) {
      assertThat(Files.getFileStore(device).getUsableSpace()).isLessThan(zeros.length);
    }
    return filler;
  }

  private void everythingAcknowledgedIsReadable(ServerProcess server)
      throws IOException, InterruptedException {
    for (Traffic.Request request : acknowledged) {
      if (request.rrwebEvents() > 0) {
        HttpResponse<String> response =
            get(
                server,
                "/api/environments/1/session_recordings/%s/snapshots/?source=all"
                    .formatted(request.sessionId()));
        assertThat(response.statusCode()).as("seed %d: %s", SEED, response.body()).isEqualTo(200);
        assertThat(response.body().lines().count())
            .as("seed %d: replay events of %s", SEED, request.sessionId())
            .isEqualTo(request.rrwebEvents());
      }
    }
  }

  private int send(ServerProcess server, Traffic.Request request)
      throws IOException, InterruptedException {
    return client
        .send(
            HttpRequest.newBuilder(server.uri().resolve(request.path()))
                .timeout(Duration.ofSeconds(60))
                .header("Content-Type", "text/plain")
                .POST(HttpRequest.BodyPublishers.ofByteArray(request.body()))
                .build(),
            HttpResponse.BodyHandlers.discarding())
        .statusCode();
  }

  private HttpResponse<String> get(ServerProcess server, String path)
      throws IOException, InterruptedException {
    return client.send(
        HttpRequest.newBuilder(server.uri().resolve(path))
            .timeout(Duration.ofSeconds(60))
            .header("Authorization", "Bearer " + ServerIT.KEY)
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private static boolean run(String... command) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    return process.waitFor() == 0;
  }
}
