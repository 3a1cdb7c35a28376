package dev.zoetrope.server.subscriptions;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.zoetrope.server.crypto.Tokens;
import dev.zoetrope.server.testing.ServerIT;
import dev.zoetrope.server.testing.TestSql;
import jakarta.inject.Inject;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

abstract class SubscriptionsIT extends ServerIT {
  private static final String LIST = "/api/environments/1/subscriptions/";
  private static final Instant NOW = Instant.parse("2025-06-10T12:00:00Z");

  @Inject TestSql sql;

  private long insight;
  private long dashboard;

  @BeforeAll
  void somethingToSend() {
    insight = created("/api/projects/1/insights/", "{\"name\":\"Signups\"}");
    dashboard = created("/api/projects/1/dashboards/", "{\"name\":\"Growth\"}");
  }

  @BeforeEach
  void aTuesday() {
    clock.set(NOW);
  }

  @Test
  void createAnswersEveryMemberInOrder() {
    HttpResponse<String> response = post(body("\"title\":\"Weekly\",\"invite_message\":\"Hi\""));

    assertThat(response.statusCode()).as(response.body()).isEqualTo(201);
    JsonNode created = json(response);
    assertThat(created.fieldNames())
        .toIterable()
        .containsExactly(
            "id",
            "dashboard",
            "insight",
            "target_type",
            "target_value",
            "frequency",
            "interval",
            "byweekday",
            "bysetpos",
            "count",
            "start_date",
            "until_date",
            "created_at",
            "created_by",
            "deleted",
            "title",
            "summary",
            "next_delivery_date",
            "invite_message");
    assertThat(created.get("insight").asLong()).isEqualTo(insight);
    assertThat(created.get("dashboard").isNull()).isTrue();
    assertThat(created.get("interval").asInt()).isEqualTo(1);
    assertThat(created.get("byweekday").isNull()).isTrue();
    assertThat(created.get("deleted").booleanValue()).isFalse();
    assertThat(created.get("created_at").asText()).isEqualTo("2025-06-10T12:00:00Z");
    assertThat(created.get("summary").asText()).isEqualTo("sent every week");
    assertThat(created.get("next_delivery_date").asText()).isEqualTo("2025-06-14T00:00:00Z");
    assertThat(created.get("invite_message").isNull()).isTrue();
    assertThat(created.at("/created_by/email").asText()).isEqualTo(EMAIL);
    assertThat(created.get("created_by").fieldNames())
        .toIterable()
        .containsExactly(
            "id",
            "uuid",
            "distinct_id",
            "first_name",
            "last_name",
            "email",
            "is_email_verified",
            "hedgehog_config",
            "role_at_organization");
    assertThat(json(get(created))).isEqualTo(created);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{}|required|This field is required.|target_type",
        "{'target_type':'email'}|required|This field is required.|target_value",
        "{'target_type':'email','target_value':'a@b.co'}|required|This field is required.|frequency",
        "{'target_type':'email','target_value':'a@b.co','frequency':'daily'}|required|This field is required.|start_date",
        "{'target_type':'sms'}|invalid_choice|\"sms\" is not a valid choice.|target_type",
        "{'target_type':null}|null|This field may not be null.|target_type",
        "{'target_type':'email','target_value':' '}|blank|This field may not be blank.|target_value",
        "{'target_type':'email','target_value':true}|invalid_input|Not a valid string.|target_value",
        "{'insight':'x'}|incorrect_type|Incorrect type. Expected pk value, received str.|insight",
        "{'dashboard':true}|incorrect_type|Incorrect type. Expected pk value, received bool.|dashboard",
        "{'dashboard':[1]}|incorrect_type|Incorrect type. Expected pk value, received list.|dashboard",
        "{'dashboard':99999999999999999999}|does_not_exist|Invalid pk \"99999999999999999999\" - object does not exist.|dashboard",
      })
  void incompleteBodiesAreRefused(String body, String code, String detail, String attr) {
    assertRefused(post(body.replace('\'', '"')), code, detail, attr);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'interval':0|min_value|Ensure this value is greater than or equal to 1.|interval",
        "'interval':-1|min_value|Ensure this value is greater than or equal to 1.|interval",
        "'interval':null|null|This field may not be null.|interval",
        "'interval':2.5|invalid_input|A valid integer is required.|interval",
        "'interval':2147483648|max_value|Ensure this value is less than or equal to 2147483647.|interval",
        "'count':0|min_value|Ensure this value is greater than or equal to 1.|count",
        "'count':-1|min_value|Ensure this value is greater than or equal to 1.|count",
        "'bysetpos':0|invalid_input|Ensure this value is not 0.|bysetpos",
        "'bysetpos':367|max_value|Ensure this value is less than or equal to 366.|bysetpos",
        "'bysetpos':-367|min_value|Ensure this value is greater than or equal to -366.|bysetpos",
        "'byweekday':'monday'|not_a_list|Expected a list of items but got type \"str\".|byweekday",
        "'byweekday':['monday','Tue']|invalid_choice|\"Tue\" is not a valid choice.|byweekday__1",
        "'frequency':'hourly'|invalid_choice|\"hourly\" is not a valid choice.|frequency",
        "'start_date':'soon'|invalid_input|Datetime has wrong format. Use one of these formats instead: YYYY-MM-DDThh:mm[:ss[.uuuuuu]][+HH:MM|-HH:MM|Z].|start_date",
        "'deleted':'perhaps'|invalid_input|Must be a valid boolean.|deleted",
        "'insight':999|does_not_exist|Invalid pk \"999\" - object does not exist.|insight",
        "'dashboard':999|does_not_exist|Invalid pk \"999\" - object does not exist.|dashboard",
        "'insight':null|invalid_input|Either dashboard or insight is required for an export.|",
        "'target_value':'nobody'|invalid_input|Enter a valid email address.|target_value",
        "'target_value':'a@b.co\\nBcc: c@d.co'|invalid_input|Control characters are not allowed.|target_value",
        "'target_value':'a\\u0000@b.co'|null_characters_not_allowed|Null characters are not allowed.|target_value",
        "'target_type':'slack'|invalid_input|Enter a valid Slack channel, such as C1234|#channel.|target_value",
        "'target_type':'webhook','target_value':'ftp://b.co'|invalid_input|Invalid webhook URL: the scheme must be http or https|target_value",
      })
  void badMembersAreRefused(String line) {
    // A detail may hold the delimiter: the first two and the last column are what they are.
    String[] parts = line.split("\\|", -1);
    String detail = String.join("|", List.of(parts).subList(2, parts.length - 1));

    assertRefused(
        post(body(parts[0].replace('\'', '"'))),
        parts[1],
        detail,
        parts[parts.length - 1].isEmpty() ? null : parts[parts.length - 1]);
  }

  @Test
  void aTitleHasUpToAHundredCharactersAndMayBeBlank() {
    assertRefused(
        post(body("\"title\":\"%s\"".formatted("x".repeat(101)))),
        "max_length",
        "Ensure this field has no more than 100 characters.",
        "title");
    assertThat(json(post(body("\"title\":\"\""))).get("title").asText()).isEmpty();
    assertThat(json(post(body("\"title\":null"))).get("title").isNull()).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        "slack ~ C1234|#channel",
        "slack ~ #general",
        "webhook ~ https://example.com/hook",
        "email ~ ada@example.com, jörg@example.com"
      })
  void everyKindOfTargetIsKeptAsItIs(String type, String value) {
    JsonNode created =
        json(post(body("\"target_type\":\"%s\",\"target_value\":\"%s\"".formatted(type, value))));

    assertThat(created.get("target_value").asText()).isEqualTo(value);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "byweekday=monday&byweekday=friday",
        "byweekday[0]=monday&byweekday[1]=friday",
        "byweekday%5B0%5D=monday&byweekday%5B1%5D=friday"
      })
  void aFormWorksAsWell(String weekdays) {
    HttpResponse<String> response =
        http.post(LIST)
            .key(KEY)
            .form(
                "insight=%d&target_type=email&target_value=ada%%40example.com&frequency=weekly&start_date=2025-06-02T09:00:00Z&interval=&count=&%s"
                    .formatted(insight, weekdays))
            .send();

    assertThat(response.statusCode()).as(response.body()).isEqualTo(201);
    assertThat(json(response).get("byweekday")).isEqualTo(json("[\"monday\",\"friday\"]"));
    assertThat(json(response).get("count").isNull()).isTrue();
    assertThat(json(response).get("interval").asInt()).isEqualTo(1);
    assertThat(json(response).get("next_delivery_date").asText()).isEqualTo("2025-06-13T09:00:00Z");
  }

  @Test
  void bothDashboardAndInsightAreAccepted() {
    assertThat(post(body("\"dashboard\":" + dashboard)).statusCode()).isEqualTo(201);
    assertThat(post(body("\"insight\":null,\"dashboard\":" + dashboard)).statusCode())
        .isEqualTo(201);
  }

  @Test
  void readOnlyMembersAreIgnored() {
    JsonNode created =
        json(
            post(
                body(
                    "\"id\":1,\"summary\":\"x\",\"next_delivery_date\":null,\"created_by\":7,\"unknown\":{}")));

    assertThat(created.get("summary").asText()).isEqualTo("sent every week");
    assertThat(created.at("/created_by/email").asText()).isEqualTo(EMAIL);
  }

  @Test
  void aDeletedInsightDoesNotExistForNewSubscriptions() {
    long gone = created("/api/projects/1/insights/", "{}");
    long subscription = json(post(body("\"insight\":" + gone))).get("id").asLong();
    http.patch("/api/projects/1/insights/" + gone).key(KEY).json("{\"deleted\":true}").send();

    assertRefused(
        post(body("\"insight\":" + gone)),
        "does_not_exist",
        "Invalid pk \"%d\" - object does not exist.".formatted(gone),
        "insight");
    // The one that refers to it stays and can be changed.
    assertThat(patch(subscription, "{\"insight\":%d,\"title\":\"x\"}".formatted(gone)).statusCode())
        .isEqualTo(200);
  }

  @Test
  void patchTellsAbsentFromNull() {
    long id =
        json(post(body("\"title\":\"a\",\"byweekday\":[\"monday\"],\"bysetpos\":1,\"count\":90")))
            .get("id")
            .asLong();

    JsonNode untouched = json(patch(id, "{}"));
    assertThat(untouched.get("title").asText()).isEqualTo("a");
    assertThat(untouched.get("bysetpos").asInt()).isEqualTo(1);
    assertThat(untouched.get("count").asInt()).isEqualTo(90);

    JsonNode nulled = json(patch(id, "{\"title\":null,\"byweekday\":null,\"count\":null}"));
    assertThat(nulled.get("title").isNull()).isTrue();
    assertThat(nulled.get("byweekday").isNull()).isTrue();
    assertThat(nulled.get("count").isNull()).isTrue();
    assertThat(nulled.get("bysetpos").asInt()).isEqualTo(1);
    assertThat(json(patch(id, "{\"byweekday\":[]}")).get("byweekday")).isEqualTo(json("[]"));
    assertThat(json(get(nulled)).get("byweekday")).isEqualTo(json("[]"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'insight':null}|invalid_input|Either dashboard or insight is required for an export.|",
        "{'target_type':'webhook'}|invalid_input|Invalid webhook URL: the scheme must be http or https|target_value",
        "{'start_date':null}|null|This field may not be null.|start_date",
        "{'frequency':''}|invalid_choice|\"\" is not a valid choice.|frequency",
        "{'bysetpos':0}|invalid_input|Ensure this value is not 0.|bysetpos",
      })
  void aRefusedPatchChangesNothing(String body, String code, String detail, String attr) {
    JsonNode before = json(post(body("\"title\":\"same\"")));

    assertRefused(patch(before.get("id").asLong(), body.replace('\'', '"')), code, detail, attr);
    assertThat(json(get(before))).isEqualTo(before);
  }

  @Test
  void changesAtTheSameTimeAreAllKept() {
    JsonNode created = json(post(body("\"title\":\"0\"")));
    List<CompletableFuture<Void>> writers =
        Stream.of("count", "bysetpos", "interval", "title")
            .map(member -> CompletableFuture.runAsync(() -> countTo(30, member, created)))
            .toList();

    writers.forEach(CompletableFuture::join);
  }

  /** Nobody else writes this member, so it must always be what was written last. */
  private void countTo(int last, String member, JsonNode subscription) {
    for (int i = 1; i <= last; i++) {
      String change = "{\"%s\":%d}".formatted(member, i);
      assertThat(patch(subscription.get("id").asLong(), change).statusCode()).isEqualTo(200);
      assertThat(json(get(subscription)).get(member).asInt()).as(member).isEqualTo(i);
    }
  }

  @Test
  void theNextDeliveryMovesOnlyWithTheSchedule() {
    JsonNode created = json(post(body("\"title\":\"a\"")));
    long id = created.get("id").asLong();
    String first = created.get("next_delivery_date").asText();
    clock.advance(Duration.ofDays(30));

    assertThat(next(patch(id, "{\"title\":\"b\",\"target_value\":\"c@example.com\"}")))
        .isEqualTo(first);
    assertThat(next(patch(id, "{\"deleted\":true}"))).isEqualTo(first);
    assertThat(next(patch(id, "{\"interval\":1,\"start_date\":\"2022-01-01T00:00:00+00:00\"}")))
        .isEqualTo(first);
    assertThat(next(patch(id, "{\"byweekday\":[\"friday\"]}"))).isEqualTo("2025-07-11T00:00:00Z");
    assertThat(next(patch(id, "{\"count\":1}"))).isEqualTo("null");
    assertThat(next(patch(id, "{\"count\":null,\"until_date\":\"2025-07-11T00:00:00Z\"}")))
        .isEqualTo("2025-07-11T00:00:00Z");
  }

  @Test
  void putNeedsWhatPostNeedsAndKeepsWhatIsAbsent() {
    long id = json(post(body("\"title\":\"kept\",\"interval\":3"))).get("id").asLong();

    assertRefused(
        put(id, "{\"target_type\":\"email\"}"),
        "required",
        "This field is required.",
        "target_value");
    HttpResponse<String> response =
        put(
            id,
            "{\"target_type\":\"slack\",\"target_value\":\"#a\",\"frequency\":\"daily\",\"start_date\":\"2025-06-01\"}");
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    assertThat(json(response).get("title").asText()).isEqualTo("kept");
    assertThat(json(response).get("interval").asInt()).isEqualTo(3);
    assertThat(next(response)).isEqualTo("2025-06-13T00:00:00Z");
  }

  @Test
  void datesKeepTheirMicrosecondsFromTheFirstToTheLastYear() {
    for (String date :
        List.of(
            "0001-01-01T00:00:00Z", "1500-03-01T01:02:03.000004Z", "9999-12-31T23:59:59.999999Z")) {
      JsonNode created =
          json(post(body("\"start_date\":\"%s\",\"until_date\":\"%s\"".formatted(date, date))));

      assertThat(created.get("start_date").asText()).isEqualTo(date);
      assertThat(json(get(created)).get("until_date").asText()).isEqualTo(date);
    }
  }

  @Test
  void deletingIsAPatchAndHidesFromTheList() {
    long own = created("/api/projects/1/insights/", "{}");
    JsonNode created = json(post(body("\"insight\":" + own)));
    String filter = LIST + "?insight=" + own;

    assertThat(ids(filter)).hasSize(1);
    patch(created.get("id").asLong(), "{\"deleted\":true}");
    assertThat(ids(filter)).isEmpty();
    assertThat(ids(filter + "&deleted=false")).isEmpty();
    assertThat(ids(filter + "&deleted=true")).hasSize(1);
    assertThat(json(get(created)).get("deleted").booleanValue()).isTrue();
    patch(created.get("id").asLong(), "{\"deleted\":false}");
    assertThat(ids(filter)).hasSize(1);
  }

  @Test
  void thereIsNoDelete() {
    long id = json(post(body("\"title\":\"a\""))).get("id").asLong();
    HttpResponse<String> response =
        http.delete(LIST + id + "/").key(KEY).outsideTheContract().send();

    assertThat(response.statusCode()).isEqualTo(405);
    assertThat(json(response).get("detail").asText()).isEqualTo("Method \"DELETE\" not allowed.");
  }

  @Test
  void pagesLinkToEachOther() {
    long own = created("/api/projects/1/dashboards/", "{}");
    List<Long> all = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      all.add(json(post(body("\"dashboard\":" + own))).get("id").asLong());
    }
    String base = server.getURI().toString();
    JsonNode page = json(list(LIST + "?offset=2&limit=2&dashboard=" + own));

    assertThat(page.get("count").asInt()).isEqualTo(5);
    assertThat(page.get("next").asText())
        .isEqualTo(base + LIST + "?dashboard=%d&limit=2&offset=4".formatted(own));
    assertThat(page.get("previous").asText())
        .isEqualTo(base + LIST + "?dashboard=%d&limit=2".formatted(own));
    assertThat(ids(LIST + "?offset=2&limit=2&dashboard=" + own))
        .containsExactly(all.get(2), all.get(3));
    assertThat(ids(LIST + "?limit=-1&offset=x&dashboard=" + own)).isEqualTo(all);
    assertThat(ids(LIST + "?offset=50&dashboard=" + own)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "insight=x|A valid integer is required.|insight",
        "dashboard=1.5|A valid integer is required.|dashboard",
        "deleted=perhaps|Must be a valid boolean.|deleted"
      })
  void nonsenseInFiltersIsRefused(String query, String detail, String attr) {
    assertRefused(list(LIST + "?" + query), "invalid_input", detail, attr);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "abc", "999999", "9223372036854775808", "1.5", "%00"})
  void unknownIdsAreNotFound(String id) {
    HttpResponse<String> response = http.get(LIST + id + "/").key(KEY).outsideTheContract().send();

    assertThat(response.statusCode()).isEqualTo(404);
    assertThat(json(response).get("detail").asText()).isEqualTo("Not found.");
  }

  @Test
  void projectsAreApart() {
    long other = sql.project("Other " + server.getPort());
    String there = "/api/environments/%d/".formatted(other);
    long foreign = created(there + "insights/", "{}");
    long foreignBoard = created(there + "dashboards/", "{}");
    long id = json(post(body("\"title\":\"mine\""))).get("id").asLong();

    assertThat(http.get(there + "subscriptions/" + id).key(KEY).send().statusCode()).isEqualTo(404);
    assertThat(http.patch(there + "subscriptions/" + id).key(KEY).json("{}").send().statusCode())
        .isEqualTo(404);
    assertThat(ids(there + "subscriptions/")).isEmpty();
    // Its members know that it exists, so they are told what is wrong with it.
    assertRefused(
        post(body("\"insight\":" + foreign)),
        "invalid_input",
        "This insight does not belong to your team.",
        "insight");
    assertRefused(
        post(body("\"dashboard\":" + foreignBoard)),
        "invalid_input",
        "This dashboard does not belong to your team.",
        "dashboard");
    // A key for this project alone learns nothing of the other one.
    String narrow = sql.key(EMAIL, "[\"*\"]");
    sql.run(
        "UPDATE personal_api_key SET scoped_teams = '[1]' WHERE secure_value = ?",
        Tokens.hash(narrow));
    assertRefused(
        http.post(LIST).key(narrow).json(body("\"insight\":" + foreign)).send(),
        "does_not_exist",
        "Invalid pk \"%d\" - object does not exist.".formatted(foreign),
        "insight");
  }

  @Test
  void keysNeedTheScope() {
    String read = sql.key(EMAIL, "[\"subscription:read\"]");
    String write = sql.key(EMAIL, "[\"subscription:write\"]");
    String other = sql.key(EMAIL, "[\"insight:write\"]");
    String valid = body("\"title\":\"x\"");

    assertThat(http.get(LIST).send().statusCode()).isEqualTo(401);
    assertThat(http.get(LIST).key(other).send().statusCode()).isEqualTo(403);
    assertThat(http.get(LIST).key(read).send().statusCode()).isEqualTo(200);
    assertThat(http.get(LIST).key(write).send().statusCode()).isEqualTo(200);
    HttpResponse<String> refused = http.post(LIST).key(read).json(valid).send();
    assertThat(refused.statusCode()).isEqualTo(403);
    assertThat(json(refused).get("detail").asText())
        .isEqualTo("API key missing required scope 'subscription:write'");
    assertThat(http.post(LIST).key(write).json(valid).send().statusCode()).isEqualTo(201);
  }

  private long created(String path, String body) {
    HttpResponse<String> response = http.post(path).key(KEY).json(body).send();
    assertThat(response.statusCode()).as(response.body()).isEqualTo(201);
    return json(response).get("id").asLong();
  }

  /** A body that is fine but for what is said; of members given twice the last one counts. */
  private String body(String members) {
    return "{\"insight\":%d,\"target_type\":\"email\",\"target_value\":\"ada@example.com\",\"frequency\":\"weekly\",\"start_date\":\"2022-01-01T00:00:00Z\",%s}"
        .formatted(insight, members);
  }

  private HttpResponse<String> post(String body) {
    return http.post(LIST).key(KEY).json(body).send();
  }

  private HttpResponse<String> patch(long id, String body) {
    return http.patch(LIST + id + "/").key(KEY).json(body).send();
  }

  private HttpResponse<String> put(long id, String body) {
    return http.put(LIST + id + "/").key(KEY).json(body).send();
  }

  private HttpResponse<String> get(JsonNode subscription) {
    return http.get(LIST + subscription.get("id").asLong() + "/").key(KEY).send();
  }

  private HttpResponse<String> list(String path) {
    return http.get(path).key(KEY).send();
  }

  private List<Long> ids(String path) {
    List<Long> ids = new ArrayList<>();
    json(list(path)).get("results").forEach(result -> ids.add(result.get("id").asLong()));
    return ids;
  }

  private static String next(HttpResponse<String> response) {
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    return json(response).get("next_delivery_date").asText();
  }

  private static void assertRefused(
      HttpResponse<String> response, String code, String detail, String attr) {
    assertThat(response.statusCode()).as(response.body()).isEqualTo(400);
    JsonNode error = json(response);
    assertThat(error.get("code").asText()).isEqualTo(code);
    assertThat(error.get("detail").asText()).isEqualTo(detail);
    assertThat(error.get("attr").isNull() ? null : error.get("attr").asText()).isEqualTo(attr);
  }
}
