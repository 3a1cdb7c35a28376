package dev.zoetrope.server.assistant.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.re2j.PatternSyntaxException;
import dev.zoetrope.server.assistant.regex.RegexAnswer;
import java.util.regex.Pattern;

/** Reads a model's expression: it must compile and mean the same to RE2 and JavaScript. */
final class ExpressionReader implements Conversations.Reader<RegexAnswer> {
  private static final int LONGEST = 1000;

  /** What only one of the two engines knows, or knows otherwise. */
  private static final Pattern FOREIGN =
      Pattern.compile("\\(\\?(?!:)|\\\\[AzZQEGKpPhHvVXRCk]|\\[\\[:|[*+?}]\\+|\\\\[1-9]");

  private static final Pattern PROSE = Pattern.compile("[^<>\\p{Cntrl}]{1,400}");

  private final ObjectMapper json;

  ExpressionReader(ObjectMapper json) {
    this.json = json;
  }

  @Override
  public RegexAnswer read(String text) throws ModelFailure {
    JsonNode answer;
    try {
      answer = json.readTree(text);
    } catch (JsonProcessingException e) {
      throw new ModelFailure("it is no JSON");
    }
    String output = answer.at("/data/output").asText();
    if (answer.path("result").asText().equals("error")
        && PROSE.matcher(output).matches()
        && !output.contains("://")) {
      return RegexAnswer.error(output);
    }
    if (!answer.path("result").asText().equals("success")
        || output.isEmpty()
        || !portable(output)) {
      throw new ModelFailure(
          "data.output must be an expression for RE2 and JavaScript: no flags, no look-around, no back references");
    }
    return RegexAnswer.of(output);
  }

  static boolean portable(String expression) {
    try {
      com.google.re2j.Pattern.compile(expression);
    } catch (PatternSyntaxException e) {
      return false;
    }
    return expression.length() <= LONGEST && !FOREIGN.matcher(expression).find();
  }
}
