package dev.zoetrope.server.instance;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import dev.zoetrope.server.testing.OnH2;
import dev.zoetrope.server.testing.ServerIT;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The docs page in a real browser: it shows the operations and asks no other server (B-021). */
class DocsPageIT extends ServerIT implements OnH2 {
  @Test
  void thePageShowsTheOperationsAndStaysOnItsServer() {
    List<String> foreign = new ArrayList<>();
    List<String> complaints = new ArrayList<>();
    try (Playwright playwright =
            Playwright.create(
                new Playwright.CreateOptions()
                    .setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        Browser browser =
            playwright
                .chromium()
                .launch(
                    new BrowserType.LaunchOptions()
                        .setExecutablePath(Path.of("/usr/bin/chromium"))
                        .setArgs(List.of("--no-sandbox")))) {
      Page page = browser.newPage();
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
}
