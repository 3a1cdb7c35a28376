package dev.zoetrope.server.recordings;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.fasterxml.jackson.databind.JsonNode;
import dev.zoetrope.server.persons.PersonService;
import dev.zoetrope.server.recordings.query.RecordingQueryParser;
import dev.zoetrope.server.testing.ServerIT;
import dev.zoetrope.server.testing.TestSql;
import io.micronaut.data.connection.jdbc.advice.DelegatingDataSource;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import javax.sql.DataSource;
import net.jqwik.api.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** No statement of a filtered list reads a whole table of events, messages or views (B-249). */
abstract class FilterPlanIT extends ServerIT {
  private static final int FILTERS = 300;

  @Inject TestSql sql;
  @Inject RecordingList list;
  @Inject PersonService persons;
  @Inject EventValueBackfill values;
  @Inject DataSource database;

  @Test
  void everyStatementUsesAnIndex() throws SQLException {
    FilterWorld world = new FilterWorld(sql.project("plans"), 1, 40);
    world.store(sql, persons, values);
    Set<String> statements = statementsOf(world.project);

    assertThat(statements.size()).isGreaterThan(20);
    boolean h2 = onH2();
    try (Connection connection = DelegatingDataSource.unwrapDataSource(database).getConnection()) {
      for (String statement : statements) {
        String plan = h2 ? planOfH2(connection, statement) : planOfPostgres(connection, statement);
        assertThat(plan)
            .as(statement)
            .doesNotContainPattern(
                "(event|event_value|event_value_text|log_entry|recording_viewed)[.\\w\"]*tableScan")
            .doesNotContainPattern(
                "Seq Scan on (event|event_value|event_value_text|log_entry|recording_viewed)");
      }
    }
  }

  private Set<String> statementsOf(long project) {
    Logger logger = (Logger) LoggerFactory.getLogger(RecordingSearch.class);
    ListAppender<ILoggingEvent> heard = new ListAppender<>();
    heard.start();
    logger.addAppender(heard);
    logger.setLevel(Level.TRACE);
    try {
      RandomGenerator<JsonNode> filters = RandomFilters.all().generator(1000);
      Random random = new Random(7);
      for (int i = 0; i < FILTERS; i++) {
        list.find(
            project,
            RecordingQueryParser.parse(
                Map.of("filters", filters.next(random).value().toString()), FilterWorld.NOW),
            FilterWorld.CALLER);
      }
    } finally {
      logger.setLevel(null);
      logger.detachAppender(heard);
    }
    Set<String> statements = new LinkedHashSet<>();
    heard.list.forEach(line -> statements.add(line.getMessage()));
    return statements;
  }

  private boolean onH2() throws SQLException {
    try (Connection connection = DelegatingDataSource.unwrapDataSource(database).getConnection()) {
      return connection.getMetaData().getDatabaseProductName().equals("H2");
    }
  }

  private static String planOfH2(Connection connection, String statement) throws SQLException {
    try (PreparedStatement explain = connection.prepareStatement("EXPLAIN " + statement)) {
      int parameters = explain.getParameterMetaData().getParameterCount();
      for (int i = 1; i <= parameters; i++) {
        explain.setObject(i, null);
      }
      try (ResultSet plan = explain.executeQuery()) {
        plan.next();
        return plan.getString(1).replaceAll("\\s+", " ").replace(".tableScan", "tableScan");
      }
    }
  }

  private static String planOfPostgres(Connection connection, String statement)
      throws SQLException {
    StringBuilder numbered = new StringBuilder();
    int number = 0;
    for (int i = 0; i < statement.length(); i++) {
      char c = statement.charAt(i);
      numbered.append(c == '?' ? "$" + ++number : String.valueOf(c));
    }
    StringBuilder text = new StringBuilder();
    String nothing = String.join(", ", Collections.nCopies(number, "NULL"));
    try (Statement explain = connection.createStatement()) {
      // Tables of forty rows are read whole unless that is forbidden.
      explain.execute("SET enable_seqscan = off");
      // The plan must not know that the values are null.
      explain.execute("SET plan_cache_mode = force_generic_plan");
      explain.execute("PREPARE question AS " + numbered);
      try (ResultSet plan = explain.executeQuery("EXPLAIN EXECUTE question(" + nothing + ")")) {
        while (plan.next()) {
          text.append(plan.getString(1)).append('\n');
        }
      } finally {
        explain.execute("DEALLOCATE question");
        explain.execute("RESET ALL");
      }
    }
    return text.toString();
  }
}
