package dev.zoetrope.conformance;

import dev.zoetrope.conformance.remote.BundledServer;
import dev.zoetrope.conformance.remote.Capability;
import dev.zoetrope.conformance.remote.Target;
import dev.zoetrope.conformance.remote.Wire;
import dev.zoetrope.conformance.report.Case.Outcome;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The suite on the command line. Ends with 0 when everything was proved, 1 when something failed, 2
 * when it could not begin, 3 when nothing failed and not everything was proved.
 */
public final class Command {
  private static final String USAGE =
      """
      java -jar zoetrope-conformance.jar [options]

        --url URL           the server to look at; without it, the bundled one is started
        --key KEY           a personal API key with all scopes
        --token TOKEN       the project token of the key owner's current project, for capture
        --email, --password who may log in
        --without NAMES     what the target lacks: capture, write, accounts, assistant, login
        --only NAMES        only these parts
        --requests NUMBER   how many requests are generated (20000)
        --mutants NUMBER    how many wrong documents are tried (0: all there are)
        --seed NUMBER       of what is random (1); the same seed means the same requests
        --report DIRECTORY  where conformance.xml and conformance.html go (conformance-report)

      Each may also be said by the environment: ZOETROPE_TARGET_URL, _KEY, _TOKEN, ...
      """;

  private final Map<String, String> options;

  private Command(Map<String, String> options) {
    this.options = options;
  }

  /** Runs the suite. */
  public static void main(String[] arguments) throws IOException {
    // The validator logs what the reports say anyway.
    System.setProperty("slf4j.internal.verbosity", "ERROR");
    Optional<Map<String, String>> options = Options.read(arguments, System.getenv());
    if (options.isEmpty()) {
      System.err.print(USAGE);
      System.exit(2);
    }
    System.exit(new Command(options.get()).run());
  }

  private int run() throws IOException {
    List<String> only = list("only");
    List<String> unknown = new ArrayList<>(only);
    unknown.removeAll(Suite.partNames());
    if (!unknown.isEmpty()) {
      return refuse("there is no part " + unknown + ", only " + Suite.partNames());
    }
    if (!options.containsKey("url")) {
      try (BundledServer server = BundledServer.start(Map.of())) {
        return run(server.target(), only);
      }
    }
    Set<Capability> capabilities = EnumSet.allOf(Capability.class);
    capabilities.remove(Capability.STRAIN);
    for (String label : list("without")) {
      Optional<Capability> capability = Capability.of(label);
      if (capability.isEmpty()) {
        return refuse("there is no capability " + label);
      }
      capabilities.remove(capability.get());
    }
    if (!options.containsKey("key")) {
      return refuse("--key is needed to look at another server");
    }
    if (!options.containsKey("token")) {
      capabilities.remove(Capability.CAPTURE);
    }
    boolean login = options.containsKey("email") && options.containsKey("password");
    if (!login) {
      capabilities.remove(Capability.LOGIN);
    }
    return run(
        new Target(
            URI.create(options.get("url")),
            options.get("key"),
            Optional.ofNullable(options.get("token")),
            login
                ? Optional.of(new Target.Login(options.get("email"), options.get("password")))
                : Optional.empty(),
            capabilities),
        only);
  }

  private int run(Target target, List<String> only) throws IOException {
    Effort effort;
    try {
      effort =
          new Effort(
              (int) number("requests", Effort.NORMAL.requests()),
              (int) number("mutants", Effort.NORMAL.mutants()),
              number("seed", Effort.NORMAL.seed()));
    } catch (NumberFormatException e) {
      return refuse("--requests, --mutants and --seed are numbers");
    }
    Optional<String> obstacle = obstacle(target);
    if (obstacle.isPresent()) {
      return refuse(obstacle.get());
    }
    Suite suite = new Suite(new Wire(target), effort).run(only);
    Path report = Path.of(options.getOrDefault("report", "conformance-report"));
    suite.report(report);
    System.out.print(suite.summary());
    System.out.println("report: " + report.resolve("conformance.html"));
    if (suite.has(Outcome.FAILED)) {
      return 1;
    }
    return suite.has(Outcome.NOT_PROVED) ? 3 : 0;
  }

  /** Why nothing can be proved at all: nobody answers, or the key does not open. */
  private static Optional<String> obstacle(Target target) {
    HttpRequest who =
        HttpRequest.newBuilder(target.base().resolve("/api/users/@me/"))
            .timeout(Duration.ofSeconds(20))
            .header("Authorization", "Bearer " + target.key())
            .build();
    try {
      int status =
          HttpClient.newHttpClient().send(who, HttpResponse.BodyHandlers.discarding()).statusCode();
      return status == 200
          ? Optional.empty()
          : Optional.of(target.base() + " refuses the key: GET /api/users/@me/ answers " + status);
    } catch (IOException e) {
      return Optional.of(target.base() + " does not answer: " + e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.of("interrupted");
    }
  }

  private long number(String option, long otherwise) {
    return options.containsKey(option) ? Long.parseLong(options.get(option)) : otherwise;
  }

  private List<String> list(String option) {
    String value = options.getOrDefault(option, "");
    return value.isBlank() ? List.of() : List.of(value.split("\\s*,\\s*"));
  }

  private static int refuse(String why) {
    System.err.println(why);
    return 2;
  }
}
