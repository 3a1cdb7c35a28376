package dev.zoetrope.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.zoetrope.server.testing.OnH2;
import dev.zoetrope.server.testing.ServerIT;
import io.micronaut.web.router.Router;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The router and the contract name the same operations, in both directions. */
class RoutesMatchContractIT extends ServerIT implements OnH2 {
  private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch");

  @Inject Router router;

  @Test
  void theServerHasNoRouteThatTheContractLacks() throws IOException {
    Set<String> undocumented = new TreeSet<>(routes());
    undocumented.removeAll(documented());

    assertThat(undocumented).isEmpty();
  }

  @Test
  void theServerHasEveryRouteOfTheContract() throws IOException {
    Set<String> missing = new TreeSet<>(documented());
    missing.removeAll(routes());

    assertThat(missing).isEmpty();
  }

  /**
   * Method and template without trailing slash, which is how the router reports them. HEAD comes
   * with every GET and OPTIONS with CORS: HTTP promises both, so the contract does not list them.
   */
  private Set<String> routes() {
    return router
        .uriRoutes()
        .filter(route -> METHODS.contains(route.getHttpMethodName().toLowerCase(Locale.ROOT)))
        .map(
            route ->
                route.getHttpMethodName() + " " + slashless(route.getUriMatchTemplate().toString()))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> documented() throws IOException {
    JsonNode contract;
    try (InputStream in =
        RoutesMatchContractIT.class.getResourceAsStream("/META-INF/openapi/zoetrope.json")) {
      contract = json(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    }
    Set<String> operations = new TreeSet<>();
    for (var path : contract.get("paths").properties()) {
      for (var member : path.getValue().properties()) {
        if (METHODS.contains(member.getKey())) {
          String method = member.getKey().toUpperCase(Locale.ROOT);
          for (String uri : spellings(contract, path.getKey(), member.getValue())) {
            operations.add(method + " " + slashless(uri));
          }
        }
      }
    }
    return operations;
  }

  private static List<String> spellings(JsonNode contract, String path, JsonNode operation) {
    List<String> uris = new ArrayList<>(List.of(path));
    operation.path("x-also-at").forEach(also -> uris.add(also.asText()));
    for (JsonNode rule : contract.path("x-path-aliases")) {
      String prefix = rule.get("path").asText() + "/";
      for (String uri : List.copyOf(uris)) {
        if (uri.startsWith(prefix)) {
          uris.add(rule.get("alias").asText() + "/" + uri.substring(prefix.length()));
        }
      }
    }
    return uris;
  }

  private static String slashless(String uri) {
    return uri.length() > 1 && uri.endsWith("/") ? uri.substring(0, uri.length() - 1) : uri;
  }
}
