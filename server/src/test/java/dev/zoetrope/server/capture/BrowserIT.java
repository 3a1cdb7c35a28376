package dev.zoetrope.server.capture;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.MouseButton;
import com.sun.net.httpserver.HttpServer;
import dev.zoetrope.server.testing.Chromium;
import dev.zoetrope.server.testing.ServerIT;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * A real browser with the bundled SDK records into the running server; what the API then tells is
 * compared with what was done, counted outside the SDK.
 */
abstract class BrowserIT extends ServerIT {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** Counts on the page itself; local storage carries the counts over page changes. */
  private static final String COUNTER =
      """
      (() => {
        const count = (name) => () =>
          localStorage.setItem('seen ' + name, 1 + Number(localStorage.getItem('seen ' + name)));
        for (const event of ['click', 'dblclick', 'contextmenu', 'input']) {
          window.addEventListener(event, count(event), true);
        }
        for (const level of ['log', 'info', 'debug', 'warn', 'error']) {
          const real = console[level].bind(console);
          const counted = count(level);
          console[level] = (...args) => { counted(); real(...args); };
        }
      })();
      """;

  private Chromium chromium;

  @BeforeAll
  void startBrowser() {
    chromium = Chromium.start();
  }

  @AfterAll
  void stopBrowser() {
    if (chromium != null) {
      chromium.close();
    }
  }

  @Test
  void theDemoRecordsWhatItsVisitorDoes() {
    try (BrowserContext context = chromium.browser().newContext()) {
      context.addInitScript(COUNTER);
      Page page = context.newPage();
      List<String> complaints = new ArrayList<>();
      page.onConsoleMessage(
          message -> {
            if (message.type().equals("error")) {
              complaints.add(message.text());
            }
          });
      page.navigate(server.getURI() + "/demo");
      awaitRecorder(page);
      String session = page.locator("#session").getAttribute("data-session");
      page.locator("button[data-item=Zoetrope]").click();
      page.locator("button[data-item=Thaumatrope]").dblclick();
      page.locator("h1").click(new Locator.ClickOptions().setButton(MouseButton.RIGHT));
      page.locator("#log").click();
      page.locator("#warn").click();
      page.locator("#error").click();
      assertThat(page.locator("#basket li").count()).isEqualTo(3);
      page.locator("#to-checkout").click();
      awaitRecorder(page);
      page.locator("#name").pressSequentially("Ada L.");
      page.locator("#wrapping").selectOption("Gift paper");
      page.locator("#letter").check();
      page.locator("#words").pressSequentially("two\nlines");
      page.locator("#order button").click();
      page.locator("#thanks").waitFor();
      JsonNode done = json((String) page.evaluate("JSON.stringify(localStorage)"));
      page.navigate("about:blank");

      JsonNode recording =
          await(session, r -> r.get("keypress_count").asLong() >= seen(done, "input"));
      assertThat(seen(done, "click")).isGreaterThanOrEqualTo(9);
      assertThat(seen(done, "input")).isGreaterThanOrEqualTo(17);
      assertThat(recording.get("click_count").asLong())
          .isEqualTo(seen(done, "click") + seen(done, "dblclick") + seen(done, "contextmenu"));
      assertThat(recording.get("keypress_count").asLong()).isEqualTo(seen(done, "input"));
      assertThat(recording.get("console_log_count").asLong())
          .isEqualTo(seen(done, "log") + seen(done, "info") + seen(done, "debug"));
      assertThat(recording.get("console_warn_count").asLong()).isEqualTo(seen(done, "warn"));
      assertThat(recording.get("console_error_count").asLong()).isEqualTo(seen(done, "error"));
      assertThat(recording.get("start_url").asText()).isEqualTo(server.getURI() + "/demo");
      assertThat(recording.get("ongoing").asBoolean()).isTrue();
      assertThat(complaints)
          .containsExactly("Nothing is wrong, but this is what an error looks like");
    }
  }

  /** A site elsewhere, whose SDK is told to send through a path prefix. */
  @Test
  void aSiteOfAnotherOriginRecordsThroughAPrefix() throws IOException {
    HttpServer site =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    String html =
        """
        <!doctype html><title>Elsewhere</title><button>Press</button>
        <script src="%1$s/ingest/static/array.js"></script>
        <script>posthog.init('%2$s', { api_host: '%1$s/ingest', opt_out_useragent_filter: true });</script>
        """
            .formatted(server.getURI(), PROJECT_TOKEN);
    site.createContext(
        "/",
        exchange -> {
          byte[] bytes = html.getBytes(StandardCharsets.UTF_8);
          exchange.getResponseHeaders().add("Content-Type", "text/html");
          exchange.sendResponseHeaders(200, bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
    site.start();
    try (BrowserContext context = chromium.browser().newContext()) {
      URI address = URI.create("http://127.0.0.1:" + site.getAddress().getPort() + "/");
      Page page = context.newPage();
      page.navigate(address.toString());
      awaitRecorder(page);
      String session = (String) page.evaluate("posthog.get_session_id()");
      page.locator("button").click();
      page.navigate("about:blank");

      JsonNode recording = await(session, r -> r.get("click_count").asLong() >= 1);
      assertThat(recording.get("click_count").asLong()).isEqualTo(1);
      assertThat(recording.get("start_url").asText()).isEqualTo(address.toString());
    } finally {
      site.stop(0);
    }
  }

  private static void awaitRecorder(Page page) {
    awaitTrue(
        page,
        "!!(window.posthog && posthog.sessionRecordingStarted && posthog.sessionRecordingStarted())");
    awaitTrue(
        page, "!!(posthog.sessionRecording && posthog.sessionRecording.status !== 'lazy_loading')");
  }

  /** Asks from outside, again and again: the pages' own policy forbids to evaluate text in them. */
  private static void awaitTrue(Page page, String expression) {
    long limit = System.nanoTime() + PATIENCE.toNanos();
    while (!Boolean.TRUE.equals(page.evaluate(expression))) {
      assertThat(System.nanoTime()).as(expression).isLessThan(limit);
      page.waitForTimeout(50);
    }
  }

  private static long seen(JsonNode storage, String name) {
    return storage.path("seen " + name).asLong();
  }

  /** The recording, once the API shows it in the state that is waited for. */
  private JsonNode await(String session, Predicate<JsonNode> ready) {
    long limit = System.nanoTime() + PATIENCE.toNanos();
    String last = "";
    while (System.nanoTime() < limit) {
      var answer =
          http.get("/api/environments/1/session_recordings/" + session + "/").key(KEY).send();
      last = answer.body();
      if (answer.statusCode() == 200 && ready.test(json(answer))) {
        return json(answer);
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
    }
    throw new AssertionError("not there after " + PATIENCE + ": " + last);
  }
}
