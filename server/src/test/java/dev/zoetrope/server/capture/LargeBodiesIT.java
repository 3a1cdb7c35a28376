package dev.zoetrope.server.capture;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.tools.attach.VirtualMachine;
import dev.zoetrope.server.testing.ServerIT;
import dev.zoetrope.server.testing.ServerProcess;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.zip.GZIPOutputStream;
import javax.management.MBeanServerConnection;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * 32 senders with bodies of 20 MB each take no more than 64 MB of memory (B-102). What counts is
 * what lives: the heap after a collection and direct buffers, of a server process of its own, seen
 * again and again while the bodies arrive, and once while all senders have stopped halfway.
 */
class LargeBodiesIT {
  private static final int SENDERS = 32;
  private static final int BODY = 20_000_000;
  private static final long LIMIT = 64L << 20;

  private static final Map<String, String> ENVIRONMENT =
      Map.of(
          "ZOETROPE_BOOTSTRAP_PROJECT_TOKEN", ServerIT.PROJECT_TOKEN,
          "ZOETROPE_CAPTURE_REQUESTS_PATIENCE", "120s",
          "ZOETROPE_CAPTURE_REQUESTS_GRACE", "60s",
          "ZOETROPE_CAPTURE_MAX_AGE", "0");

  /** Netty's buffers are counted with the JVM's own; a heap that a broken bound would exhaust. */
  private static final List<String> OPTIONS =
      List.of("-XX:+UseSerialGC", "-Xmx512m", "-Dio.netty.maxDirectMemory=0");

  @Test
  void takeBoundedMemory(@TempDir Path temp) throws Exception {
    // Nothing in them can be compressed: whatever is kept of them is as large as they are.
    byte[] plain = body(BODY);
    byte[] gzip = gzip(body(BODY * 4 / 3));
    try (ServerProcess server = new ServerProcess(temp.resolve("data"), ENVIRONMENT, OPTIONS);
        JMXConnector connector = connect(server.start())) {
      Live live = new Live(connector.getMBeanServerConnection());
      assertThat(post(server.uri(), gzip(body(200_000)), new CountDownLatch(0))).isEqualTo(200);
      final long idle = live.bytes();
      CountDownLatch halfway = new CountDownLatch(1);
      ExecutorService senders = Executors.newFixedThreadPool(SENDERS);
      List<Future<Integer>> answers = new ArrayList<>();
      for (int i = 0; i < SENDERS; i++) {
        byte[] body = i % 2 == 0 ? gzip : plain;
        answers.add(senders.submit(() -> post(server.uri(), body, halfway)));
      }
      long most = 0;
      // Until whoever was let in has to wait for the rest: nothing changes any more.
      for (int quiet = 0; quiet < 5; quiet++) {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
        long now = live.bytes();
        if (now > most + 100_000) {
          most = now;
          quiet = 0;
        }
      }
      halfway.countDown();
      while (!answers.stream().allMatch(Future::isDone)) {
        // A collection stops the server: it must have time to go on in between.
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(250));
        most = Math.max(most, live.bytes());
      }
      senders.shutdown();
      for (Future<Integer> answer : answers) {
        assertThat(answer.get()).isEqualTo(200);
      }
      System.out.printf("%d bodies of %d bytes: %d bytes more%n", SENDERS, BODY, most - idle);
      assertThat(most - idle).isLessThan(LIMIT);
    }
  }

  /** Memory in use that no collection frees. */
  private static final class Live {
    private final MemoryMXBean memory;
    private final List<MemoryPoolMXBean> heap;
    private final BufferPoolMXBean direct;

    Live(MBeanServerConnection server) throws IOException {
      memory =
          ManagementFactory.newPlatformMXBeanProxy(
              server, ManagementFactory.MEMORY_MXBEAN_NAME, MemoryMXBean.class);
      heap =
          ManagementFactory.getPlatformMXBeans(server, MemoryPoolMXBean.class).stream()
              .filter(pool -> pool.getType() == MemoryType.HEAP)
              .toList();
      direct =
          ManagementFactory.newPlatformMXBeanProxy(
              server, "java.nio:type=BufferPool,name=direct", BufferPoolMXBean.class);
    }

    /** As the collection left it: what was allocated since then is not known to live. */
    long bytes() {
      memory.gc();
      return heap.stream().mapToLong(pool -> pool.getCollectionUsage().getUsed()).sum()
          + direct.getMemoryUsed();
    }
  }

  // What answers is a process of this test's own.
  @SuppressWarnings("BanJNDI")
  private static JMXConnector connect(ServerProcess server) throws Exception {
    VirtualMachine machine = VirtualMachine.attach(Long.toString(server.pid()));
    try {
      return JMXConnectorFactory.connect(new JMXServiceURL(machine.startLocalManagementAgent()));
    } finally {
      machine.detach();
    }
  }

  /** Sends most of the body, and the rest once it may; the status of the answer. */
  private static int post(URI server, byte[] body, CountDownLatch rest) throws Exception {
    try (Socket socket = new Socket(server.getHost(), server.getPort())) {
      OutputStream out = socket.getOutputStream();
      String head = "POST /s/ HTTP/1.1\r\nHost: localhost\r\nContent-Length: %d\r\n\r\n";
      out.write(head.formatted(body.length).getBytes(StandardCharsets.ISO_8859_1));
      int most = body.length * 9 / 10;
      out.write(body, 0, most);
      rest.await();
      out.write(body, most, body.length - most);
      BufferedReader answer =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
      return Integer.parseInt(answer.readLine().substring(9, 12));
    }
  }

  /** Replay events with random texts, as many bytes of JSON as given, about. */
  private static byte[] body(int size) {
    Random random = new Random(size);
    byte[] bytes = new byte[30_000];
    StringBuilder json = new StringBuilder(size + 50_000);
    json.append("[{\"event\":\"$snapshot\",\"properties\":{\"token\":\"")
        .append(ServerIT.PROJECT_TOKEN)
        .append("\",\"distinct_id\":\"d\",\"$session_id\":\"large-")
        .append(size)
        .append("\",\"$snapshot_data\":[");
    for (int i = 0; i == 0 || json.length() < size - 40_000; i++) {
      random.nextBytes(bytes);
      json.append(i == 0 ? "" : ",")
          .append("{\"type\":3,\"timestamp\":")
          .append(1_700_000_000_000L + i)
          .append(",\"data\":{\"source\":0,\"text\":\"")
          .append(Base64.getEncoder().encodeToString(bytes))
          .append("\"}}");
    }
    return json.append("]}}]").toString().getBytes(StandardCharsets.ISO_8859_1);
  }

  private static byte[] gzip(byte[] plain) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(plain.length);
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write(plain);
    }
    return bytes.toByteArray();
  }
}
