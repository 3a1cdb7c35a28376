package dev.zoetrope.server.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.zoetrope.server.testing.ContractHttp;
import dev.zoetrope.server.testing.ServerIT;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * Read from the document itself, not through the server's eyes: no spelling of a private operation
 * is open to who presents nothing, and a scope opens it under every one.
 */
abstract class NoCredentialsIT extends ServerIT {
  private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch");

  private record Address(String id, String method, String path, boolean forKeys) {}

  @Test
  void everySpellingOfEveryPrivateOperationAsksForCredentials() throws IOException {
    List<Address> addresses = addresses();
    for (Address address : addresses) {
      HttpResponse<String> response = call(address).send();

      assertThat(response.statusCode()).as(address.toString()).isEqualTo(401);
      assertThat(response.headers().firstValue("WWW-Authenticate"))
          .as(address.toString())
          .hasValue("Bearer");
      assertThat(json(response).get("code").asText()).isEqualTo("not_authenticated");
    }
    assertThat(addresses).hasSizeGreaterThan(80);
  }

  @Test
  void strangeSpellingsAreNoWayAround() throws IOException {
    for (Address address : addresses()) {
      for (String path :
          List.of(
              "/./" + address.path(),
              address.path().replaceFirst("/api/", "/api//"),
              address.path().replaceFirst("/api/", "/api/./"),
              address.path().replaceFirst("/api/", "/static/../api/"),
              address.path().replaceFirst("/api/", "/%61pi/"),
              address.path().replaceFirst("/api/", "/API/"),
              address.path().replaceFirst("/api/", "/e/api/"),
              address.path().replaceFirst("(/?)$", ";x=1$1"),
              address.path() + "?x=1",
              address.path() + "%3F")) {
        HttpResponse<String> response =
            call(new Address(address.id(), address.method(), path, true))
                .outsideTheContract()
                .send();

        assertThat(response.statusCode())
            .as(address.method() + " " + path + " -> " + response.body())
            .isIn(400, 401, 404, 405);
      }
    }
  }

  @Test
  void aHeadOfAPrivateOperationAsksForCredentialsToo() throws IOException {
    for (Address address : addresses()) {
      if (address.method().equals("get")) {
        assertThat(http.call("HEAD", address.path()).outsideTheContract().send().statusCode())
            .as(address.toString())
            .isEqualTo(401);
      }
    }
  }

  @Test
  void theFullKeyOpensWhatIsForKeysUnderEverySpelling() throws IOException {
    for (Address address : addresses()) {
      int status = call(address).key(KEY).send().statusCode();

      if (address.forKeys()) {
        assertThat(status).as(address.toString()).isNotIn(401, 403);
      } else {
        assertThat(status).as(address.toString()).isEqualTo(403);
      }
    }
  }

  private ContractHttp.Call call(Address address) {
    String method = address.method().toUpperCase(Locale.ROOT);
    ContractHttp.Call call = http.call(method, address.path());
    return method.equals("GET") || method.equals("DELETE") ? call : call.json("{}");
  }

  private static List<Address> addresses() throws IOException {
    JsonNode document;
    try (InputStream in =
        NoCredentialsIT.class.getResourceAsStream("/META-INF/openapi/zoetrope.json")) {
      document = json(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    }
    List<Address> addresses = new ArrayList<>();
    for (var path : document.get("paths").properties()) {
      for (var member : path.getValue().properties()) {
        JsonNode operation = member.getValue();
        String security =
            (operation.has("security") ? operation.get("security") : document.get("security"))
                .toString();
        if (METHODS.contains(member.getKey()) && security.matches(".*(ApiKey|Cookie).*")) {
          for (String spelling : spellings(document, path.getKey(), operation)) {
            addresses.add(
                new Address(
                    operation.get("operationId").asText(),
                    member.getKey(),
                    spelling.replace("{project_id}", "1").replaceAll("\\{[^}]*}", "absent"),
                    security.contains("personalApiKey")
                        && operation.path("x-required-scopes").size() > 0));
          }
        }
      }
    }
    return addresses;
  }

  private static Set<String> spellings(JsonNode document, String path, JsonNode operation) {
    Set<String> all = new LinkedHashSet<>(Set.of(path));
    operation.path("x-also-at").forEach(also -> all.add(also.asText()));
    for (JsonNode rule : document.get("x-path-aliases")) {
      List.copyOf(all)
          .forEach(p -> all.add(p.replace(rule.get("path").asText(), rule.get("alias").asText())));
    }
    List.copyOf(all)
        .forEach(p -> all.add(p.endsWith("/") ? p.substring(0, p.length() - 1) : p + "/"));
    return all;
  }
}
