package dev.zoetrope.server.recordings;

import dev.zoetrope.server.database.Queries;
import dev.zoetrope.server.recordings.filter.EventMarks;
import dev.zoetrope.server.recordings.filter.EventProperties;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import io.micronaut.transaction.TransactionOperations;
import io.micronaut.transaction.support.TransactionSynchronization;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Writes down which values the events of a session have, in the transaction that stores the events
 * (B-249). Rows are only ever added: what an event said once stays true of its session.
 */
@Singleton
public class EventValueIndex {
  /** Of a property with more different values they are not listed. */
  static final int MOST_TEXTS = 2000;

  private static final long HOUR_SECONDS = Duration.ofHours(1).toSeconds();

  private static final String ADD =
      "MERGE INTO event_value t USING (VALUES (CAST(? AS BIGINT), CAST(? AS BIGINT),"
          + " CAST(? AS INTEGER), CAST(? AS VARCHAR))) n(project_id, mark, event_hour, session_id)"
          + " ON t.project_id = n.project_id AND t.mark = n.mark AND t.event_hour = n.event_hour"
          + " AND t.session_id = n.session_id WHEN NOT MATCHED THEN INSERT (project_id, mark,"
          + " event_hour, session_id) VALUES (n.project_id, n.mark, n.event_hour, n.session_id)";

  private static final String ADD_TEXT =
      "INSERT INTO event_value_text (project_id, name_mark, text_mark, mark, content)"
          + " SELECT n.* FROM (VALUES (CAST(? AS BIGINT), CAST(? AS BIGINT), CAST(? AS BIGINT),"
          + " CAST(? AS BIGINT), CAST(? AS VARCHAR))) n(project_id, name_mark, text_mark, mark,"
          + " content) WHERE NOT EXISTS (SELECT 1 FROM event_value_text t WHERE t.project_id = ?"
          + " AND t.name_mark = ? AND t.text_mark = ?) AND (SELECT COUNT(*) FROM event_value_text t"
          + " WHERE t.project_id = ? AND t.name_mark = ?) <= ?";

  private final JdbcOperations jdbc;
  private final Queries queries;
  private final TransactionOperations<Connection> transactions;
  private final Remembered stored = new Remembered();

  EventValueIndex(
      JdbcOperations jdbc, Queries queries, TransactionOperations<Connection> transactions) {
    this.jdbc = jdbc;
    this.queries = queries;
    this.transactions = transactions;
  }

  /** The values of an event of a session. */
  public record Entry(String sessionId, Instant at, List<EventMarks.Value> values) {
    /**
     * Reads them.
     *
     * @param properties a JSON object
     */
    public static Entry of(String sessionId, Instant at, String properties) {
      return new Entry(sessionId, at, EventProperties.of(properties));
    }

    private int hour() {
      return (int) Math.floorDiv(at.getEpochSecond(), HOUR_SECONDS);
    }
  }

  /** A row; sorted, so that two servers never wait for each other. */
  private record Row(long mark, int hour, String session) {
    static final Comparator<Row> ORDER =
        Comparator.comparingLong(Row::mark).thenComparing(Row::hour).thenComparing(Row::session);
  }

  private record Text(long name, long textMark, long mark, String value) {
    static final Comparator<Text> ORDER =
        Comparator.comparingLong(Text::name).thenComparing(Text::textMark);
  }

  /** Adds the values of events. */
  @Transactional(Transactional.TxType.MANDATORY)
  public void add(long projectId, Collection<Entry> entries) {
    Set<Row> rows = new HashSet<>();
    Set<Text> texts = new HashSet<>();
    Set<Long> keys = new LinkedHashSet<>();
    for (Entry entry : entries) {
      long session = Remembered.of(entry.sessionId());
      for (EventMarks.Value value : entry.values()) {
        long key = Remembered.key(projectId, value.mark(), entry.hour(), session);
        if (!stored.has(key) && keys.add(key)) {
          rows.add(new Row(value.mark(), entry.hour(), entry.sessionId()));
        }
        if (value.text().isPresent() && !known(projectId, value)) {
          texts.add(text(value));
        }
      }
    }
    write(projectId, rows.stream().sorted(Row.ORDER).toList());
    keys.addAll(writeTexts(projectId, texts.stream().sorted(Text.ORDER).toList()));
    afterCommit(() -> keys.forEach(stored::add));
  }

  private boolean known(long projectId, EventMarks.Value value) {
    return stored.has(textKey(projectId, value.name(), value.textMark()))
        || stored.has(fullKey(projectId, value.name()));
  }

  private static Text text(EventMarks.Value value) {
    return new Text(value.name(), value.textMark(), value.mark(), value.text().orElseThrow());
  }

  private static long textKey(long projectId, long name, long textMark) {
    return Remembered.key(projectId, name, -1, Remembered.mixed(textMark));
  }

  /** Under which it is remembered that a property has too many values. */
  private static long fullKey(long projectId, long name) {
    return Remembered.key(projectId, name, -2, 0);
  }

  private void write(long projectId, Collection<Row> rows) {
    if (rows.isEmpty()) {
      return;
    }
    jdbc.prepareStatement(
        ADD,
        statement -> {
          for (Row row : rows) {
            statement.setLong(1, projectId);
            statement.setLong(2, row.mark);
            statement.setInt(3, row.hour);
            statement.setString(4, row.session);
            statement.addBatch();
          }
          return statement.executeBatch();
        });
  }

  /** Writes values that are new while there are few; answers what is known to be stored then. */
  private Set<Long> writeTexts(long projectId, List<Text> texts) {
    Set<Long> known = new LinkedHashSet<>();
    if (texts.isEmpty()) {
      return known;
    }
    int[] added =
        jdbc.prepareStatement(
            ADD_TEXT,
            statement -> {
              for (Text text : texts) {
                statement.setLong(1, projectId);
                statement.setLong(2, text.name);
                statement.setLong(3, text.textMark);
                statement.setLong(4, text.mark);
                statement.setString(5, text.value);
                statement.setLong(6, projectId);
                statement.setLong(7, text.name);
                statement.setLong(8, text.textMark);
                statement.setLong(9, projectId);
                statement.setLong(10, text.name);
                statement.setInt(11, MOST_TEXTS);
                statement.addBatch();
              }
              return statement.executeBatch();
            });
    Set<Text> refused = new TreeSet<>(Comparator.comparingLong(Text::name));
    for (int i = 0; i < added.length; i++) {
      known.add(textKey(projectId, texts.get(i).name, texts.get(i).textMark));
      if (added[i] == 0) {
        refused.add(texts.get(i));
      }
    }
    for (Text text : refused) {
      long count =
          queries
              .first(
                  "SELECT COUNT(*) FROM event_value_text WHERE project_id = ? AND name_mark = ?",
                  row -> row.getLong(1),
                  projectId,
                  text.name)
              .orElse(0L);
      if (count > MOST_TEXTS) {
        known.add(fullKey(projectId, text.name));
      }
    }
    return known;
  }

  /** What was rolled back is not stored. */
  private void afterCommit(Runnable work) {
    transactions
        .findTransactionStatus()
        .orElseThrow()
        .registerSynchronization(
            new TransactionSynchronization() {
              @Override
              public void afterCommit() {
                work.run();
              }
            });
  }
}
