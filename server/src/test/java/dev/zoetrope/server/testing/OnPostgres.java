package dev.zoetrope.server.testing;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Runs the test on a PostgreSQL that the test run starts itself: one cluster per JVM, one database
 * per test.
 */
public interface OnPostgres extends TestDatabase {
  @Override
  default Map<String, String> database(Path dataDirectory) {
    String name = "zoetrope_" + Cluster.NEXT.incrementAndGet();
    try (Connection connection = Cluster.INSTANCE.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE DATABASE " + name);
    } catch (SQLException e) {
      throw new IllegalStateException("cannot create a test database", e);
    }
    return Map.of(
        "zoetrope.database.url", Cluster.INSTANCE.getJdbcUrl("postgres", name),
        "zoetrope.database.user", "postgres",
        "zoetrope.database.password", "postgres");
  }

  /** The cluster, started when the first test asks for it and stopped with the JVM. */
  final class Cluster {
    static final EmbeddedPostgres INSTANCE = start();
    static final AtomicInteger NEXT = new AtomicInteger();

    private Cluster() {}

    private static EmbeddedPostgres start() {
      try {
        EmbeddedPostgres postgres =
            EmbeddedPostgres.builder().setServerConfig("max_connections", "200").start();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(postgres)));
        return postgres;
      } catch (IOException e) {
        throw new UncheckedIOException("cannot start PostgreSQL for the tests", e);
      }
    }

    private static void stop(EmbeddedPostgres postgres) {
      try {
        postgres.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
