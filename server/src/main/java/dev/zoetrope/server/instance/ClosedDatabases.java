package dev.zoetrope.server.instance;

import com.zaxxer.hikari.SQLExceptionOverride;
import java.sql.SQLException;
import java.util.Set;

/**
 * Takes connections to a database that has closed itself out of the pool. The embedded database
 * does so when the device is full; the next connection opens it again (B-270). Named in
 * application.yml.
 */
public final class ClosedDatabases implements SQLExceptionOverride {
  /** H2: object closed, connection broken, database closed, database being shut down. */
  private static final Set<String> CLOSED = Set.of("90007", "90067", "90098", "90121");

  @java.lang.Override
  public Override adjudicate(SQLException failure) {
    return CLOSED.contains(String.valueOf(failure.getSQLState()))
        ? Override.MUST_EVICT
        : Override.CONTINUE_EVICT;
  }
}
