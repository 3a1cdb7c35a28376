package dev.zoetrope.server.assistant.regex;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Descriptions that first say what a text is called and then how it is built: {@code SKU: three
 * letters and four digits}, {@code order numbers, ORD- followed by six digits}.
 */
final class Labelled {
  /** What a name ends with before the form begins. */
  private static final Pattern BREAK =
      Pattern.compile(
          "(?i):\\s+|,\\s+|\\s+[\u2013\u2014-]\\s+|\\s*[(]|\\s+(?:that (?:are|is|have|has|consist of)|which (?:are|is|have|has)"
              + "|are|is|can be|could be|may be|must be|should be|made (?:up )?of|consisting of|consists? of"
              + "|composed of|built from|written (?:in|as)|formatted (?:as|like)|in the (?:form|format|pattern)(?: of)?"
              + "|of the form|with the (?:form|format|pattern)|where|with|have|has|having)\\s+");

  /** Where the form begins with its own first word. */
  private static final Pattern BEGINNING =
      Pattern.compile(
          "(?i)\\s+(?:(?:that |which )?(?=starting with |starts? with |beginning with |begins? with )|with (?=(?:the )?prefix )"
              + "|(?=prefixed (?:with|by) )|(?:that |which )?(?:contains?|containing|include|includes|including|match|matching|with|have|having) (?=/))");

  private static final Pattern PLAIN =
      Pattern.compile("[A-Za-z][A-Za-z0-9'/-]*(?: [A-Za-z][A-Za-z0-9'/-]*){0,6}");

  /** Words that are more than a name. */
  private static final Pattern SAYING =
      Pattern.compile(
          "(?i).*\\b(?:not|no|without|except|excluding|starts?|starting|begins?|beginning|ends?|ending|contains?|containing"
              + "|includ\\w+|prefix\\w*|suffix\\w*|mention\\w*|match\\w*|between|or|at least|at most|more|less|than|up to|optional\\w*|followed|neither|exactly|parameters?|params?|query)\\b.*");

  /** Texts of which a part is described, not the whole. */
  private static final Pattern LONG =
      Pattern.compile(
          "(?i).*\\b(?:urls?|pages?|paths?|links?|texts?|titles?|sentences?|messages?|lines?|strings?|words?|anything|everything|something|events?|emails?|e-mails?|address(?:es)?|domains?|hosts?|files?|filenames?|values?|users?|visits?|sessions?|screens?|passwords?|(?:sub)?domains?)");

  private static final Pattern LEADING =
      Pattern.compile(
          "(?i)^(?:(?:can|could|may|must|should) be|is|are|either|which is|that is)\\s+");
  private static final Set<String> PARTS = Set.of("with", "have", "has", "having", "of", "where");

  /** What is had must be told apart from what is only somewhere in it. */
  private static final Pattern COUNTED =
      Pattern.compile(
          "(?i)\\d|\\b(?:one|two|three|four|five|six|seven|eight|nine|ten|twelve|only)\\b|[a-z]+s?, .*\\b(?:and|or)\\b|\\w+s (?:and|or) \\w+s\\b");

  private Labelled() {}

  private static boolean onlySubjects(String rest) {
    return Description.of(rest).words().stream()
        .allMatch(
            word ->
                RelationReading.SUBJECTS.contains(word.plain())
                    || KnownTypes.NOISE.contains(word.plain()));
  }

  /** Where a name may end, with what stands behind it; the whole description first. */
  static List<String> forms(String body) {
    List<String> forms = new ArrayList<>(List.of(body));
    Matcher matcher = BREAK.matcher(body);
    int from = 0;
    while (matcher.find(from)) {
      String label = body.substring(0, matcher.start()).strip();
      String joint = matcher.group().strip().toLowerCase(java.util.Locale.ROOT);
      String rest = body.substring(matcher.end()).strip();
      boolean closed = joint.equals("(") && rest.endsWith(")");
      if (joint.equals("(") && !closed && rest.contains("), ")) {
        // What is in the brackets is the first part.
        rest = rest.replaceFirst("\\)", "");
        joint = ",";
        label = label.replaceFirst("(?i)^.* (?:with|has|having) (?:an? )?", "");
      }
      boolean part =
          LONG.matcher(label).matches() && PARTS.contains(joint.replaceAll("^(?:that|which) ", ""));
      if (PLAIN.matcher(label).matches()
          && !SAYING.matcher(label).matches()
          && !part
          && (!joint.equals("(") || closed)
          && !(PARTS.contains(joint.replaceAll("^(?:that|which) ", ""))
              && !COUNTED.matcher(rest).find())
          && !onlySubjects(rest)) {
        String form = closed ? rest.substring(0, rest.length() - 1) : rest;
        forms.add(
            joint.equals(":") || closed ? 0 : forms.size(), LEADING.matcher(form).replaceFirst(""));
      }
      from = matcher.end();
    }
    Matcher beginning = BEGINNING.matcher(body);
    if (beginning.find()) {
      String label = body.substring(0, beginning.start());
      if (PLAIN.matcher(label).matches() && !SAYING.matcher(label).matches()) {
        forms.add(body.substring(beginning.end()));
      }
    }
    return forms;
  }
}
