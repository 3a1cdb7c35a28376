package dev.zoetrope.client;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The Javadoc of everything users see, generated code included, is made without a warning. */
class JavadocTest {
  private static final List<Path> SOURCES =
      List.of(Path.of("src/main/java"), Path.of("target/generated-sources/openapi/src/main/java"));

  @TempDir Path folder;

  @Test
  void itHasNoWarnings() throws IOException {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "-quiet",
                "-Xdoclint:all,-missing",
                "-encoding",
                "UTF-8",
                "-classpath",
                System.getProperty("java.class.path"),
                "-d",
                folder.toString()));
    for (Path source : SOURCES) {
      try (Stream<Path> files = Files.walk(source)) {
        files.map(Path::toString).filter(file -> file.endsWith(".java")).forEach(arguments::add);
      }
    }
    StringWriter output = new StringWriter();
    PrintWriter writer = new PrintWriter(output);
    ToolProvider.findFirst("javadoc")
        .orElseThrow()
        .run(writer, writer, arguments.toArray(String[]::new));
    assertEquals("", output.toString());
  }
}
