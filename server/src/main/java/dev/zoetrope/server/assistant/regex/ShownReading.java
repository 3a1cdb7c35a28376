package dev.zoetrope.server.assistant.regex;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Descriptions of which only the examples say how the texts look: {@code plans like PRO-2}. */
final class ShownReading {
  /** Words that say that the examples are some of many. */
  private static final Pattern VARYING =
      Pattern.compile(
          "(?i).*\\b(?:any|all|every|each|codes?|locali[sz]ed|languages?|users?|profiles?|products?|ids?|styles?|names?|orders?|details?|of an?)\\b.*");

  private static final Pattern CALENDAR =
      Pattern.compile("(?i).*\\b(?:dates?|days?|times?|timestamps?|phone numbers?)\\b.*");

  private static final Pattern ASSIGNED = Pattern.compile("[?&]?(\\w[\\w.-]*)=([^=&#]+)");

  private static final Pattern ADDRESSES =
      Pattern.compile("(?i).*\\b(?:urls?|links?|pages?|query|param(?:eter)?s?)\\b.*");

  private static final Pattern NAMES =
      Pattern.compile(
          "(?i).*\\b(?:names?|slugs?|titles?|campaigns?|events?|flags?|keys?|labels?|tags?)");

  private ShownReading() {}

  /** Whether a number is said that the examples may or may not show. */
  private static boolean counted(List<Word> words) {
    for (int i = 0; i < words.size(); i++) {
      CharacterKinds.Found kind = CharacterKinds.at(words, i + 1);
      boolean had = i > 0 && words.get(i - 1).is("HAS");
      if (words.get(i).is(Word.Kind.NUMBER) && (had || kind == null || kind.set().isEmpty())) {
        return true;
      }
    }
    return false;
  }

  /** Only the examples say how it looks. */
  static Candidate of(Said said) {
    List<String> examples = said.examples();
    String first = examples.isEmpty() ? "" : examples.get(0);
    boolean paths = examples.stream().anyMatch(text -> text.startsWith("/"));
    if (examples.isEmpty()
        || GeneralReading.NUMBERS.matcher(said.body()).matches()
        || GeneralReading.SAYING.matcher(said.body()).matches()
        || examples.stream().allMatch(text -> text.matches("[a-z]+"))
        || CALENDAR.matcher(said.body()).matches()
        || (paths
            && !VARYING.matcher(said.body()).matches()
            && !first.matches(".*[?&]\\w+=\\d+.*"))) {
      return null;
    }
    if (examples.stream().allMatch(text -> text.endsWith("@"))) {
      String one = Escape.oneOf(examples.stream().map(Escape::literal).toList());
      return GeneralReading.tried(said, new Candidate("^" + one, examples, List.of("")));
    }
    Matcher assigned = ASSIGNED.matcher(first);
    boolean parameter = first.matches("[?&].*") || ADDRESSES.matcher(said.body()).matches();
    if (examples.size() == 1 && assigned.matches() && parameter) {
      String value = assigned.group(2).matches("\\d+") ? "\\d+" : "[^&#]+";
      return new Candidate(
          "[?&]" + Escape.literal(assigned.group(1)) + "=" + value,
          List.of("?" + first.replaceFirst("^[?&]", "")),
          List.of(""));
    }
    Candidate host = GeneralReading.tried(said, NamedHost.ofExample(examples));
    if (host != null) {
      return host;
    }
    Candidate uuid = KnownTypes.of("uuid");
    if (said.shows(uuid)) {
      return uuid;
    }
    String expression =
        counted(Description.of(said.body()).words())
            ? null
            : ExampleForms.expression(examples, NAMES.matcher(said.body()).matches());
    if (expression == null) {
      return null;
    }
    boolean url = first.contains("://");
    boolean query = first.matches("[?&]\\w+=.*");
    String whole =
        query
            ? "[?&]" + expression.replaceFirst("^\\\\?[?&]", "") + "(?:[&#]|$)"
            : paths || url
                ? (url ? "^" : "") + expression + (first.endsWith("/") ? "" : "(?:[/?#&]|$)")
                : "^" + expression + "$";
    return GeneralReading.tried(said, new Candidate(whole, examples, List.of("")));
  }
}
