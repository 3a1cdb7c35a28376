package dev.zoetrope.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** What the log says about a request, and what it never says. */
class LogIT extends EchoIT {
  private static final String CANARY = "canary-4711";

  private final Logger access = (Logger) LoggerFactory.getLogger("dev.zoetrope.access");
  private final Logger root = (Logger) LoggerFactory.getLogger("ROOT");
  private final ListAppender<ILoggingEvent> log = new ListAppender<>();

  @BeforeEach
  void listen() {
    access.setLevel(Level.INFO);
    log.start();
    root.addAppender(log);
  }

  @AfterEach
  void stopListening() {
    root.detachAppender(log);
    access.setLevel(null);
  }

  private List<String> lines() {
    return List.copyOf(log.list).stream().map(ILoggingEvent::getFormattedMessage).toList();
  }

  @Test
  void aRequestIsOneLineWithItsRoute() {
    http.patch(ECHO).json("{}").header("X-Request-Id", "r1").outsideTheContract().send();

    assertThat(lines())
        .singleElement()
        .asString()
        .matches("method=PATCH route=/api/test/echo/? status=200 ms=\\d+ in=2 id=r1");
  }

  @Test
  void aFailureIsLoggedWithItsFramesUnderItsRequest() {
    http.get("/api/test/fail/unforeseen/").header("X-Request-Id", "r2").outsideTheContract().send();

    assertThat(lines())
        .anyMatch(
            line ->
                line.startsWith("failed id=r2")
                    && line.contains("java.lang.IllegalArgumentException")
                    && line.contains("EchoController.fail")
                    && line.contains("caused by java.sql.SQLException: SQLState 23505"));
  }

  @Test
  void nothingThatWasSentIsLogged() {
    http.get("/api/test/fail/unforeseen/?canary=" + CANARY)
        .key("phx_" + CANARY)
        .outsideTheContract()
        .send();
    http.get("/api/test/fail/unforeseen/?personal_api_key=" + CANARY).outsideTheContract().send();
    http.get("/nothing/" + CANARY).outsideTheContract().send();
    echo("application/json", "{\"kind\":\"" + CANARY + "\"}");
    echo("application/json", "{" + CANARY);
    echo("application/x-www-form-urlencoded", "name=" + CANARY);
    echo("multipart/form-data; boundary=" + CANARY, CANARY);
    echo("text/" + CANARY, CANARY);

    assertThat(lines()).isNotEmpty().noneMatch(line -> line.contains(CANARY));
  }
}
