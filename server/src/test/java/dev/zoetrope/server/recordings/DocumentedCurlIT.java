package dev.zoetrope.server.recordings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zoetrope.server.testing.FixtureReplay;
import dev.zoetrope.server.testing.FixtureSession;
import dev.zoetrope.server.testing.ServerIT;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/**
 * The curl lines of the documentation, as printed, with a host, a project and a recording put in.
 */
abstract class DocumentedCurlIT extends ServerIT {
  @Test
  void theDocumentedPatchAndDeleteWorkAsPrinted() throws IOException, InterruptedException {
    FixtureSession session = FixtureSession.of("1.449.2", "desktop-short");
    new FixtureReplay(http).send(session);
    String id = session.sessionIds().get(0);

    String patched =
        shell(
            """
            curl -s -w '\\n%%{http_code}' -X PATCH \\
            -H "Authorization: Bearer $POSTHOG_PERSONAL_API_KEY" \\
            %s/api/environments/1/session_recordings/%s/\\
             -d distinct_id="string"
            """
                .formatted(server.getURI(), id));
    assertThat(patched).endsWith("\n200");
    assertThat(json(patched.substring(0, patched.lastIndexOf('\n'))).get("id").asText())
        .isEqualTo(id);

    String deleted =
        shell(
            """
            curl -s -w '%%{http_code}' -X DELETE \\
            -H "Authorization: Bearer $POSTHOG_PERSONAL_API_KEY" \\
            %s/api/environments/1/session_recordings/%s/
            """
                .formatted(server.getURI(), id));
    assertThat(deleted).isEqualTo("204");
  }

  private static String shell(String script) throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder("bash", "-c", script).redirectErrorStream(true);
    builder.environment().put("POSTHOG_PERSONAL_API_KEY", KEY);
    Process process = builder.start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    return output.strip();
  }
}
