package dev.zoetrope.server.assistant.regex;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A description taken apart before its words are read: what is said, the examples that show it, and
 * what is said to be none.
 *
 * @param body the description without examples
 * @param examples texts that the expression must find
 * @param others texts that it must not find
 * @param whole whether it is said that there is nothing else
 */
record Said(String body, List<String> examples, List<String> others, boolean whole) {
  private static final String MARK =
      "(?:e\\.?\\s?g\\b\\.?,?:?|ex\\.|ex:|i\\.e\\.,?|for example,?:?|for instance,?|such as|like|as in"
          + "|similar to|looks? like|looking like|of the form|in the form(?: of)?|examples? (?:are|is)|examples?:)";
  private static final Pattern BRACKETS =
      Pattern.compile("(?i)\\s*[(]\\s*(?:" + MARK + "\\s+)([^()]*|[^()]*\\([^()]*\\)[^()]*)[)]");
  private static final Pattern TAIL =
      Pattern.compile("(?i)^(.+?)(?:\\s*[,;:\u2013\u2014-])?\\s+" + MARK + "\\s+(.+)$");
  private static final Pattern BUT_NOT =
      Pattern.compile("(?i)^(.+?),?\\s+(?:but\\s+)?(?:not|never|no)\\s+(?:like\\s+)?(\\S+)$");

  /** What comes then are examples of what is not meant. */
  private static final Pattern DENIED =
      Pattern.compile("(?i).*\\b(?:not|no|nothing|never|excluding|except|without)\\b[^,;()]*");

  private static final Pattern NOTHING_ELSE =
      Pattern.compile(
          "(?i),?\\s*(?:[-\u2013] )?(?:and |with )?(?:nothing (?:else|more)|and that's it|and that is all)\\b"
              + "|,?\\s*[(]?(?:as )?(?:an? |the )?(?:whole (?:value|string|text|match)|full (?:match|string|value|text)|exact match|entire (?:value|string|text)|exact path)[)]?$");
  private static final Pattern SPLIT =
      Pattern.compile("\\s*,\\s+(?:or\\s+|and\\s+)?|\\s+(?:or|and)\\s+|\\s*;\\s+");
  private static final Pattern MORE =
      Pattern.compile("(?i)[\\s,]*(?:etc\\.?|and so on|\\.\\.\\.|\u2026)$");
  private static final Pattern QUOTES = Pattern.compile("^[\"'`\u201c\u2018]|[\"'`\u201d\u2019]$");

  /** A text that nobody would take for words of the sentence. */
  private static final Pattern SHOWN =
      Pattern.compile(
          "[\"'`\u201c].+[\"'`\u201d]|\\S*[^\\sA-Za-z]\\S*|[A-Z]{2,}|[a-z]+[A-Z]\\w*|[A-Z][a-z]+(?:[A-Z][a-z]*)+");

  /** The form itself, not an example of it. */
  private static final Pattern SKETCHED =
      Pattern.compile("(?i)yyyy|hh:mm|dd[-/.]mm|mm[-/.]dd|[<>{}]|/:[a-z]|N{3,}|X{3,}");

  /**
   * Several words that are one text, because of their numbers: {@code 9:30 am}, {@code Q1 2024}.
   */
  private static final Pattern SPACED =
      Pattern.compile(
          "(?=.*\\d)\\S+(?: \\S+){1,2}|[A-Z0-9]+(?: [A-Z0-9]+){1,3}|\\+?[\\d() .-]{6,}");

  /** What comes before the texts themselves are named. */
  private static final Pattern ASKING =
      Pattern.compile(
          "(?i)^(?:please |can you |could you |hi,? |hey,? )*(?:(?:i |we )?(?:need|want|would like)(?: an?)?(?: regex| pattern| expression| way)?(?: to| for| that)? "
              + "|(?:give|write|make|build|create) (?:me )?(?:an? )?(?:regex|regexp|pattern|expression) (?:for|that|to|which) |(?:an? )?(?:regex|regexp|pattern|expression) (?:for|that|to|which) )?"
              + "(?:(?:match(?:es|ing)?|finds?|show(?: me)?|filter(?: for| by)?|get|catch(?:es)?|detects?|selects?|identify|identifies|captures?) )?(?=\\S+ \\S)");

  private static final Pattern NO_SUFFIX =
      Pattern.compile(
          "(?i),?\\s*(?:and |with |but )*(?:no|without(?: an?| any)?) (?:suffix|prefix|extra text|other text|other characters)(?: (?:such as|like) \\S+)?$");
  private static final Pattern STYLE = Pattern.compile("(\\S*[^A-Za-z\\s]\\S*)[- ]style (.+)");

  /** Whether it is said that there is nothing else. */
  static boolean whole(String description) {
    return NOTHING_ELSE.matcher(description).find();
  }

  /** The description without what says so. */
  static String open(String description) {
    return NOTHING_ELSE.matcher(description).replaceAll("");
  }

  static Said of(String description) {
    String text =
        ASKING.matcher(description.strip().replaceAll("(?<=\\S)[.!?]+$", "")).replaceFirst("");
    List<String> only = MORE.matcher(text).find() ? list(text, new ArrayList<>()) : null;
    if (only != null && only.size() > 1) {
      return new Said("", only, List.of(), false);
    }
    Matcher style = STYLE.matcher(text);
    if (style.matches()) {
      return new Said(style.group(2), List.of(style.group(1)), List.of(), false);
    }
    boolean bare = NO_SUFFIX.matcher(text).find();
    text = NO_SUFFIX.matcher(text).replaceFirst("");
    boolean whole = bare || NOTHING_ELSE.matcher(text).find();
    text = NOTHING_ELSE.matcher(text).replaceAll("");
    List<String> examples = new ArrayList<>();
    List<String> others = new ArrayList<>();
    Matcher brackets = BRACKETS.matcher(text);
    while (brackets.find()) {
      List<String> shown = list(brackets.group(1), others);
      if (shown != null) {
        examples.addAll(shown);
        text = text.substring(0, brackets.start()) + text.substring(brackets.end());
        brackets = BRACKETS.matcher(text);
      }
    }
    Matcher tail = TAIL.matcher(text);
    if (tail.matches()) {
      List<String> shown = list(tail.group(2), others);
      if (shown != null) {
        (DENIED.matcher(tail.group(1)).matches() ? others : examples).addAll(shown);
        text = tail.group(1);
      }
    }
    whole |= NO_SUFFIX.matcher(text).find();
    text = NO_SUFFIX.matcher(text).replaceFirst("");
    return new Said(
        text.replaceAll("[\\s,;:]+$", "").strip(),
        List.copyOf(examples),
        List.copyOf(others),
        whole);
  }

  /** The examples; null when there is more than examples. */
  private static List<String> list(String written, List<String> others) {
    String text = MORE.matcher(written.strip()).replaceFirst("");
    List<String> denied = new ArrayList<>();
    Matcher not = BUT_NOT.matcher(text);
    if (not.matches()) {
      denied.add(bare(not.group(2)));
      text = not.group(1);
    }
    List<String> found = new ArrayList<>();
    for (String one : SPLIT.split(text, -1)) {
      String example = one.strip();
      boolean shown =
          SHOWN.matcher(example).matches()
              || SPACED.matcher(example).matches()
              || (example.matches("[A-Za-z]{2,}") && found.size() + 1 < 8);
      boolean sketched = SKETCHED.matcher(example).find() || Masks.of(bare(example)) != null;
      if (!shown || sketched) {
        return null;
      }
      found.add(bare(example));
    }
    others.addAll(denied);
    return found;
  }

  private static String bare(String text) {
    String open = QUOTES.matcher(text).replaceAll("");
    return open.length() > 1 ? open.replaceAll("[,;]$", "") : open;
  }

  /** Whether an expression finds all examples and none of the others. */
  boolean shows(Candidate candidate) {
    List<String> matches = Stream.concat(candidate.matches().stream(), examples.stream()).toList();
    List<String> none = Stream.concat(candidate.others().stream(), others.stream()).toList();
    return new Candidate(candidate.expression(), matches, none).holds();
  }
}
