package dev.zoetrope.server.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Design 2.8: a class written by hand has 300 lines at most, half of them about 50. */
class SizeTest {
  private static final int MOST = 300;

  /** A test class is a list of cases; it may be longer, not endless. */
  private static final int MOST_OF_A_TEST = 700;

  private static final Path ROOT = Path.of("").toAbsolutePath().getParent();

  @Test
  void noClassIsTooLong() throws IOException {
    assertThat(sources().filter(file -> lines(file) > most(file)).map(SizeTest::described).toList())
        .isEmpty();
  }

  @Test
  void mostClassesAreShort() throws IOException {
    List<Long> lengths = sources().map(SizeTest::lines).sorted().toList();

    assertThat(lengths).hasSizeGreaterThan(100);
    assertThat(lengths.get(lengths.size() / 2)).isLessThanOrEqualTo(100);
    assertThat(lengths.get(lengths.size() * 9 / 10)).isLessThanOrEqualTo(220);
  }

  /** All modules, production code and tests; nothing generated lives below {@code src}. */
  private static Stream<Path> sources() throws IOException {
    return Stream.of("api-spec-module", "server", "client", "conformance-tests", "benchmarks")
        .map(module -> ROOT.resolve(module).resolve("src"))
        .filter(Files::isDirectory)
        .flatMap(SizeTest::javaFiles);
  }

  private static Stream<Path> javaFiles(Path directory) {
    try (Stream<Path> files = Files.walk(directory)) {
      return files.filter(file -> file.toString().endsWith(".java")).toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int most(Path file) {
    return file.toString().contains("/src/test/") ? MOST_OF_A_TEST : MOST;
  }

  private static long lines(Path file) {
    try (Stream<String> lines = Files.lines(file)) {
      return lines.count();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String described(Path file) {
    return ROOT.relativize(file) + " has " + lines(file) + " lines";
  }
}
