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

class EnvironmentCheckTest {
  private static final Pattern USED = Pattern.compile("\\$\\{zoetrope\\.([a-z.-]+)[:}]");
  private static final Pattern CONFIGURATION =
      Pattern.compile(
          "@ConfigurationProperties\\(\"([a-z.]+)\"\\)\\s+(?:public )?record \\w+\\((.*?)\\)\\s*\\{",
          Pattern.DOTALL);
  private static final Pattern BOOTSTRAP = Pattern.compile("given\\(\"([a-z.]+)\"");

  @Test
  void aMisspelledNameIsNamedWithTheNearestOne() {
    assertThat(EnvironmentCheck.complaints(Set.of("ZOETROPE_PRT", "PATH", "ZOETROPE_HOST")))
        .containsExactly("ZOETROPE_PRT is no setting of this server; the nearest is ZOETROPE_PORT");
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
