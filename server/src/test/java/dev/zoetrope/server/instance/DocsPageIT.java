package dev.zoetrope.server.instance;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import dev.zoetrope.server.testing.Chromium;
import dev.zoetrope.server.testing.OnH2;
import dev.zoetrope.server.testing.ServerIT;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The docs page in a real browser: it shows the operations and asks no other server (B-021). */
class DocsPageIT extends ServerIT implements OnH2 {
  @Test
  void thePageShowsTheOperationsAndStaysOnItsServer() {
    List<String> foreign = new ArrayList<>();
    List<String> complaints = new ArrayList<>();
    try (Chromium chromium = Chromium.start()) {
      Page page = chromium.browser().newPage();
      page.onRequest(
          request -> {
            if (!request.url().startsWith(server.getURI().toString())
                && !request.url().startsWith("data:")) {
              foreign.add(request.url());
            }
          });
      page.onConsoleMessage(
          message -> {
            if (message.type().equals("error")) {
              complaints.add(message.text());
            }
          });
      page.navigate(server.getURI() + "/docs");

      page.waitForSelector("#operations-tag-Schema");

      page.locator("#operations-tag-Schema").click();
      page.waitForSelector("#operations-Schema-getSchema");
    }
    assertThat(foreign).isEmpty();
    assertThat(complaints).isEmpty();
  }

  @Test
  void tryingOutAsksForNothingThatTheReaderDidNotFillIn() {
    try (Chromium chromium = Chromium.start()) {
      Page page = chromium.browser().newPage();
      page.navigate(server.getURI() + "/docs#/SessionRecordings/listSessionRecordings");
      page.locator("#operations-SessionRecordings-listSessionRecordings .try-out__btn").click();

      assertThat(page.locator("tr[data-param-name=project_id] input").inputValue()).isEqualTo("1");
      assertThat(page.locator("tr[data-param-name=date_from] input").inputValue()).isEmpty();
      assertThat(page.locator("tr[data-param-name=date_from]").textContent())
          .contains("For example -3d.");
    }
  }
}
