package dev.zoetrope.server;

import dev.zoetrope.server.instance.EnvironmentCheck;
import dev.zoetrope.server.instance.FreshDatabase;
import dev.zoetrope.server.instance.LogFormat;
import dev.zoetrope.server.instance.SpareMemory;
import dev.zoetrope.server.instance.StartFailure;
import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.Micronaut;
import io.micronaut.runtime.graceful.GracefulShutdownManager;
import io.micronaut.runtime.server.EmbeddedServer;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts the server; everything it can be told comes from the environment (see the README). Exit
 * codes: 0 ended by a signal, 2 something around it has to be changed first, which it says in a
 * line, 1 it could not start for another reason.
 */
public final class Application {
  private static final int CHANGE_SOMETHING = 2;
  private static final long DRAIN_SECONDS = 10;
  private static final String USAGE =
      """
      java -jar zoetrope.jar                  starts the server
      java -jar zoetrope.jar --print-config   prints every setting, its value and where that is from
      java -jar zoetrope.jar --version        prints the version
      Settings are variables of the environment that begin with ZOETROPE_.""";

  /** Held for as long as the process lives: an embedded database has one server. */
  private static FileChannel embedded;

  private Application() {}

  public static void main(String[] args) {
    Map<String, String> environment = System.getenv();
    if (args.length > 0) {
      System.exit(answer(List.of(args), environment));
    }
    List<String> complaints = EnvironmentCheck.complaints(environment);
    if (!complaints.isEmpty()) {
      refuse(String.join(System.lineSeparator(), complaints));
    }
    System.setProperty("zoetrope.log.appender", LogFormat.appender(environment));
    prepareDataDirectory(environment);
    SpareMemory.keepNoLargeBuffers();
    try {
      ApplicationContext context =
          Micronaut.build(args).mainClass(Application.class).banner(false).build();
      context.start();
      EmbeddedServer server = context.getBean(EmbeddedServer.class);
      server.start();
      SpareMemory.giveBack();
      Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(context, server), "shutdown"));
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      Optional<String> line = StartFailure.explain(e, environment);
      if (line.isPresent()) {
        refuse(line.get());
      }
      LoggerFactory.getLogger(Application.class).error("the server cannot start", e);
      // Threads of what did start would keep the process alive.
      System.exit(1);
    }
  }

  private static int answer(List<String> args, Map<String, String> environment) {
    switch (args.get(0)) {
      case "--print-config" -> System.out.print(EnvironmentCheck.effective(environment));
      case "--version" ->
          System.out.println(
              Objects.requireNonNullElse(
                  Application.class.getPackage().getImplementationVersion(), "development"));
      case "--help" -> System.out.println(USAGE);
      default -> {
        System.err.println(USAGE);
        return CHANGE_SOMETHING;
      }
    }
    return 0;
  }

  /** Answers what is being answered, stores what was taken, and ends with 0. */
  private static void stop(ApplicationContext context, EmbeddedServer server) {
    Logger log = LoggerFactory.getLogger(Application.class);
    log.info("ending");
    try {
      context
          .getBean(GracefulShutdownManager.class)
          .shutdownGracefully()
          .toCompletableFuture()
          .get(DRAIN_SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException | ExecutionException e) {
      log.warn("some requests were not answered any more");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    server.stop();
    // A signal alone would make it 143.
    Runtime.getRuntime().halt(0);
  }

  /**
   * H2 refuses a path such as {@code data/x} that is neither absolute nor starts with {@code ./}.
   */
  private static void prepareDataDirectory(Map<String, String> environment) {
    String given =
        Objects.requireNonNullElse(
            System.getProperty("zoetrope.data.dir", environment.get("ZOETROPE_DATA_DIR")),
            "zoetrope-data");
    Path directory = Path.of(given).toAbsolutePath().normalize();
    try {
      Files.createDirectories(directory);
      if (!Files.isWritable(directory)) {
        throw new IOException("it cannot be written");
      }
      if (!environment.containsKey("ZOETROPE_DATABASE_URL")) {
        takeEmbedded(directory);
        FreshDatabase.prepare(directory);
      }
    } catch (IOException e) {
      refuse("ZOETROPE_DATA_DIR is %s, which cannot be used: %s".formatted(directory, e));
    }
    System.setProperty("zoetrope.data.dir", directory.toString());
  }

  private static void takeEmbedded(Path directory) throws IOException {
    embedded =
        FileChannel.open(
            directory.resolve("server.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    if (embedded.tryLock() == null) {
      refuse(
          "another server uses the data directory %s: end that, or set ZOETROPE_DATA_DIR"
              .formatted(directory));
    }
  }

  private static void refuse(String line) {
    System.err.println(line);
    System.exit(CHANGE_SOMETHING);
  }
}
