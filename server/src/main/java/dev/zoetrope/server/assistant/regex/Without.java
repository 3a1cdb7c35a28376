package dev.zoetrope.server.assistant.regex;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Descriptions of texts by what is not in them: {@code urls without a query}. */
final class Without {
  private static final Pattern NO_QUERY =
      Pattern.compile(
          "(?i)(?:(?:all |any |only )?(?:page |clean )?(?:urls?|pages?|links?|address(?:es)?|paths?) )?(?:that |which )?(?:has |have |having |with |do not have |don't have |does not have )?"
              + "(?:no|without|any)(?: an?| any)? (?:query(?: ?strings?| ?params?| ?parameters?)?|url parameters?|parameters?|params?)"
              + "(?: (?:and|or|nor)(?: no| without)?(?: an?| any)? (?:hash|fragment|anchor)(?: fragment)?)?(?: in (?:them|it))?");
  private static final Pattern NO_PARAMETER =
      Pattern.compile(
          "(?i)(?:(?:all |any )?(?:page )?(?:urls?|pages?|links?|visits?) )?(?:that |which )?(?:without|with no|have no|has no|having no|(?:do not|does not|don't|doesn't) (?:have|contain|include))"
              + "(?: an?| any| the)? ([\\w-]+)(?: query)? (?:parameters?|params?|tags?)(?: in (?:them|it|the url))?");
  private static final Pattern NO_SPECIAL =
      Pattern.compile(
          "(?i)(?:\\w+ )?(?:that )?(?:with |has |have |contains? )?(?:no|without(?: any)?) special (?:characters|chars|signs|symbols)");
  private static final Pattern NO_EXTENSION =
      Pattern.compile(
          "(?i)(?:file ?names?|files?) (?:without|with no|that have no)(?: an?| any| the)?(?: file)? (?:extensions?|suffix|ending)");
  private static final Pattern BUT_HOME =
      Pattern.compile(
          "(?i)(?:anything|everything|(?:any|all|every|each)(?: the)? (?:pages?|urls?|paths?))(?: (?:of|on) (?:the|our|my) (?:web)?site)?,?"
              + " (?:except|but|other than|besides|except for|excluding|that (?:is|are) not|apart from|not)(?: for)?(?: the| our)? (?:home ?page|root(?: page| path| url)?|front ?page|start ?page)");

  private Without() {}

  /** Addresses without a query, names without an ending, every page but the first. */
  static Candidate of(String body) {
    if (NO_QUERY.matcher(body).matches()) {
      boolean hash = body.matches("(?i).*\\b(?:hash|fragment|anchor)\\b.*");
      return hash
          ? new Candidate("^[^?#]*$", List.of("/a"), List.of("/a?b=c", "/a#b"))
          : new Candidate("^[^?]*$", List.of("/a", "/a#b"), List.of("/a?b=c"));
    }
    if (NO_EXTENSION.matcher(body).matches()) {
      return new Candidate("^[^.]+$", List.of("LICENSE"), List.of("a.txt"));
    }
    Matcher tagged = NO_PARAMETER.matcher(body);
    if (tagged.matches()) {
      String name = tagged.group(1).toLowerCase(Locale.ROOT);
      List<String> texts =
          name.equals("utm")
              ? List.of("?utm_", "&utm_")
              : List.of("?" + name + "=", "&" + name + "=");
      String none =
          Complement.expression(
              List.of(new Complement.Condition(texts, Complement.Where.ANYWHERE, true)));
      return none == null
          ? null
          : new Candidate(none, List.of("/a", "/a?b=c"), List.of("/a" + texts.get(0) + "x"));
    }
    if (NO_SPECIAL.matcher(body).matches()) {
      return new Candidate("^[A-Za-z0-9\\s]*$", List.of("Ab 1"), List.of("a!"));
    }
    if (body.matches(
        "(?i)(?:(?:any|some) )?(?:(?:values?|texts?|strings?) )?(?:that (?:is|are) )?(?:not|non)[ -](?:empty|blank)(?: (?:values?|texts?|strings?))?")) {
      return new Candidate("^[\\s\\S]+$", List.of("a"), List.of(""));
    }
    return BUT_HOME.matcher(body).matches()
        ? new Candidate(
            "^(?:https?://[^/?#]+)?/[^/?#]",
            List.of("/a", "https://example.com/a"),
            List.of("/", "https://example.com", "https://example.com/?a=b"))
        : null;
  }
}
