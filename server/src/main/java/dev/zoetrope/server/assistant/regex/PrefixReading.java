package dev.zoetrope.server.assistant.regex;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Texts with a name that start with something: networks by their first numbers, signs before
 * numbers.
 */
final class PrefixReading implements Reading {
  private static final String OCTET = "(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)";
  private static final Pattern NETWORK = Pattern.compile("\\d{1,3}(?:\\.\\d{1,3}){0,2}");
  private static final Pattern REST = Pattern.compile("(?:\\.(?:[xX*]|\\d{1,3}/\\d+))*\\.?$");
  private static final Pattern MORE = Pattern.compile("(\\\\[wd])[+*]\\$$");
  private static final int OCTETS = 4;

  @Override
  public Candidate read(Description description) {
    List<Word> words = description.words();
    Candidate followed = followed(words);
    if (followed != null) {
      return followed;
    }
    for (int i = 1; i + 1 < words.size(); i++) {
      if (words.get(i).is("START") || words.get(i).is("HAS") || words.get(i).plain().equals("in")) {
        Candidate type = RegexEngine.named(words.subList(0, i));
        boolean last = i + 2 == words.size();
        Word end = words.get(words.size() - 1);
        boolean example =
            !last && words.get(words.size() - 2).is("EXAMPLE") && end.is(Word.Kind.LITERAL);
        if (type == null || words.get(i + 1).is(Word.Kind.KEYWORD) || !(last || example)) {
          continue;
        }
        String text = words.get(i + 1).text();
        Candidate found =
            type.expression().equals(KnownTypes.of("ip").expression())
                ? network(text)
                : words.get(i).is("START") ? sign(type, text) : null;
        return found == null || last ? found : found.with(end.text());
      }
    }
    return null;
  }

  /** {@code /u/ followed by a uuid}. */
  private static Candidate followed(List<Word> words) {
    for (int i = 1; i + 1 < words.size(); i++) {
      boolean then = words.get(i).is("THEN") && words.get(i - 1).is(Word.Kind.LITERAL);
      boolean sole =
          then
              && words.subList(0, i - 1).stream()
                  .allMatch(
                      word -> RelationReading.skipped(word) || word.is("HAS") || word.is("START"));
      sole |= then && i > 1 && about(words.subList(0, i - 1));
      Candidate type = sole ? RegexEngine.named(words.subList(i + 1, words.size())) : null;
      if (type != null && !type.matches().isEmpty()) {
        String text = words.get(i - 1).text();
        boolean path = text.contains("/");
        boolean start = !path || words.subList(0, i).stream().anyMatch(word -> word.is("START"));
        return new Candidate(
            (start ? "^" : "")
                + Escape.literal(text)
                + Operands.inside(type.expression())
                + (path ? "(?:[/?#]|$)" : "$"),
            List.of(text + type.matches().get(0)),
            List.of(text, type.matches().get(0)));
      }
    }
    return null;
  }

  /** "Product pages: /p/ followed by a slug": what they are called does not matter. */
  private static boolean about(List<Word> words) {
    return words.stream().allMatch(word -> word.is(Word.Kind.WORD))
        && RelationReading.SUBJECTS.contains(words.get(words.size() - 1).plain());
  }

  private static Candidate network(String written) {
    String text = REST.matcher(written).replaceFirst("");
    if (!NETWORK.matcher(text).matches()) {
      return null;
    }
    int left = OCTETS - text.split("\\.").length;
    return new Candidate(
        "^" + Escape.literal(text) + "(?:\\." + OCTET + "){" + left + "}$",
        List.of(text + ".1".repeat(left)),
        List.of(text, text + "9" + ".1".repeat(left)));
  }

  /** {@code hashtags starting with #sale}: one by itself, of which more of the same may follow. */
  private static Candidate longer(Candidate type, String text) {
    Matcher end = MORE.matcher(type.expression());
    return end.find() && Pattern.compile(type.expression()).matcher(text).find()
        ? new Candidate(
            "^" + Escape.literal(text) + end.group(1) + "*$", List.of(text), type.others())
        : null;
  }

  /** {@code versions starting with v}: only before what cannot begin with it by itself. */
  private static Candidate sign(Candidate type, String sign) {
    Candidate longer = longer(type, sign);
    if (longer != null) {
      return longer;
    }
    String sample = type.matches().get(0);
    boolean apart =
        sign.chars().noneMatch(Character::isDigit)
            && !type.expression().contains("a-f")
            && type.expression().startsWith("^")
            && Character.isDigit(sample.charAt(0))
            && !Pattern.compile(type.expression()).matcher(sign + sample).find();
    Matcher parts =
        Pattern.compile("^\\^\\\\d\\+\\\\\\.\\\\d\\+\\\\\\.\\\\d\\+").matcher(type.expression());
    String expression =
        parts.find() ? "\\d+(?:\\.\\d+)+" + type.expression().substring(parts.end()) : null;
    return apart
        ? new Candidate(
            "^"
                + Escape.literal(sign)
                + (expression == null ? type.expression().substring(1) : expression),
            List.of(sign + sample),
            List.of(sample))
        : null;
  }
}
