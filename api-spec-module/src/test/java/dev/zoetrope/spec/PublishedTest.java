package dev.zoetrope.spec;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What users of other languages get holds what it promises. */
class PublishedTest {
  private static final Path TARGET = Path.of("target");
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path folder;

  @Test
  void theZipHasTheDocument() throws IOException {
    try (ZipFile zip = new ZipFile(only(".zip").toFile())) {
      assertThat(zip.stream().map(entry -> entry.getName()))
          .containsExactlyInAnyOrder(
              "zoetrope.json", "zoetrope.yaml", "divergences.md", "BEHAVIOUR.md", "LICENSE");
      JsonNode document = JSON.readTree(zip.getInputStream(zip.getEntry("zoetrope.json")));
      assertThat(document).isEqualTo(bundle());
    }
  }

  @Test
  void thePackageHasTheDocumentAndItsVersion() throws IOException, InterruptedException {
    run(folder, "tar", "-xzf", only(".tgz").toAbsolutePath().toString());
    Path unpacked = folder.resolve("package");
    Set<String> files;
    try (Stream<Path> all = Files.list(unpacked)) {
      files = all.map(file -> file.getFileName().toString()).collect(Collectors.toSet());
    }
    assertThat(files)
        .containsExactlyInAnyOrder(
            "package.json",
            "README.md",
            "LICENSE",
            "zoetrope.json",
            "zoetrope.yaml",
            "zoetrope.d.ts",
            "BEHAVIOUR.md",
            "divergences.md");
    assertThat(JSON.readTree(unpacked.resolve("zoetrope.json").toFile())).isEqualTo(bundle());
    String version =
        JSON.readTree(unpacked.resolve("package.json").toFile()).path("version").asText();
    assertThat(only(".tgz").getFileName()).hasToString("zoetrope-api-spec-" + version + ".tgz");
    assertThat(version).startsWith(bundle().at("/info/version").asText());
  }

  /** The types are those of the README: they compile, and a wrong use of them does not. */
  @Test
  void theTypesAreTypes() throws IOException, InterruptedException {
    run(folder, "tar", "-xzf", only(".tgz").toAbsolutePath().toString());
    Path installed = folder.resolve("node_modules/zoetrope-api-spec");
    Files.createDirectories(installed.getParent());
    Files.move(folder.resolve("package"), installed);
    String imports = "import type { components } from \"zoetrope-api-spec\";\n";
    assertThat(
            compile(
                imports
                    + "export const s: components[\"schemas\"][\"Health\"][\"status\"] = \"UP\";\n"))
        .isEmpty();
    assertThat(
            compile(
                imports + "export const s: components[\"schemas\"][\"Health\"][\"status\"] = 7;\n"))
        .contains("TS2322");
  }

  private String compile(String text) throws IOException, InterruptedException {
    Path source = folder.resolve("use.ts");
    Files.writeString(source, text);
    Path compiler = TARGET.resolve("npm/node_modules/typescript/bin/tsc").toAbsolutePath();
    return run(
        folder,
        "node",
        compiler.toString(),
        "--noEmit",
        "--strict",
        "--module",
        "nodenext",
        "use.ts");
  }

  private static String run(Path directory, String... command)
      throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    return output;
  }

  private static Path only(String suffix) throws IOException {
    try (Stream<Path> files = Files.list(TARGET)) {
      return files.filter(file -> file.toString().endsWith(suffix)).findFirst().orElseThrow();
    }
  }

  private static JsonNode bundle() throws IOException {
    return JSON.readTree(TARGET.resolve("classes/META-INF/openapi/zoetrope.json").toFile());
  }
}
