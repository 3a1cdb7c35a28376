package dev.zoetrope.server.web;

import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLTimeoutException;
import java.sql.SQLTransientConnectionException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Nothing can be stored at the moment, with the reason in words that anybody may read; answered
 * with 503 (B-270).
 */
public final class StorageUnavailable extends RuntimeException {
  /** Statement cancelled; H2's and the standard's lock timeouts; too many connections. */
  private static final Set<String> BUSY = Set.of("57014", "HYT00", "HYT01", "55P03", "53300");

  private static final long serialVersionUID = 1L;

  /** H2: input or output error, closed after one; PostgreSQL: disk full, input or output error. */
  private static final Set<String> STATES = Set.of("90028", "90031", "90098", "53100", "58030");

  public StorageUnavailable(String reason) {
    super(reason);
  }

  public StorageUnavailable(String reason, Throwable cause) {
    super(reason, cause);
  }

  /**
   * The failure as one of storage, when it is: a full or failing disk, below a file or database.
   */
  public static Optional<StorageUnavailable> in(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof StorageUnavailable known) {
        return Optional.of(known);
      }
      if (saysFull(cause)) {
        return Optional.of(new StorageUnavailable("no space left on the device", failure));
      }
      if (cause instanceof SQLException sql && STATES.contains(String.valueOf(sql.getSQLState()))) {
        return Optional.of(new StorageUnavailable("the database cannot write", failure));
      }
    }
    return Optional.empty();
  }

  private static boolean saysFull(Throwable cause) {
    String text = String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT);
    return text.contains("no space left on device")
        || text.contains("disk quota exceeded")
        || text.contains("not enough space on the disk");
  }

  /** Whether the failure came of a database or a device that cannot now, and later can. */
  public static boolean isBehind(Throwable failure) {
    int depth = 0;
    for (Throwable t = failure; t != null && depth < 20; t = t.getCause()) {
      if (t instanceof SQLTimeoutException
          || t instanceof SQLTransientConnectionException
          || t instanceof SQLNonTransientConnectionException
          || (t instanceof SQLException sql && isBusy(String.valueOf(sql.getSQLState())))) {
        return true;
      }
      depth++;
    }
    return in(failure).isPresent();
  }

  /** The database cannot now, or the connection to it broke: class 08, and when it shuts down. */
  private static boolean isBusy(String sqlState) {
    return BUSY.contains(sqlState) || sqlState.startsWith("08") || sqlState.startsWith("57P0");
  }
}
