package dev.zoetrope.server.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The rules of contract reference 1.2 to 1.4, member by member. */
class BodyValidatorTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String FORM = "application/x-www-form-urlencoded";
  private static final Contract CONTRACT = TestContract.load();
  private static final BodyValidator VALIDATOR = new BodyValidator(CONTRACT);

  private static JsonNode accept(String operation, String contentType, String body) {
    return VALIDATOR.validate(
        CONTRACT.operation(operation).body(),
        BodyParser.parse(contentType, body.getBytes(StandardCharsets.UTF_8)),
        operation.startsWith("update"));
  }

  private static JsonNode patch(String json) {
    return accept("updateEcho", "application/json", json);
  }

  private static JsonNode patchForm(String form) {
    return accept("updateEcho", FORM, form);
  }

  private static ApiException refusal(String operation, String contentType, String body) {
    ApiException refusal =
        catchThrowableOfType(ApiException.class, () -> accept(operation, contentType, body));
    assertThat(refusal).as(body).isNotNull();
    return refusal;
  }

  private static JsonNode json(String text) throws Exception {
    return JSON.readTree(text);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"kind\":\"sms\"}|invalid_choice|kind|\"sms\" is not a valid choice.",
        "{\"kind\":\"\"}|invalid_choice|kind|\"\" is not a valid choice.",
        "{\"kind\":5}|invalid_choice|kind|\"5\" is not a valid choice.",
        "{\"kind\":true}|invalid_choice|kind|\"True\" is not a valid choice.",
        "{\"kind\":[\"email\",null,1.5]}|invalid_choice|kind|\"['email', None, 1.5]\" is not a valid choice.",
        "{\"kind\":{\"it's\":false}}|invalid_choice|kind|\"{\"it's\": False}\" is not a valid choice.",
        "{\"kind\":null}|null|kind|This field may not be null.",
        "{\"name\":null}|null|name|This field may not be null.",
        "{\"name\":\"  \"}|blank|name|This field may not be blank.",
        "{\"note\":\"\"}|blank|note|This field may not be blank.",
        "{\"name\":true}|invalid_input|name|Not a valid string.",
        "{\"name\":[\"a\"]}|invalid_input|name|Not a valid string.",
        "{\"name\":\"12345678901\"}|max_length|name|Ensure this field has no more than 10 characters.",
        "{\"code\":\"ab\"}|min_length|code|Ensure this field has at least 3 characters.",
        "{\"code\":\"AB12\"}|invalid_input|code|This value does not match the required pattern.",
        "{\"interval\":2147483648}|max_value|interval|Ensure this value is less than or equal to 2147483647.",
        "{\"interval\":-6}|min_value|interval|Ensure this value is greater than or equal to -5.",
        "{\"interval\":2.5}|invalid_input|interval|A valid integer is required.",
        "{\"interval\":true}|invalid_input|interval|A valid integer is required.",
        "{\"interval\":\"x\"}|invalid_input|interval|A valid integer is required.",
        "{\"interval\":\"\"}|invalid_input|interval|A valid integer is required.",
        "{\"interval\":1e400}|invalid_input|interval|A valid integer is required.",
        "{\"interval\":99999999999999999999999}|max_value|interval|Ensure this value is less than or equal to 2147483647.",
        "{\"interval\":null}|null|interval|This field may not be null.",
        "{\"level\":2}|invalid_choice|level|\"2\" is not a valid choice.",
        "{\"dashboard\":\"x\"}|incorrect_type|dashboard|Incorrect type. Expected pk value, received str.",
        "{\"dashboard\":true}|incorrect_type|dashboard|Incorrect type. Expected pk value, received bool.",
        "{\"dashboard\":[1]}|incorrect_type|dashboard|Incorrect type. Expected pk value, received list.",
        "{\"dashboard\":0}|does_not_exist|dashboard|Invalid pk \"0\" - object does not exist.",
        "{\"dashboard\":99999999999}|does_not_exist|dashboard|Invalid pk \"99999999999\" - object does not exist.",
        "{\"ratio\":\"x\"}|invalid_input|ratio|A valid number is required.",
        "{\"ratio\":1e400}|invalid_input|ratio|A valid number is required.",
        "{\"ratio\":false}|invalid_input|ratio|A valid number is required.",
        "{\"ratio\":1.5}|max_value|ratio|Ensure this value is less than or equal to 1.",
        "{\"ratio\":-0.1}|min_value|ratio|Ensure this value is greater than or equal to 0.",
        "{\"deleted\":\"banana\"}|invalid_input|deleted|Must be a valid boolean.",
        "{\"deleted\":2}|invalid_input|deleted|Must be a valid boolean.",
        "{\"deleted\":null}|null|deleted|This field may not be null.",
        "{\"deleted\":[]}|invalid_input|deleted|Must be a valid boolean.",
        "{\"byweekday\":\"monday\"}|not_a_list|byweekday|Expected a list of items but got type \"str\".",
        "{\"byweekday\":{}}|not_a_list|byweekday|Expected a list of items but got type \"dict\".",
        "{\"byweekday\":7}|not_a_list|byweekday|Expected a list of items but got type \"int\".",
        "{\"byweekday\":[\"monday\",\"x\"]}|invalid_choice|byweekday__1|\"x\" is not a valid choice.",
        "{\"byweekday\":[null]}|null|byweekday__0|This field may not be null.",
        "{\"ids\":[]}|empty|ids|This list may not be empty.",
        "{\"ids\":[\"a\",\"123456\"]}|max_length|ids__1|Ensure this field has no more than 5 characters.",
        "{\"day\":\"2022-02-30\"}|invalid_input|day|Date has wrong format. Use one of these formats instead: YYYY-MM-DD.",
        "{\"uuid\":\"1-1-1-1-1\"}|invalid_input|uuid|Must be a valid UUID.",
        "{\"mail\":\"a@b\"}|invalid_input|mail|Enter a valid email address.",
        "{\"mail\":\"a@b.c\\r\\nBcc: d@e.f\"}|invalid_input|mail|Enter a valid email address.",
        "{\"url\":\"javascript:alert(1)\"}|invalid_input|url|Enter a valid URL.",
        "{\"person\":{}}|required|person__name|This field is required.",
        "{\"person\":[]}|invalid_input|person|Invalid data. Expected a dictionary, but got list.",
        "{\"person\":{\"name\":\"\"}}|blank|person__name|This field may not be blank.",
        "{\"people\":[{\"name\":\"a\"},{\"name\":null}]}|null|people__1__name|This field may not be null.",
        "{\"labels\":5}|invalid_input|labels|Expected a dictionary of items but got type \"int\".",
        "{\"labels\":{\"a\":\"123456\"}}|max_length|labels__a|Ensure this field has no more than 5 characters.",
        "{\"settings\":\"x\"}|invalid_input|settings|Expected a dictionary of items but got type \"str\".",
        "{\"anything\":{\"a\\u0000\":1}}|null_characters_not_allowed|anything|Null characters are not allowed.",
        "{\"name\":\"a\\u0000\"}|null_characters_not_allowed|name|Null characters are not allowed.",
        "{\"name\":\"\\ud800\"}|invalid_input|name|Not a valid string.",
        "{\"kind\":[\"\\ud800\"]}|invalid_input|kind|Not a valid string."
      })
  void theFirstProblemIsNamed(String body, String code, String attr, String detail) {
    ApiException refusal = refusal("updateEcho", "application/json", body);

    assertThat(refusal.error().code()).isEqualTo(code);
    assertThat(refusal.attr()).isEqualTo(attr);
    assertThat(refusal.getMessage()).isEqualTo(detail);
    assertThat(refusal.error().status()).isEqualTo(400);
  }

  @ParameterizedTest
  @CsvSource({"2022-13-01", "2022-01-01T25:00:00Z", "tomorrow", "''", "0000-01-01", "12:00"})
  void aBadTimeIsRefused(String time) {
    ApiException refusal =
        refusal("updateEcho", "application/json", "{\"start_date\":\"%s\"}".formatted(time));

    assertThat(refusal.error()).isEqualTo(ErrorCode.INVALID_INPUT);
    assertThat(refusal.getMessage())
        .isEqualTo(
            "Datetime has wrong format. Use one of these formats instead:"
                + " YYYY-MM-DDThh:mm[:ss[.uuuuuu]][+HH:MM|-HH:MM|Z].");
  }

  @ParameterizedTest
  @CsvSource({
    "2022-01-01, 2022-01-01T00:00:00Z",
    "2022-01-01T10:00, 2022-01-01T10:00:00Z",
    "2022-01-01 10:00:00, 2022-01-01T10:00:00Z",
    "2022-01-01T10:00:00.5+02:00, 2022-01-01T08:00:00.500Z",
    "2022-01-01T10:00:00.1234567-0130, 2022-01-01T11:30:00.123456Z",
    "2024-02-29T23:59:59Z, 2024-02-29T23:59:59Z"
  })
  void aTimeIsTakenInEverySpelling(String given, String taken) {
    assertThat(patch("{\"start_date\":\"%s\"}".formatted(given)).get("start_date").asText())
        .isEqualTo(taken);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"interval\":\"2\"}|{\"interval\":2}",
        "{\"interval\":2.0}|{\"interval\":2}",
        "{\"interval\":\" +2.0 \"}|{\"interval\":2}",
        "{\"big\":9007199254740993}|{\"big\":9007199254740993}",
        "{\"level\":\"8\"}|{\"level\":8}",
        "{\"name\":5}|{\"name\":\"5\"}",
        "{\"name\":\" ada \"}|{\"name\":\"ada\"}",
        "{\"title\":\" \"}|{\"title\":\"\"}",
        "{\"title\":null}|{\"title\":null}",
        "{\"secret\":\" x \"}|{\"secret\":\" x \"}",
        "{\"name\":\"\\ud83d\\ude00\\ud83d\\ude00\\ud83d\\ude00\\ud83d\\ude00\\ud83d\\ude00\\ud83d\\ude00\"}|{\"name\":\"😀😀😀😀😀😀\"}",
        "{\"ratio\":\"0.5\"}|{\"ratio\":0.5}",
        "{\"count\":null,\"until_date\":null,\"byweekday\":null,\"settings\":null,\"anything\":null}|{\"count\":null,\"until_date\":null,\"byweekday\":null,\"settings\":null,\"anything\":null}",
        "{\"day\":\"2022-02-28\"}|{\"day\":\"2022-02-28\"}",
        "{\"uuid\":\"018D3B5E8A8E7C1BB6F2AAAAAAAAAAAA\"}|{\"uuid\":\"018d3b5e-8a8e-7c1b-b6f2-aaaaaaaaaaaa\"}",
        "{\"dashboard\":\"7\"}|{\"dashboard\":7}",
        "{\"person\":{\"id\":9,\"name\":\"a\",\"unknown\":1,\"properties\":{\"x\":[1,{}]}}}|{\"person\":{\"name\":\"a\",\"properties\":{\"x\":[1,{}]}}}",
        "{\"labels\":{\"a\":1}}|{\"labels\":{\"a\":\"1\"}}",
        "{\"id\":7,\"unknown\":\"\\u0000\"}|{}"
      })
  void whatUpstreamTakesIsTaken(String given, String taken) throws Exception {
    assertThat(json(patch(given).toString())).isEqualTo(json(taken));
  }

  @ParameterizedTest
  @CsvSource({
    "true,true",
    "1,true",
    "1.0,true",
    "'\"t\"',true",
    "'\"Y\"',true",
    "'\"Yes\"',true",
    "'\"ON\"',true",
    "'\"1\"',true",
    "'\" true \"',true",
    "false,false",
    "0,false",
    "'\"f\"',false",
    "'\"n\"',false",
    "'\"No\"',false",
    "'\"off\"',false",
    "'\"0\"',false",
    "'\"FALSE\"',false"
  })
  void aBooleanIsTakenInEverySpelling(String given, boolean taken) {
    assertThat(patch("{\"deleted\":%s}".formatted(given)).get("deleted").booleanValue())
        .isEqualTo(taken);
  }

  @Test
  void theFirstMissingMemberOfTheRequiredOnesIsNamed() {
    assertThat(refusal("createEcho", "application/json", "{}").attr()).isEqualTo("kind");
    assertThat(refusal("createEcho", "application/json", "{\"kind\":\"email\"}").attr())
        .isEqualTo("name");
  }

  @Test
  void defaultsAreFilledInExceptByAPatch() throws Exception {
    assertThat(accept("createEcho", null, "{\"kind\":\"email\",\"name\":\"a\"}"))
        .isEqualTo(json("{\"kind\":\"email\",\"name\":\"a\",\"interval\":1}"));
    assertThat(patch("{\"person\":{\"name\":\"a\"}}"))
        .isEqualTo(json("{\"person\":{\"name\":\"a\"}}"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "byweekday=monday&byweekday=friday|{\"byweekday\":[\"monday\",\"friday\"]}",
        "byweekday=monday|{\"byweekday\":[\"monday\"]}",
        "byweekday[1]=monday&byweekday[0]=friday|{\"byweekday\":[\"friday\",\"monday\"]}",
        "byweekday%5B%5D=monday&byweekday%5B%5D=friday|{\"byweekday\":[\"monday\",\"friday\"]}",
        "byweekday=[\"monday\"]|{\"byweekday\":[\"monday\"]}",
        "deleted=yes&interval=2|{\"deleted\":true,\"interval\":2}",
        "name=a&name=b|{\"name\":\"b\"}",
        "name=caf%C3%A9+1|{\"name\":\"café 1\"}",
        "name=%zz|{\"name\":\"%zz\"}",
        "count=&until_date=&byweekday=&settings=|{\"count\":null,\"until_date\":null,\"byweekday\":null,\"settings\":null}",
        "interval=&name=&person=&deleted=|{}",
        "title=|{\"title\":\"\"}",
        "person={\"name\":\"a\",\"properties\":{\"b\":1}}|{\"person\":{\"name\":\"a\",\"properties\":{\"b\":1}}}",
        "person.name=a&person.properties={\"b\":1}|{\"person\":{\"name\":\"a\",\"properties\":{\"b\":1}}}",
        "anything=5|{\"anything\":5}",
        "anything=plain|{\"anything\":\"plain\"}",
        "distinct_id=\"string\"|{}",
        "&&=&x|{}"
      })
  void aFormSaysTheSame(String form, String taken) throws Exception {
    assertThat(json(patchForm(form).toString())).isEqualTo(json(taken));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "byweekday[0]=monday&byweekday[5]=x|byweekday__1",
        "interval=x|interval",
        "kind=|",
        "person=x|person",
        "person.name=12345678901|person__name",
        "people=x|people__0"
      })
  void aFormIsRefusedTheSameWay(String form, String attr) {
    if (attr == null) {
      assertThat(refusal("createEcho", FORM, form).attr()).isEqualTo("kind");
    } else {
      assertThat(refusal("updateEcho", FORM, form).attr()).isEqualTo(attr);
    }
  }

  @Test
  void anAbsentBooleanOfAFormStaysAbsent() {
    assertThat(accept("createEcho", FORM, "kind=email&name=a").has("deleted")).isFalse();
  }
}
