package dev.zoetrope.server.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zoetrope.server.testing.ContractHttp;
import dev.zoetrope.server.testing.ServerIT;
import dev.zoetrope.server.testing.TestRecordings;
import dev.zoetrope.server.testing.TestSql;
import dev.zoetrope.server.web.Contract;
import jakarta.inject.Inject;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Every operation of the contract against every scope and every kind of project and object id. */
abstract class AuthorizationIT extends ServerIT {
  private static final String NOT_FOR_KEYS = "This action does not support Personal API Key access";

  @Inject Contract contract;
  @Inject TestSql sql;
  @Inject TestRecordings recordings;

  private final Map<String, String> keys = new LinkedHashMap<>();
  private long foreign;

  @BeforeAll
  void aKeyForEachScopeAndAProjectOfAnotherOrganization() {
    Set<String> scopes = new TreeSet<>(Set.of("survey:read", "session_recording_playlist:write"));
    for (Contract.Operation operation : contract.operations()) {
      for (String scope : operation.scopes()) {
        scopes.add(scope.replaceFirst(":.*", ":read"));
        scopes.add(scope.replaceFirst(":.*", ":write"));
      }
    }
    scopes.forEach(scope -> keys.put(scope, sql.key(EMAIL, "[\"" + scope + "\"]")));
    UUID organization = UUID.randomUUID();
    sql.run(
        "INSERT INTO organization (id, name, slug, created_at)"
            + " VALUES (?, 'Elsewhere', ?, CURRENT_TIMESTAMP)",
        organization,
        organization.toString());
    sql.run(
        "INSERT INTO project (uuid, organization_id, token, name, timezone, created_at)"
            + " VALUES (?, ?, ?, 'Elsewhere', 'UTC', CURRENT_TIMESTAMP)",
        UUID.randomUUID(),
        organization,
        "phc_elsewhere");
    foreign = (Long) sql.column("SELECT id FROM project WHERE token = 'phc_elsewhere'").get(0);
    recordings.add(foreign, "of-another-project");
  }

  @Test
  void eachScopeAloneOpensExactlyWhatTheContractSays() {
    int opened = 0;
    for (Contract.Operation operation : privateOperations()) {
      for (Map.Entry<String, String> key : keys.entrySet()) {
        HttpResponse<String> response = call(operation, "1", "absent").key(key.getValue()).send();

        String label = operation.id() + " with " + key.getKey();
        if (operation.scopes().isEmpty() || !operation.security().contains("personalApiKey")) {
          assertThat(response.statusCode()).as(label).isEqualTo(403);
          assertThat(json(response).get("detail").asText()).as(label).isEqualTo(NOT_FOR_KEYS);
        } else if (opens(key.getKey(), operation.scopes())) {
          assertThat(response.statusCode()).as(label + response.body()).isNotIn(401, 403);
          opened++;
        } else {
          assertThat(response.statusCode()).as(label).isEqualTo(403);
          assertThat(json(response).get("detail").asText())
              .as(label)
              .isEqualTo(
                  "API key missing required scope '%s'"
                      .formatted(operation.scopes().iterator().next()));
        }
      }
    }
    assertThat(opened).isGreaterThan(50);
  }

  @Test
  void noOperationOpensAProjectOfAnotherOrganization() {
    for (Contract.Operation operation : projectOperations()) {
      HttpResponse<String> response =
          call(operation, Long.toString(foreign), "of-another-project").key(KEY).send();

      assertThat(response.statusCode()).as(operation.id()).isEqualTo(403);
      assertThat(json(response).get("detail").asText())
          .isEqualTo("You don't have access to the project.");
    }
    assertThat(sql.column("SELECT 1 FROM recording WHERE session_id = 'of-another-project'"))
        .hasSize(1);
  }

  @Test
  void whatAnotherProjectHasLooksLikeWhatNobodyHas() {
    for (Contract.Operation operation : projectOperations()) {
      if (operation.path().replace("{project_id}", "").contains("{")) {
        HttpResponse<String> theirs = call(operation, "1", "of-another-project").key(KEY).send();
        HttpResponse<String> nobodys = call(operation, "1", "of-nobody-at-all00").key(KEY).send();

        assertThat(theirs.statusCode()).as(operation.id()).isEqualTo(nobodys.statusCode());
        assertThat(theirs.body()).as(operation.id()).isEqualTo(nobodys.body());
      }
    }
    assertThat(sql.column("SELECT 1 FROM recording WHERE session_id = 'of-another-project'"))
        .hasSize(1);
  }

  @Test
  void strangeProjectIdsAreNotFound() {
    for (Contract.Operation operation : projectOperations()) {
      for (String id : List.of("0", "-1", "9223372036854775808", "1e3", "..%2F1", "@me", "%00")) {
        HttpResponse<String> response = call(operation, id, "absent").key(KEY).send();

        assertThat(response.statusCode()).as(operation.id() + " of " + id).isIn(400, 404);
      }
    }
  }

  @Test
  void aKeyScopedToAnOrganizationOpensNoOther() {
    String organization =
        json(http.post("/api/organizations/").key(KEY).json("{\"name\":\"Scoped\"}").send())
            .get("id")
            .asText();
    String key = sql.key(EMAIL, "[\"*\"]");
    sql.run(
        "UPDATE personal_api_key SET scoped_organizations = ? WHERE secure_value = ?",
        "[\"" + organization + "\"]",
        dev.zoetrope.server.crypto.Tokens.hash(key));

    HttpResponse<String> response =
        http.get("/api/environments/1/session_recordings/").key(key).send();

    assertThat(response.statusCode()).isEqualTo(403);
    assertThat(json(response).get("detail").asText())
        .isEqualTo(
            "API key does not have access to the requested organization: ID "
                + sql.column("SELECT organization_id FROM project WHERE id = 1").get(0)
                + ".");
    assertThat(http.get("/api/projects/").key(key).send().statusCode()).isEqualTo(200);
    assertThat(http.get("/api/users/@me/").key(key).send().statusCode()).isEqualTo(200);
  }

  @Test
  void whoLeavesTheOrganizationLosesItsProjects() {
    String key = sql.member("leaver@example.com", "[\"*\"]");
    assertThat(list(key).statusCode()).isEqualTo(200);
    sql.run(
        "DELETE FROM membership WHERE user_id ="
            + " (SELECT id FROM app_user WHERE email = 'leaver@example.com')");
    // What another server changed counts within five seconds.
    String fresh = sql.key("leaver@example.com", "[\"*\"]");

    assertThat(list(fresh).statusCode()).isEqualTo(403);
    assertThat(json(list(fresh)).get("detail").asText())
        .isEqualTo("You don't have access to the project.");
  }

  @Test
  void theKeyOfAnInactiveUserIsInvalid() {
    String key = sql.member("inactive@example.com", "[\"*\"]");
    sql.run("UPDATE app_user SET active = FALSE WHERE email = 'inactive@example.com'");

    HttpResponse<String> response = list(key);

    assertThat(response.statusCode()).isEqualTo(401);
    assertThat(json(response).get("detail").asText())
        .isEqualTo("Personal API key found in request Authorization header is invalid.");
  }

  private HttpResponse<String> list(String key) {
    return http.get("/api/environments/1/session_recordings/").key(key).send();
  }

  private static boolean opens(String held, Set<String> needed) {
    return needed.contains(held) || needed.contains(held.replaceFirst(":write$", ":read"));
  }

  private List<Contract.Operation> privateOperations() {
    return contract.operations().stream().filter(Authorizer::isPrivate).toList();
  }

  private List<Contract.Operation> projectOperations() {
    List<Contract.Operation> operations = new ArrayList<>(privateOperations());
    operations.removeIf(operation -> !operation.path().contains("{project_id}"));
    assertThat(operations).hasSizeGreaterThan(20);
    return operations;
  }

  private ContractHttp.Call call(Contract.Operation operation, String project, String object) {
    String path = operation.path().replace("{project_id}", project).replaceAll("\\{[^}]*}", object);
    ContractHttp.Call call = http.call(operation.method().toUpperCase(java.util.Locale.ROOT), path);
    return operation.node().has("requestBody") ? call.json("{}") : call;
  }
}
