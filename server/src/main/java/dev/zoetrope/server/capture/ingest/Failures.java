package dev.zoetrope.server.capture.ingest;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.zoetrope.server.web.StorageUnavailable;
import java.io.IOException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Set;

/** Tells failures of the storage from failures of what was to be stored. */
final class Failures {
  /** H2: file locked, I/O error, corrupted, closed, database not found, out of memory. */
  private static final Set<String> H2_STORAGE =
      Set.of("90020", "90028", "90030", "90031", "90067", "90098", "90108", "90121", "90146");

  private static final Set<String> CONFLICTS = Set.of("23505", "40001", "40P01", "HYT00");

  /** Values that do not fit, constraints, and more than the database has room for in one row. */
  private static final Set<String> DATA_CLASSES = Set.of("21", "22", "23", "54");

  private Failures() {}

  /** Two transactions were in each other's way: trying again helps. */
  static boolean isConflict(Throwable e) {
    return CONFLICTS.contains(sqlState(e));
  }

  /** The disk or the database, not the data. */
  static boolean isStorage(Throwable e) {
    for (Throwable t = e; t != null; t = t.getCause()) {
      if (t instanceof StorageUnavailable
          || (t instanceof IOException && !(t instanceof JsonProcessingException))
          || t instanceof SQLTransientConnectionException) {
        return true;
      }
    }
    String state = sqlState(e);
    return state.startsWith("08")
        || state.startsWith("53")
        || state.startsWith("57P")
        || state.startsWith("58")
        || state.equals("25006")
        || H2_STORAGE.contains(state)
        || state.equals("HY000");
  }

  /**
   * What was to be stored, and nothing else: trying again with the same never helps. In doubt it is
   * not, because whoever sent it would give it up.
   */
  static boolean isData(Throwable e) {
    if (e instanceof Error || isStorage(e) || isConflict(e)) {
      return false;
    }
    for (Throwable t = e; t != null; t = t.getCause()) {
      if (t instanceof JsonProcessingException) {
        return true;
      }
    }
    String state = sqlState(e);
    if (!state.isEmpty()) {
      return DATA_CLASSES.contains(state.substring(0, 2));
    }
    for (Throwable t = e; t != null; t = t.getCause()) {
      // Neither the state of the server nor of a connection has to do with what was sent.
      if (t instanceof SQLException || t instanceof IllegalStateException) {
        return false;
      }
    }
    return true;
  }

  /** What kind of failure it is, without any value that was to be stored. */
  static String kind(Throwable e) {
    StringBuilder kind = new StringBuilder(e.getClass().getSimpleName());
    for (Throwable t = e.getCause(); t != null && kind.length() < 500; t = t.getCause()) {
      kind.append(" <- ").append(t.getClass().getSimpleName());
    }
    String state = sqlState(e);
    if (!state.isEmpty()) {
      kind.append(", SQL state ").append(state);
    }
    StackTraceElement[] trace = e.getStackTrace();
    return trace.length == 0 ? kind.toString() : kind.append(" at ").append(trace[0]).toString();
  }

  private static String sqlState(Throwable e) {
    for (Throwable t = e; t != null; t = t.getCause()) {
      if (t instanceof SQLException sql && sql.getSQLState() != null) {
        return sql.getSQLState();
      }
    }
    return "";
  }
}
