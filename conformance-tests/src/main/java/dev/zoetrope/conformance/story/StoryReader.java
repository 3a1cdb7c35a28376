package dev.zoetrope.conformance.story;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Reads the stories that are shipped with the suite: {@code stories/<tag>/<name>.yaml}. */
public final class StoryReader {
  private static final ObjectMapper YAML =
      new ObjectMapper(new YAMLFactory()).enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

  private StoryReader() {}

  /**
   * A story and where it stands.
   *
   * @param name {@code <tag>/<name>}
   */
  public record Named(String name, Story story) {}

  /** All of them, by name. */
  public static List<Named> all() {
    try {
      URI root = StoryReader.class.getResource("/stories").toURI();
      if (!root.getScheme().equals("jar")) {
        return below(Path.of(root));
      }
      try (FileSystem jar = FileSystems.newFileSystem(root, Map.of())) {
        return below(jar.getPath("/stories"));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the suite's own stories cannot be read", e);
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static List<Named> below(Path root) throws IOException {
    List<Named> stories = new ArrayList<>();
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".yaml")).sorted().toList()) {
        String name = root.relativize(file).toString().replace('\\', '/').replace(".yaml", "");
        stories.add(new Named(name, read(name, Files.readString(file))));
      }
    }
    return stories;
  }

  /**
   * Reads one.
   *
   * @throws IllegalArgumentException when it has not the form of a story
   */
  public static Story read(String name, String yaml) {
    try {
      return YAML.readValue(yaml, Story.class);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("story " + name + ": " + e.getOriginalMessage(), e);
    }
  }
}
