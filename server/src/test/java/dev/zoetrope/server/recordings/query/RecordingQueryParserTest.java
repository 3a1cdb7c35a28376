package dev.zoetrope.server.recordings.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.zoetrope.server.recordings.filter.Filter;
import dev.zoetrope.server.recordings.filter.FilterSql;
import dev.zoetrope.server.web.ApiException;
import dev.zoetrope.server.web.ErrorCode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RecordingQueryParserTest {
  private static final Instant NOW = Instant.parse("2026-03-31T12:00:00Z");

  @Test
  void nothingAskedMeansTheDefaults() {
    RecordingQuery query = parse(Map.of());

    assertThat(query.limit()).isEqualTo(50);
    assertThat(query.offset()).isZero();
    assertThat(query.order()).isEqualTo(RecordingOrder.START_TIME);
    assertThat(query.ascending()).isFalse();
    assertThat(query.conditions()).isEmpty();
    assertThat(query.sessionIds()).isEmpty();
    assertThat(query.personUuid()).isEmpty();
    assertThat(query.filter()).isEqualTo(Filter.ALL);
  }

  @Test
  void anUnknownParameterIsRefusedInTheValidatorsForm() throws JsonProcessingException {
    ApiException refusal = refusal(Map.of("tomato", "potato"));

    assertThat(refusal.error()).isEqualTo(ErrorCode.INVALID_INPUT);
    assertThat(refusal.attr()).isNull();
    assertThat(new ObjectMapper().readTree(refusal.getMessage()))
        .isEqualTo(
            new ObjectMapper()
                .readTree(
                    """
                    [{"type": "extra_forbidden", "loc": ["tomato"],
                      "msg": "Extra inputs are not permitted", "input": "potato",
                      "url": "https://errors.pydantic.dev/2.10/v/extra_forbidden"}]
                    """));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "limit           | abc                 | int_parsing",
        "limit           |                     | int_parsing",
        "limit           | 1.5                 | int_from_float",
        "limit           | 1e400               | int_from_float",
        "limit           | []                  | int_type",
        "limit           | 0                   | greater_than_equal",
        "limit           | -1                  | greater_than_equal",
        "limit           | 1001                | less_than_equal",
        "limit           | 99999999999999999999999 | less_than_equal",
        "offset          | -1                  | greater_than_equal",
        "offset          | 2147483648          | less_than_equal",
        "order           | tomato              | enum",
        "order           | 5                   | enum",
        "order           | START_TIME          | enum",
        "order_direction | down                | enum",
        "date_from       | yesterday           | value_error",
        "date_from       | 2026                | string_type",
        "date_to         | []                  | string_type",
        "session_ids     | abc                 | list_type",
        "session_ids     | {}                  | list_type",
        "session_ids     | [1]                 | string_type",
        "distinct_ids    | [null]              | string_type",
        "person_uuid     | x                   | uuid_parsing",
        "operand         | XOR                 | enum",
        "kind            | EventsQuery         | literal_error",
        "modifiers       | []                  | dict_type",
        "tags            | x                   | dict_type",
        "filter_test_accounts | maybe          | bool_parsing",
        "filter_test_accounts | []             | bool_type",
        "events          | [1]                 | model_attributes_type",
        "events          | [{\"id\":5}]        | string_type",
        "events          | [{\"id\":\"a\",\"tomato\":1}] | extra_forbidden",
        "events          | [{\"id\":\"a\",\"properties\":{}}] | list_type",
        "events          | [{\"id\":\"a\",\"negation\":1}] | bool_type",
        "events          | [{\"id\":7,\"type\":\"actions\"}] | value_error",
        "actions         | [{\"id\":7,\"type\":\"actions\"}] | value_error",
        "properties      | [{}]                | missing",
        "properties      | [{\"type\":\"cohort\",\"key\":\"id\",\"value\":1}] | value_error",
        "properties      | [{\"type\":\"hogql\",\"key\":\"1\"}] | value_error",
        "properties      | [{\"type\":\"tomato\",\"key\":\"a\"}] | literal_error",
        "properties      | [{\"type\":\"event\",\"key\":\"a\",\"operator\":\"like\"}] | enum",
        "properties      | [{\"type\":\"event\",\"key\":\"a\",\"value\":{}}] | value_error",
        "properties      | [{\"type\":\"event\",\"key\":\"a\",\"operator\":\"gt\",\"value\":\"x\"}] | value_error",
        "properties      | [{\"type\":\"event\",\"key\":\"a\",\"operator\":\"is_date_after\",\"value\":\"soon\"}] | value_error",
        "properties      | [{\"type\":\"event\",\"key\":\"a\",\"operator\":\"regex\",\"value\":\"(((a{100}){100}){100})\"}] | value_error",
        "properties      | [{\"type\":\"person\",\"key\":\"a\",\"operator\":\"regex\",\"value\":\"(\"}] | value_error",
        "properties      | [{\"type\":\"recording\",\"key\":\"viewed\",\"operator\":\"gt\",\"value\":1}] | value_error",
        "properties      | [{\"type\":\"recording\",\"key\":\"viewed\",\"value\":\"maybe\"}] | value_error",
        "properties      | [{\"type\":\"element\",\"key\":\"selector\",\"value\":\">>\"}] | value_error",
        "properties      | [{\"type\":\"element\",\"key\":\"color\",\"value\":\"a\"}] | enum",
        "properties      | [{\"type\":\"session\",\"key\":\"$tomato\",\"value\":\"a\"}] | enum",
        "filters         | tomato              | model_attributes_type",
        "filters         | [                   | model_attributes_type",
        "filters         | {\"tomato\":1}      | extra_forbidden",
        "filters         | {\"date_from\":\"soon\"} | value_error",
        "filters         | {\"date_to\":5}     | string_type",
        "filters         | {\"order\":\"x\"}   | enum",
        "filters         | {\"duration\":{}}   | list_type",
        "filters         | {\"filter_test_accounts\":1} | bool_type",
        "filters         | {\"filter_group\":{}} | missing",
        "filters         | {\"filter_group\":[]} | model_attributes_type",
        "filters         | {\"filter_group\":{\"type\":\"XOR\",\"values\":[]}} | enum",
        "filters         | {\"filter_group\":{\"type\":\"AND\",\"values\":5}} | list_type",
        "events          | {}                  | list_type",
        "comment_text    | {}                  | value_error",
        "having_predicates | 5                 | list_type",
        "having_predicates | [5]               | model_attributes_type",
        "having_predicates | [{\"type\":\"recording\",\"operator\":\"gt\",\"value\":1}] | missing",
        "having_predicates | [{\"type\":\"person\",\"key\":\"duration\",\"operator\":\"gt\",\"value\":1}] | literal_error",
        "having_predicates | [{\"type\":\"recording\",\"key\":\"tomato\",\"operator\":\"gt\",\"value\":1}] | enum",
        "having_predicates | [{\"type\":\"recording\",\"key\":\"duration\",\"operator\":\"like\",\"value\":1}] | enum",
        "having_predicates | [{\"type\":\"recording\",\"key\":\"duration\",\"operator\":\"gt\"}] | value_error",
        "having_predicates | [{\"type\":\"recording\",\"key\":\"duration\",\"operator\":\"gt\",\"value\":[1,2]}] | value_error",
        "having_predicates | [{\"type\":\"recording\",\"key\":\"duration\",\"operator\":\"gt\",\"value\":\"x\"}] | value_error",
        "having_predicates | [{\"type\":\"recording\",\"key\":\"duration\",\"operator\":\"gt\",\"value\":true}] | value_error",
        "having_predicates | [{\"type\":\"recording\",\"key\":\"duration\",\"operator\":\"gt\",\"value\":1e999}] | value_error",
        "having_predicates | [{\"type\":\"recording\",\"key\":\"duration\",\"operator\":\"between\",\"value\":[1]}] | value_error",
        "having_predicates | [{\"type\":\"recording\",\"key\":\"duration\",\"operator\":\"icontains\",\"value\":1}] | value_error",
        "having_predicates | [{\"type\":\"recording\",\"key\":\"snapshot_source\",\"operator\":\"gt\",\"value\":\"web\"}] | value_error",
        "having_predicates | [{\"type\":\"recording\",\"key\":\"start_time\",\"operator\":\"gt\",\"value\":\"soon\"}] | value_error",
        "console_log_filters | [{\"type\":\"log_entry\",\"key\":\"message\",\"operator\":\"regex\",\"value\":\"(\"}] | value_error",
        "console_log_filters | [{\"type\":\"log_entry\",\"key\":\"message\",\"operator\":\"regex\",\"value\":\"(?=a)\"}] | value_error",
        "console_log_filters | [{\"type\":\"log_entry\",\"key\":\"url\",\"operator\":\"exact\",\"value\":\"a\"}] | enum",
        "console_log_filters | [{\"type\":\"log_entry\",\"key\":\"level\",\"operator\":\"gt\",\"value\":\"a\"}] | value_error",
        "console_log_filters | [{\"type\":\"log_entry\",\"key\":\"level\",\"operator\":\"exact\",\"value\":[{}]}] | value_error",
      })
  void aBadValueIsOneProblemOfItsKind(String name, String value, String type) {
    JsonNode problems = problems(Map.of(name, value == null ? "" : value));

    assertThat(problems).hasSize(1);
    assertThat(problems.get(0).get("type").asText()).isEqualTo(type);
    assertThat(problems.get(0).get("loc").get(0).asText()).isEqualTo(name);
    assertThat(problems.get(0).get("url").asText()).endsWith("/" + type);
  }

  @Test
  void everyProblemIsReportedAtOnce() {
    assertThat(problems(Map.of("limit", "x", "order", "y", "tomato", "1"))).hasSize(3);
  }

  @Test
  void theAllowedWordsAreNamed() {
    assertThat(problems(Map.of("operand", "XOR")).get(0).get("msg").asText())
        .isEqualTo("Input should be 'AND' or 'OR'");
  }

  @Test
  void aProblemInsideAListSaysWhere() {
    JsonNode loc =
        problems(
                Map.of(
                    "having_predicates",
                    """
                    [{"type":"recording","key":"duration","operator":"gt","value":1},
                     {"type":"recording","key":"tomato","operator":"gt","value":1}]
                    """))
            .get(0)
            .get("loc");

    assertThat(loc.toString()).isEqualTo("[\"having_predicates\",1,\"key\"]");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "personal_api_key",
        "version",
        "hogql_filtering",
        "as_query",
        "add_events_to_property_queries"
      })
  void someParametersAreTolerated(String name) {
    assertThat(parse(Map.of(name, "anything"))).isEqualTo(parse(Map.of()));
  }

  @Test
  void emptyAndNullFiltersFilterNothing() {
    assertThat(
            parse(
                Map.of(
                    "events", "[]",
                    "actions", "null",
                    "properties", "[]",
                    "comment_text", "null",
                    "session_ids", "null",
                    "distinct_ids", "[]",
                    "having_predicates", "[]",
                    "console_log_filters", "[]",
                    "date_from", "all",
                    "kind", "RecordingsQuery")))
        .isEqualTo(parse(Map.of()));
  }

  @Test
  void numbersMayComeAsJsonTexts() {
    assertThat(parse(Map.of("limit", "\"7\"", "offset", "2.0")).limit()).isEqualTo(7);
    assertThat(parse(Map.of("offset", "2.0")).offset()).isEqualTo(2);
  }

  @Test
  void anEmptyListOfSessionsIsNotTheSameAsNone() {
    assertThat(parse(Map.of("session_ids", "[]")).sessionIds()).hasValue(List.of());
  }

  @Test
  void distinctIdsWinOverThePerson() {
    String uuid = UUID.randomUUID().toString();

    assertThat(parse(Map.of("person_uuid", uuid)).personUuid()).hasValue(UUID.fromString(uuid));
    assertThat(parse(Map.of("person_uuid", uuid, "distinct_ids", "[\"a\"]")).personUuid())
        .isEmpty();
  }

  @Test
  void whatACallerSendsNeverBecomesSql() {
    String attack = "x' OR 1=1 --";
    RecordingQuery query =
        parse(
            Map.of(
                "distinct_ids", "[\"" + attack + "\"]",
                "having_predicates",
                    "[{\"type\":\"recording\",\"key\":\"snapshot_source\",\"operator\":"
                        + "\"icontains\",\"value\":\""
                        + attack
                        + "\"}]",
                "console_log_filters",
                    "[{\"type\":\"log_entry\",\"key\":\"message\",\"operator\":\"exact\","
                        + "\"value\":\""
                        + attack
                        + "\"}]"));

    assertThat(SqlCondition.all(query.conditions()).sql()).doesNotContain("1=1");
    assertThat(new FilterSql(1).exact(query.filter(), true).orElseThrow().sql())
        .doesNotContain("1=1");
  }

  @Test
  void wildcardsOfTheDatabaseMeanThemselves() {
    RecordingQuery query =
        parse(
            Map.of(
                "having_predicates",
                "[{\"type\":\"recording\",\"key\":\"snapshot_source\",\"operator\":"
                    + "\"icontains\",\"value\":\"100%_!\"}]"));

    assertThat(query.conditions().get(0).arguments()).containsExactly("%100!%!_!!%");
  }

  @ParameterizedTest
  @ValueSource(strings = {"[\"a\\u0000b\"]", "[\"\\ud800\"]"})
  void textsThatNoDatabaseHoldsAreRefused(String ids) {
    assertThat(problems(Map.of("session_ids", ids)).get(0).get("type").asText())
        .isEqualTo("value_error");
  }

  private static RecordingQuery parse(Map<String, String> parameters) {
    return RecordingQueryParser.parse(parameters, NOW);
  }

  private static ApiException refusal(Map<String, String> parameters) {
    return catchThrowableOfType(ApiException.class, () -> parse(parameters));
  }

  private static JsonNode problems(Map<String, String> parameters) {
    try {
      return new ObjectMapper().readTree(refusal(parameters).getMessage());
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }
}
