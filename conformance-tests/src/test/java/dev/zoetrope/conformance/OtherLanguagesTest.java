package dev.zoetrope.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.zoetrope.conformance.remote.Target;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * The clients that OpenAPI Generator makes of the document for TypeScript and Python, used as their
 * users would, against the server of this build.
 */
class OtherLanguagesTest {
  private static final Path CLIENTS = Path.of("target/clients").toAbsolutePath();
  private static final Path STORIES = Path.of("src/test/clients").toAbsolutePath();
  private static final Path MODULES =
      Path.of("../api-spec-module/target/npm/node_modules").toAbsolutePath().normalize();

  /** A run of a program. */
  private record Run(int code, String output) {}

  @Test
  void typeScript() throws IOException, InterruptedException {
    Path folder = CLIENTS.resolve("typescript");
    Files.writeString(folder.resolve("story.ts"), Files.readString(STORIES.resolve("story.ts")));
    Run compiled =
        run(
            folder,
            Map.of(),
            List.of(
                "node",
                MODULES.resolve("typescript/bin/tsc").toString(),
                "--strict",
                "--target",
                "es2022",
                "--module",
                "commonjs",
                "--esModuleInterop",
                "--lib",
                "es2022,dom",
                "--types",
                "node",
                "--typeRoots",
                MODULES.resolve("@types").toString(),
                "--outDir",
                "compiled",
                "story.ts"));
    assertThat(compiled.code()).as(compiled.output()).isZero();
    told(run(folder, Map.of(), command("node", folder.resolve("compiled/story.js"))));
  }

  /** Only where a Python has what the generated code needs: it is not among what a build needs. */
  @Test
  void python() throws IOException, InterruptedException {
    Optional<String> python = interpreter();
    assumeTrue(
        python.isPresent(),
        "not proved: no python3 with urllib3, dateutil and pydantic (Debian: python3-urllib3,"
            + " python3-dateutil, python3-pydantic)");
    String major =
        run(
                CLIENTS,
                Map.of(),
                List.of(python.get(), "-c", "import pydantic; print(pydantic.VERSION[0])"))
            .output()
            .strip();
    Path generated = CLIENTS.resolve(major.equals("1") ? "python1" : "python2");
    told(
        run(
            generated,
            Map.of("PYTHONPATH", generated.toString(), "PYTHONWARNINGS", "ignore"),
            command(python.get(), STORIES.resolve("story.py"))));
  }

  private static Optional<String> interpreter() throws IOException, InterruptedException {
    for (String candidate : List.of("python3", "/usr/bin/python3")) {
      try {
        Run run =
            run(CLIENTS, Map.of(), List.of(candidate, "-c", "import urllib3, dateutil, pydantic"));
        if (run.code() == 0) {
          return Optional.of(candidate);
        }
      } catch (IOException e) {
        System.err.println(candidate + " is not there: " + e.getMessage());
      }
    }
    return Optional.empty();
  }

  private static List<String> command(String program, Path story) {
    Target target = TestTarget.get();
    return List.of(
        program,
        story.toString(),
        target.base().toString().replaceFirst("/$", ""),
        target.key(),
        target.projectToken().orElseThrow());
  }

  private static void told(Run run) {
    assertThat(run.output()).endsWith("told\n");
    assertThat(run.code()).isZero();
  }

  private static Run run(Path folder, Map<String, String> environment, List<String> command)
      throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(new ArrayList<>(command));
    builder.environment().putAll(environment);
    Process process = builder.directory(folder.toFile()).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Run(process.waitFor(), output);
  }
}
