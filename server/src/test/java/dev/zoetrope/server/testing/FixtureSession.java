package dev.zoetrope.server.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * One recorded visit of real posthog-js traffic: its requests in order of arrival, what the browser
 * was made to do, and the metadata that follows from the accepted requests.
 *
 * @param sdk the folder of the SDK version, such as {@code posthog-js-1.449.2}
 * @param name the session, such as {@code two-tabs}
 * @param requests by {@code seq}
 * @param truth {@code truth.json}: what was really done, counted outside the SDK
 * @param derived {@code derived.json}: expected metadata, keyed by session id below {@code
 *     by_session}
 */
public record FixtureSession(
    String sdk, String name, List<FixtureRequest> requests, JsonNode truth, JsonNode derived) {
  /** Where the recorded sessions are, from a module's folder. */
  public static final Path FIXTURES = Path.of("../../shared/fixtures");

  private static final ObjectMapper JSON = new ObjectMapper();

  /** Every recorded session, in a stable order; fails when there is none. */
  public static List<FixtureSession> all() {
    try (Stream<Path> truths = Files.walk(FIXTURES, 3)) {
      List<FixtureSession> sessions =
          truths
              .filter(file -> file.endsWith("truth.json"))
              .map(Path::getParent)
              .sorted()
              .map(FixtureSession::read)
              .toList();
      if (sessions.isEmpty()) {
        throw new IllegalStateException("no session under " + FIXTURES.toAbsolutePath());
      }
      return sessions;
    } catch (IOException e) {
      throw new UncheckedIOException("no fixtures under " + FIXTURES.toAbsolutePath(), e);
    }
  }

  /** The session of this SDK version, such as {@code 1.449.2}, and name. */
  public static FixtureSession of(String version, String name) {
    return read(FIXTURES.resolve("posthog-js-" + version).resolve(name));
  }

  /** The requests that carry events or snapshots and were accepted, in order of arrival. */
  public List<FixtureRequest> accepted() {
    return requests.stream().filter(FixtureRequest::isData).filter(r -> r.accepted()).toList();
  }

  /** The expected metadata of a recording, as if the whole session were one block. */
  public JsonNode oneBlock(String sessionId) {
    return derived.path("by_session").path(sessionId).path("one_block");
  }

  /** The ids of the recordings that the accepted requests make. */
  public List<String> sessionIds() {
    List<String> ids = new ArrayList<>();
    derived.path("by_session").fieldNames().forEachRemaining(ids::add);
    return ids;
  }

  @Override
  public String toString() {
    return sdk + "/" + name;
  }

  private static FixtureSession read(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      List<FixtureRequest> requests =
          files
              .filter(file -> file.getFileName().toString().matches("\\d+\\.json"))
              .map(FixtureRequest::read)
              .sorted(Comparator.comparingInt(FixtureRequest::seq))
              .toList();
      return new FixtureSession(
          folder.getParent().getFileName().toString(),
          folder.getFileName().toString(),
          requests,
          JSON.readTree(folder.resolve("truth.json").toFile()),
          JSON.readTree(folder.resolve("derived.json").toFile()));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + folder, e);
    }
  }
}
