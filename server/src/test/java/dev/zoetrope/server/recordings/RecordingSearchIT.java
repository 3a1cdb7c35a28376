package dev.zoetrope.server.recordings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.zoetrope.server.testing.ServerIT;
import dev.zoetrope.server.testing.TestSql;
import dev.zoetrope.server.web.ApiException;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A question that takes too long is given up while the database is still at it (B-216). */
abstract class RecordingSearchIT extends ServerIT {
  /** Billions of rows when there are forty. */
  private static final String ENDLESS =
      "SELECT COUNT(*) FROM recording r, recording a, recording b, recording c, recording d,"
          + " recording e, recording f WHERE r.project_id = ? AND a.end_ms + b.end_ms + c.end_ms"
          + " + d.end_ms + e.end_ms + f.end_ms < r.start_ms";

  @Inject TestSql sql;
  @Inject RecordingSearch search;
  @Inject TransactionOperations<Connection> transactions;

  @Test
  void anEndlessStatementIsCancelled() {
    for (int i = 0; i < 40; i++) {
      StoredRecording.of("r" + i).in(sql);
    }
    long begin = System.nanoTime();

    assertThatThrownBy(() -> count(ENDLESS, search.deadline()))
        .isInstanceOf(ApiException.class)
        .hasMessageContaining("Query timeout exceeded");
    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(10));
    // The connection is as good as before.
    assertThat(count("SELECT COUNT(*) FROM recording r WHERE r.project_id = ?", search.deadline()))
        .containsExactly(40L);
  }

  @Test
  void manyShortStatementsAreGivenUpToo() {
    assertThatThrownBy(
            () ->
                count(
                    "SELECT COUNT(*) FROM recording r WHERE r.project_id = ?",
                    Deadline.in(Duration.ofNanos(-1))))
        .isInstanceOf(ApiException.class);
  }

  private List<Long> count(String statement, Deadline end) {
    return transactions.executeRead(
        status -> search.query(statement, 1, List.of(), end, row -> row.getLong(1)));
  }
}
