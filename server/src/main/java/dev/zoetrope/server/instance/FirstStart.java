package dev.zoetrope.server.instance;

import dev.zoetrope.server.accounts.Bootstrap;
import dev.zoetrope.server.accounts.Bootstrap.Secrets;
import dev.zoetrope.server.crypto.Tokens;
import io.micronaut.context.annotation.Value;
import io.micronaut.context.env.Environment;
import io.micronaut.context.event.StartupEvent;
import io.micronaut.runtime.event.annotation.EventListener;
import io.micronaut.runtime.server.event.ServerStartupEvent;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * The first start on an empty database: creates the accounts and shows their secrets, once on the
 * terminal and in {@code first-start.txt} (mode 0600) of the data directory (B-060).
 */
@Singleton
class FirstStart {
  private final Bootstrap bootstrap;
  private final Environment environment;
  private final Path file;

  /** Is there for as long as nobody was shown the file's content. */
  private final Path unseen;

  private final String url;

  FirstStart(
      Bootstrap bootstrap,
      Environment environment,
      @Value("${zoetrope.data.dir}") String dataDirectory,
      @Value("${zoetrope.host}") String host,
      @Value("${zoetrope.port}") int port) {
    this.url = "http://%s:%d".formatted(host.equals("0.0.0.0") ? "127.0.0.1" : host, port);
    this.bootstrap = bootstrap;
    this.environment = environment;
    this.file = Path.of(dataDirectory, "first-start.txt");
    this.unseen = Path.of(dataDirectory, "first-start.unseen");
  }

  /** Before the port opens: traffic for the project's token must never meet an empty database. */
  @EventListener
  void onStart(StartupEvent event) {
    Secrets wanted =
        new Secrets(
            given("project.token", Tokens.random("phc_")),
            given("personal.api.key", Tokens.random("phx_")),
            given("email", "admin@localhost.localdomain"),
            given("password", Tokens.random("")));
    bootstrap.run(wanted, secrets -> keep(text(secrets, url)));
    FreshDatabase.complete(file.getParent());
  }

  /**
   * Only when the server really listens; if it never did, the next start shows what this one made.
   */
  @EventListener
  void onListening(ServerStartupEvent event) {
    try {
      if (Files.exists(unseen)) {
        // Whoever has removed the file has seen it.
        if (Files.exists(file)) {
          System.out.println(Files.readString(file));
        }
        Files.delete(unseen);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }

  private String given(String name, String otherwise) {
    return environment
        .getProperty("zoetrope.bootstrap." + name, String.class)
        .filter(value -> !value.isBlank())
        .orElse(otherwise);
  }

  private boolean isGiven(String name) {
    return environment
        .getProperty("zoetrope.bootstrap." + name, String.class)
        .filter(value -> !value.isBlank())
        .isPresent();
  }

  private String text(Secrets secrets, String url) {
    String snippet =
        """
        <script src="%1$s/static/array.js"></script>
        <script>posthog.init("%2$s", { api_host: "%1$s" })</script>"""
            .formatted(url, secrets.projectToken());
    return """

        Zoetrope is ready at %s

          project token     %s
          personal API key  %s
          login             %s
          password          %s

        Paste this into your site:

        %s

        Or record yourself now: %s/demo
        This is shown once; it is kept in %s
        """
        .formatted(
            url,
            shown("project.token", secrets.projectToken()),
            shown("personal.api.key", secrets.apiKey()),
            secrets.email(),
            shown("password", secrets.password()),
            snippet,
            url,
            file);
  }

  /** A secret that came from the environment is known to whoever set it. */
  private String shown(String name, String secret) {
    return isGiven(name) && !name.equals("project.token")
        ? "(as given in the environment)"
        : secret;
  }

  private void keep(String text) {
    try {
      Files.createDirectories(file.getParent());
      Files.deleteIfExists(file);
      write(file, text);
      Files.deleteIfExists(unseen);
      write(unseen, "");
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + file, e);
    }
  }

  private static void write(Path path, String text) throws IOException {
    Files.createFile(
        path, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.write(
        path,
        text.getBytes(StandardCharsets.UTF_8),
        StandardOpenOption.WRITE,
        StandardOpenOption.SYNC);
  }
}
