package dev.zoetrope.server.instance;

import java.net.BindException;
import java.nio.channels.UnresolvedAddressException;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;

/** Says in one line why the server cannot start, and what to do about it. */
public final class StartFailure {
  private static final int H2_IN_USE = 90020;
  private static final int H2_DAMAGED = 90030;

  private StartFailure() {}

  /** The line; empty for a failure that only its stack trace can explain. */
  public static Optional<String> explain(Throwable failure, Map<String, String> environment) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      Optional<String> line = Optional.empty();
      if (cause instanceof BindException || cause instanceof UnresolvedAddressException) {
        line = Optional.of(address(cause, environment));
      } else if (cause instanceof SQLException sql) {
        line = database(sql, environment);
      }
      if (line.isPresent()) {
        return line;
      }
    }
    return Optional.empty();
  }

  private static String address(Throwable cause, Map<String, String> environment) {
    String host = environment.getOrDefault("ZOETROPE_HOST", "127.0.0.1");
    String port = environment.getOrDefault("ZOETROPE_PORT", "8000");
    boolean taken = String.valueOf(cause.getMessage()).contains("already in use");
    return taken
        ? "port %s of %s is taken by another program: end that, or set ZOETROPE_PORT"
            .formatted(port, host)
        : "cannot listen at %s:%s, which is no address of this machine: set ZOETROPE_HOST"
            .formatted(host, port);
  }

  private static Optional<String> database(SQLException failure, Map<String, String> environment) {
    if (failure.getErrorCode() == H2_IN_USE) {
      return Optional.of("another server uses this database: end that, or set ZOETROPE_DATA_DIR");
    }
    if (failure.getErrorCode() == H2_DAMAGED) {
      return Optional.of("the database file is damaged: restore the data directory from a backup");
    }
    String state = String.valueOf(failure.getSQLState());
    String url =
        EnvironmentCheck.withoutPassword(
            environment.getOrDefault("ZOETROPE_DATABASE_URL", "the embedded one"));
    if (state.startsWith("28")) {
      return Optional.of(
          "the database %s refuses the login: check ZOETROPE_DATABASE_USER and _PASSWORD"
              .formatted(url));
    }
    if (state.startsWith("3D")) {
      return Optional.of("there is no such database as %s: create it".formatted(url));
    }
    if (state.startsWith("08")) {
      return Optional.of(
          "the database %s cannot be reached: start it, or check ZOETROPE_DATABASE_URL"
              .formatted(url));
    }
    return Optional.empty();
  }
}
