package dev.zoetrope.server.instance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EnvironmentCheckTest {
  private static final Pattern USED = Pattern.compile("\\$\\{zoetrope\\.([a-z.-]+)[:}]");
  private static final Pattern CONFIGURATION =
      Pattern.compile(
          "@ConfigurationProperties\\(\"([a-z.]+)\"\\)\\s+(?:public )?record \\w+\\((.*?)\\)\\s*\\{",
          Pattern.DOTALL);
  private static final Pattern BOOTSTRAP = Pattern.compile("given\\(\"([a-z.]+)\"");

  @Test
  void aMisspelledNameIsNamedWithTheNearestOne() {
    assertThat(
            EnvironmentCheck.complaints(
                Map.of("ZOETROPE_PRT", "1", "PATH", "/bin", "ZOETROPE_HOST", "::1")))
        .containsExactly("ZOETROPE_PRT is no setting of this server; the nearest is ZOETROPE_PORT");
  }

  @ParameterizedTest
  @CsvSource({
    "PORT, abc",
    "PORT, 0",
    "PORT, 65536",
    "CAPTURE_MAX_AGE, abc",
    "CAPTURE_MAX_AGE, -1d",
    "STORAGE_MIN_FREE, abc",
    "STORAGE_MIN_FREE, 1TB",
    "STORAGE_COMPACT_BELOW, 1.5",
    "STORAGE_QUIET_PERIOD, 10",
    "WEB_MAX_BODY, 1MB",
    "WEB_MAX_BODY, 99999999999",
    "WEB_TRUST_FORWARDED, yes",
    "SDK_CANVAS, 1",
    "SDK_CANVAS_QUALITY, high",
    "SDK_MINIMUM_DURATION_MS, 2s",
    "RATE_DEFAULT_PER_MINUTE, 0",
    "DATABASE_URL, postgres://host/name",
    "BOOTSTRAP_EMAIL, ada",
    "BOOTSTRAP_PROJECT_TOKEN, phx_secret",
    "LOG_FORMAT, xml",
    "HOST, ''",
    "BOOTSTRAP_PASSWORD, ' '",
  })
  void aValueOfAnotherFormIsNamedWithTheFormItShouldHave(String name, String value) {
    assertThat(EnvironmentCheck.complaints(Map.of("ZOETROPE_" + name, value)))
        .singleElement()
        .asString()
        .startsWith("ZOETROPE_" + name + " is ");
  }

  @Test
  void theDefaultsHaveTheFormTheyAskFor() {
    EnvironmentCheck.effective(Map.of())
        .lines()
        .map(line -> line.split("\\s+"))
        .filter(line -> line.length == 3 && line[1].matches(".*\\d.*"))
        .forEach(
            line -> assertThat(EnvironmentCheck.complaints(Map.of(line[0], line[1]))).isEmpty());
  }

  @Test
  void aSecretOfAnotherFormIsNotShown() {
    assertThat(EnvironmentCheck.complaints(Map.of("ZOETROPE_BOOTSTRAP_PERSONAL_API_KEY", "a b")))
        .singleElement()
        .asString()
        .doesNotContain("a b");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "jdbc:postgresql://db/z?user=ada&password=hunter2&ssl=true",
        "jdbc:postgresql://ada:hunter2@db/z",
        "jdbc:h2:file:./x;PASSWORD=hunter2;MODE=PostgreSQL"
      })
  void aPasswordInsideAnAddressIsNotShown(String url) {
    assertThat(EnvironmentCheck.effective(Map.of("ZOETROPE_DATABASE_URL", url)))
        .contains(url.substring(0, 16))
        .doesNotContain("hunter2");
  }

  @Test
  void aPasswordInsideAnAddressOfAnotherFormIsNotShown() {
    assertThat(
            EnvironmentCheck.complaints(
                Map.of("ZOETROPE_DATABASE_URL", "postgres://ada:hunter2@db/z")))
        .singleElement()
        .asString()
        .contains("postgres://ada:(secret)@db/z")
        .doesNotContain("hunter2");
  }

  @Test
  void aPortInsideAnAddressIsNoPassword() {
    assertThat(EnvironmentCheck.withoutPassword("jdbc:postgresql://db:5432/z?password=hunter2"))
        .isEqualTo("jdbc:postgresql://db:5432/z?password=(secret)");
  }

  @Test
  void secretsAreNotShown() {
    assertThat(EnvironmentCheck.effective(Map.of("ZOETROPE_DATABASE_PASSWORD", "hunter2")))
        .contains("ZOETROPE_DATABASE_PASSWORD")
        .doesNotContain("hunter2");
  }

  /** The list of names and what the code reads cannot drift apart. */
  @Test
  void everySettingTheCodeReadsIsListed() throws IOException {
    Set<String> used = new TreeSet<>();
    for (String root : new String[] {"src/main/java", "src/main/resources"}) {
      try (Stream<Path> files = Files.walk(Path.of(root))) {
        for (Path file : files.filter(f -> f.toString().matches(".*\\.(java|yml)")).toList()) {
          String text = Files.readString(file, StandardCharsets.UTF_8);
          Matcher names = USED.matcher(text);
          while (names.find()) {
            used.add(environmentName(names.group(1)));
          }
          Matcher bootstrap = BOOTSTRAP.matcher(text);
          used.addAll(componentsOfConfiguration(text));
          while (bootstrap.find()) {
            used.add(environmentName("bootstrap." + bootstrap.group(1)));
          }
        }
      }
    }

    assertThat(EnvironmentCheck.names()).containsAll(used);
  }

  /** The names that a record of settings binds. */
  private static Set<String> componentsOfConfiguration(String source) {
    Set<String> names = new TreeSet<>();
    Matcher record = CONFIGURATION.matcher(source);
    if (record.find()) {
      for (String component : record.group(2).split(",\\s*\n", -1)) {
        String name = component.strip().replaceAll(".*\\s", "");
        names.add(
            environmentName(
                record.group(1).replaceFirst("zoetrope[.]", "")
                    + "."
                    + name.replaceAll("([A-Z])", "-$1")));
      }
    }
    return names;
  }

  private static String environmentName(String property) {
    return "ZOETROPE_" + property.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
  }
}
