package dev.zoetrope.server.web;

import static dev.zoetrope.server.web.BodyValidator.problem;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;

/** The {@code format} and {@code pattern} of a string, with upstream's complaints. */
final class TextFormats {
  private static final String BAD_TIME =
      "Datetime has wrong format. Use one of these formats instead:"
          + " YYYY-MM-DDThh:mm[:ss[.uuuuuu]][+HH:MM|-HH:MM|Z].";
  private static final String BAD_DATE =
      "Date has wrong format. Use one of these formats instead: YYYY-MM-DD.";
  private static final Pattern UUID_DIGITS =
      Pattern.compile("[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}");
  private static final Pattern EMAIL =
      Pattern.compile(
          "[^\\s@<>,;:\"\\p{Cntrl}]{1,64}@[^\\s@<>,;:\"\\p{Cntrl}.]+(\\.[^\\s@<>,;:\"\\p{Cntrl}.]+)+");
  private static final Pattern URL =
      Pattern.compile("https?://[^\\s/?#@\\p{Cntrl}]+([/?#][^\\s\\p{Cntrl}]*)?");

  /** These refuse an empty text as badly formed, not as blank. */
  private static final Set<String> OWN_TEXT = Set.of("date-time", "date", "uuid");

  private TextFormats() {}

  static boolean hasOwnText(String format) {
    return OWN_TEXT.contains(format);
  }

  static JsonNode check(JsonNode schema, String format, String text, String attr) {
    String pattern = schema.path("pattern").asText();
    if (!pattern.isEmpty() && !Pattern.compile(pattern).matcher(text).find()) {
      throw invalid("This value does not match the required pattern.", attr);
    }
    return switch (format) {
      case "date-time" ->
          TimeText.parse(text)
              .map(instant -> TextNode.valueOf(instant.toString()))
              .orElseThrow(() -> invalid(BAD_TIME, attr));
      case "date" -> date(text, attr);
      case "uuid" -> uuid(text, attr);
      case "email" -> matching(EMAIL, text, "Enter a valid email address.", attr);
      case "uri" -> matching(URL, text, "Enter a valid URL.", attr);
      default -> TextNode.valueOf(text);
    };
  }

  private static JsonNode date(String text, String attr) {
    try {
      return TextNode.valueOf(LocalDate.parse(text).toString());
    } catch (DateTimeException e) {
      throw invalid(BAD_DATE, attr);
    }
  }

  private static JsonNode uuid(String text, String attr) {
    String digits = text.toLowerCase(Locale.ROOT);
    if (!UUID_DIGITS.matcher(digits).matches()) {
      throw invalid("Must be a valid UUID.", attr);
    }
    String bare = digits.replace("-", "");
    return TextNode.valueOf(
        new UUID(
                Long.parseUnsignedLong(bare.substring(0, 16), 16),
                Long.parseUnsignedLong(bare.substring(16), 16))
            .toString());
  }

  private static JsonNode matching(Pattern pattern, String text, String complaint, String attr) {
    if (!pattern.matcher(text).matches()) {
      throw invalid(complaint, attr);
    }
    return TextNode.valueOf(text);
  }

  private static ApiException invalid(String complaint, String attr) {
    return problem(ErrorCode.INVALID_INPUT, complaint, attr);
  }
}
