package dev.zoetrope.server.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BodyParserTest {
  private static BodyParser.Parsed parse(String contentType, String body) {
    return BodyParser.parse(contentType, body.getBytes(StandardCharsets.UTF_8));
  }

  private static ApiException refusal(String contentType, byte[] body) {
    ApiException refusal =
        catchThrowableOfType(ApiException.class, () -> BodyParser.parse(contentType, body));
    assertThat(refusal).isNotNull();
    return refusal;
  }

  private static String refusal(String contentType, String body) {
    return refusal(contentType, body.getBytes(StandardCharsets.UTF_8)).getMessage();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      nullValues = "none",
      value = {
        "application/json", "application/json;", "application/json; charset=utf-8",
        "APPLICATION/JSON;charset=\"UTF-8\"", "application/json;charset=nonsense-8", "none"
      })
  void jsonIsKnownByItsMediaTypeOrItsLooks(String contentType) {
    assertThat(parse(contentType, " {\"a\":\"é\"}").tree().get("a").asText()).isEqualTo("é");
  }

  @ParameterizedTest
  @ValueSource(strings = {"application/json", "text/plain", "multipart/form-data; boundary=x"})
  void anEmptyBodyHasNoMembers(String contentType) {
    assertThat(parse(contentType, "").tree()).isEmpty();
  }

  @Test
  void theCharsetOfJsonCounts() {
    byte[] latin = "{\"a\":\"é\"}".getBytes(StandardCharsets.ISO_8859_1);

    assertThat(BodyParser.parse("application/json; charset=latin1", latin).tree().get("a").asText())
        .isEqualTo("é");
  }

  @Test
  void aByteOrderMarkIsNoPartOfTheText() {
    assertThat(parse("application/json", "\uFEFF{\"a\":1}").tree().get("a").asInt()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({
    "text/plain, 'Unsupported media type \"text/plain\" in request.'",
    "application/xml;x=y, 'Unsupported media type \"application/xml;x=y\" in request.'",
    ", 'Unsupported media type \"\" in request.'"
  })
  void otherMediaTypesAreRefused(String contentType, String detail) {
    ApiException refusal = refusal(contentType, "a=b".getBytes(StandardCharsets.UTF_8));

    assertThat(refusal.error()).isEqualTo(ErrorCode.UNSUPPORTED_MEDIA_TYPE);
    assertThat(refusal.getMessage()).isEqualTo(detail);
  }

  /** Texts taken from Python 3.11's json.loads. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "distinct_id=\"string\"|Expecting value: line 1 column 1 (char 0)",
        "`  `|Expecting value: line 1 column 3 (char 2)",
        "{|Expecting property name enclosed in double quotes: line 1 column 2 (char 1)",
        "{'a':1}|Expecting property name enclosed in double quotes: line 1 column 2 (char 1)",
        "{\"a\":1,}|Expecting property name enclosed in double quotes: line 1 column 8 (char 7)",
        "{\"a\"}|Expecting ':' delimiter: line 1 column 5 (char 4)",
        "{\"a\":}|Expecting value: line 1 column 6 (char 5)",
        "{\"a\":1|Expecting ',' delimiter: line 1 column 7 (char 6)",
        "{\"a\":1 \"b\":2}|Expecting ',' delimiter: line 1 column 8 (char 7)",
        "{\"a\":[1,]}|Expecting value: line 1 column 9 (char 8)",
        "{\"a\":[1 2]}|Expecting ',' delimiter: line 1 column 9 (char 8)",
        "{\"a\":\"x|Unterminated string starting at: line 1 column 6 (char 5)",
        "{\"a\":\"x\\|Unterminated string starting at: line 1 column 6 (char 5)",
        "{\"a\":\"\\q\"}|Invalid \\escape: line 1 column 7 (char 6)",
        "{\"a\":\"\\u12\"}|Invalid \\uXXXX escape: line 1 column 8 (char 7)",
        "{\"a\":01}|Expecting ',' delimiter: line 1 column 7 (char 6)",
        "{\"a\":tru}|Expecting value: line 1 column 6 (char 5)",
        "{\"a\":-}|Expecting value: line 1 column 6 (char 5)",
        "{}x|Extra data: line 1 column 3 (char 2)",
        "{\"a\":\"😀\"}}|Extra data: line 1 column 10 (char 9)",
        "{\"a\":NaN}|Out of range float values are not JSON compliant: 'NaN'",
        "[1,2|Expecting ',' delimiter: line 1 column 5 (char 4)"
      })
  void whatIsNoJsonIsExplainedInUpstreamsWords(String body, String detail) {
    assertThat(refusal("application/json", body)).isEqualTo("JSON parse error - " + detail);
  }

  @Test
  void linesAreCounted() {
    assertThat(refusal("application/json", "{\n \"a\": 1,\n b}"))
        .isEqualTo(
            "JSON parse error - Expecting property name enclosed in double quotes:"
                + " line 3 column 2 (char 12)");
    assertThat(refusal("application/json", "{\"a\":\"b\nc\"}"))
        .isEqualTo("JSON parse error - Invalid control character at: line 1 column 8 (char 7)");
  }

  @ParameterizedTest
  @CsvSource({
    "ff, 0xff in position 1: invalid start byte",
    "c328, 0xc3 in position 1: invalid continuation byte",
    "e282, 0xe2 in position 1: unexpected end of data",
    "eda080, 0xed in position 1: invalid continuation byte",
    "e228, 0xe2 in position 1: invalid continuation byte",
    "f09f98, 0xf0 in position 1: unexpected end of data",
    "c0af, 0xc0 in position 1: invalid start byte"
  })
  void whatIsNoUtf8IsExplainedInUpstreamsWords(String hex, String reason) {
    byte[] bytes = new byte[1 + hex.length() / 2];
    bytes[0] = '"';
    for (int i = 0; i < hex.length() / 2; i++) {
      bytes[i + 1] = (byte) Integer.parseInt(hex.substring(2 * i, 2 * i + 2), 16);
    }

    assertThat(refusal("application/json", bytes).getMessage())
        .isEqualTo("JSON parse error - 'utf-8' codec can't decode byte " + reason);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[]|Invalid data. Expected a dictionary, but got list.",
        "\"x\"|Invalid data. Expected a dictionary, but got str.",
        "5|Invalid data. Expected a dictionary, but got int.",
        "null|No data provided"
      })
  void aBodyIsADictionary(String body, String detail) {
    assertThat(refusal("application/json", body)).isEqualTo(detail);
  }

  @Test
  void nestingHasAnEnd() {
    String deep = "[".repeat(10_000) + "]".repeat(10_000);

    assertThat(refusal("application/json", "{\"a\":" + deep + "}"))
        .isEqualTo("JSON parse error - the document is too deep or too long");
    assertThat(refusal("application/json", "{\"a\":" + "{\"a\":[".repeat(5_000)))
        .startsWith("JSON parse error - Expecting value");
  }

  @Test
  void aFormMayHaveManyAndLongFields() {
    String form =
        IntStream.range(0, 2_000).mapToObj(i -> "f" + i + "=" + i).collect(Collectors.joining("&"))
            + "&long="
            + "x".repeat(100_000);

    var tree = parse("application/x-www-form-urlencoded", form).tree();

    assertThat(tree.size()).isEqualTo(2_001);
    assertThat(tree.get("long").asText()).hasSize(100_000);
  }

  @Test
  void aPartMayBeLongAndAFileIsPassedOver() {
    String body =
        "--XX\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n"
            + "y".repeat(100_000)
            + "\r\n--XX\r\nContent-Disposition: form-data; name=\"b\"; filename=\"f.txt\"\r\n"
            + "Content-Type: text/plain\r\n\r\nfile\r\n"
            + "--XX\r\nContent-Disposition: form-data; name=\"c\"\r\n\r\né\r\n--XX--\r\n";

    var tree = parse("multipart/form-data; boundary=XX", body).tree();

    assertThat(tree.get("a").asText()).hasSize(100_000);
    assertThat(tree.has("b")).isFalse();
    assertThat(tree.get("c").asText()).isEqualTo("é");
  }

  @ParameterizedTest
  @CsvSource({
    "multipart/form-data, hello",
    "multipart/form-data; boundary=XX, hello",
    "multipart/form-data; boundary=, --"
  })
  void aBrokenMultipartBodyIsRefusedOrEmpty(String contentType, String body) {
    try {
      assertThat(parse(contentType, body).tree()).isEmpty();
    } catch (ApiException refusal) {
      assertThat(refusal.error()).isEqualTo(ErrorCode.PARSE_ERROR);
    }
  }
}
