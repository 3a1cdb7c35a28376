package dev.zoetrope.spec;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Build step: reads {@code openapi/openapi.yaml} with everything it refers to and writes the
 * published bundle (YAML and JSON) and the generator's input.
 *
 * <p>Arguments: the index file, the folder of the published bundle, the folder of the generator's
 * input.
 */
public final class BundleCommand {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final ObjectMapper YAML =
      new ObjectMapper(
          new YAMLFactory()
              .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
              .disable(YAMLGenerator.Feature.SPLIT_LINES)
              .enable(YAMLGenerator.Feature.INDENT_ARRAYS_WITH_INDICATOR)
              .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
              .enable(YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS));

  private BundleCommand() {}

  public static void main(String[] args) throws IOException {
    Path index = Path.of(args[0]);
    Path published = Path.of(args[1]);
    Path codegen = Path.of(args[2]);

    ObjectNode bundle = new SpecBundler(YAML).bundle(index);
    Files.createDirectories(published);
    Files.createDirectories(codegen);
    write(published.resolve("zoetrope.yaml"), YAML.writeValueAsBytes(bundle));
    write(
        published.resolve("zoetrope.json"),
        JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(bundle));
    write(
        published.resolve("divergences.md"),
        DivergenceTable.of(bundle).getBytes(StandardCharsets.UTF_8));
    write(
        codegen.resolve("zoetrope-server.json"),
        JSON.writerWithDefaultPrettyPrinter()
            .writeValueAsBytes(GeneratorHints.annotate(bundle.deepCopy())));
    write(
        codegen.resolve("zoetrope-client.json"),
        JSON.writerWithDefaultPrettyPrinter()
            .writeValueAsBytes(ClientDocument.of(bundle.deepCopy())));
  }

  /** Leaves an unchanged file alone, so that later build steps see no change either. */
  private static void write(Path file, byte[] content) throws IOException {
    if (!Files.exists(file) || !java.util.Arrays.equals(Files.readAllBytes(file), content)) {
      Files.write(file, content);
    }
  }
}
