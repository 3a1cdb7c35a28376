package dev.zoetrope.server.assistant.regex;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Addresses with a parameter in their query, by its name alone or with its value. */
final class ParameterReading {
  private static final Pattern ASSIGNED = Pattern.compile("[?&]?([\\w.-]+)=([^=&#?\\s]+)");
  private static final String URLS = "(?i)urls?|pages?|links?|address|addresses|visits?";
  private static final String NAMED = "parameters?|params?|argument";
  private static final String OTHERS =
      "query|string|querystring|url|the|a|an|any|no|some|same|request|get|search|single|extra|optional";
  private static final String NAMING = "called|named|name|with|of|the|a";
  private static final String NUMBER =
      "numeric|numerical|numbers?|integers?|digits?|numeric value|numerical value|number as value";

  private static final String KNOWN =
      "gclid|fbclid|msclkid|ttclid|twclid|dclid|wbraid|gbraid|utm_\\w+";

  private ParameterReading() {}

  /** Null when no parameter is named, or more is said than its name and value. */
  static Candidate of(List<Word> words) {
    if (words.stream().anyMatch(word -> word.is("NOT") || word.is("NEITHER"))) {
      return null;
    }
    Candidate assigned = assigned(words);
    if (assigned != null) {
      return assigned;
    }
    Candidate counted = counted(words);
    if (counted != null) {
      return counted;
    }
    Candidate tagged = tagged(words);
    if (tagged != null) {
      return tagged;
    }
    Candidate known = known(words);
    if (known != null) {
      return known;
    }
    for (int i = 0; i + 1 < words.size(); i++) {
      if (words.get(i).plain().matches(NAMED) && valuedBefore(words, i)) {
        return saidBefore(words, i);
      }
      if (words.get(i).plain().matches(NAMED)) {
        int name = i + 1;
        while (name + 1 < words.size() && words.get(name).plain().matches(NAMING)) {
          name++;
        }
        boolean pronoun = words.get(name).plain().matches("that|which|it|is|in|and|or");
        if (!pronoun
            && (words.get(name).is(Word.Kind.LITERAL) || words.get(name).is(Word.Kind.WORD))) {
          return said(words, name);
        }
      } else if (named(words, i) || valued(words, i)) {
        return said(words, i);
      }
    }
    return null;
  }

  /** {@code urls with exactly two query parameters}. */
  private static Candidate counted(List<Word> words) {
    for (int i = 0; i < words.size(); i++) {
      Count count = Count.at(words, i);
      int end = count == null ? words.size() : count.next();
      while (end < words.size() && words.get(end).plain().matches("query|url|get|search")) {
        end++;
      }
      boolean all =
          end + 1 == words.size()
              && words.get(end).plain().matches(NAMED)
              && count.least() > 0
              && (count.least() > 1 || count.most() > 0);
      if (all) {
        String one = "[^&#]+";
        Count more =
            new Count(count.least() - 1, count.most() < 0 ? -1 : count.most() - 1, count.next());
        String rest = more.most() == 0 ? "" : "(?:&" + one + ")" + quantifier(more);
        String sample = "/?a=b" + "&c=d".repeat(count.least() - 1);
        return new Candidate(
            "^[^?#]*\\?" + one + rest + "(?:#.*)?$",
            List.of(sample),
            List.of("/", count.most() < 0 ? "/a" : "/?a=b" + "&c=d".repeat(count.most())));
      }
    }
    return null;
  }

  private static String quantifier(Count count) {
    return count.quantifier().isEmpty() ? "{1}" : count.quantifier();
  }

  /** {@code landing pages with utm_medium cpc}. */
  private static Candidate tagged(List<Word> words) {
    int last = words.size() - 1;
    boolean value =
        last > 0
            && words.get(last - 1).text().matches("utm_\\w+")
            && words.get(last).is(Word.Kind.WORD)
            && !words
                .get(last)
                .plain()
                .matches(OTHERS + "|" + NAMED + "|set|present|anywhere|tags?")
            && words.subList(0, last - 1).stream()
                .allMatch(word -> word.is(Word.Kind.WORD) || word.is("HAS") || word.is("FROM"));
    return value
        ? candidate(
            words.get(last - 1).text(),
            Escape.literal(words.get(last).text()),
            words.get(last).text())
        : null;
  }

  /** {@code gclid or fbclid in the url}: names that only parameters have. */
  private static Candidate known(List<Word> words) {
    List<String> names = new ArrayList<>();
    for (Word word : words) {
      boolean rest =
          word.is("HAS")
              || word.is("OR")
              || word.is("FROM")
              || word.is(Word.Kind.COMMA)
              || word.plain().matches(URLS)
              || word.plain().matches(NAMED)
              || word.plain().matches(OTHERS)
              || word.plain().matches("in|set|present|anywhere|there|somewhere|them|it");
      if (word.text().matches(KNOWN)) {
        names.add(word.text());
      } else if (!rest || word.is("NOT")) {
        return null;
      }
    }
    if (names.isEmpty()) {
      return null;
    }
    String one = Escape.oneOf(names.stream().map(Escape::literal).toList());
    return new Candidate(
        "[?&]" + one + "(?:[=&#]|$)",
        List.of("https://a.com/?" + names.get(0) + "=1"),
        List.of("https://a.com/" + names.get(0)));
  }

  /** {@code urls with utm_medium=email}: not those with {@code utm_medium=emails}. */
  private static Candidate assigned(List<Word> words) {
    List<Word> literals = words.stream().filter(word -> word.is(Word.Kind.LITERAL)).toList();
    boolean plain =
        literals.size() == 1
            && words.stream().anyMatch(word -> word.plain().matches(URLS))
            && words.stream().noneMatch(word -> word.is("EXAMPLE"))
            && words.stream()
                .noneMatch(word -> word.is("NOT") || word.is("START") || word.is("END"));
    Matcher matcher = plain ? ASSIGNED.matcher(literals.get(0).text()) : null;
    return matcher != null && matcher.matches()
        ? candidate(matcher.group(1), Escape.literal(matcher.group(2)), matcher.group(2))
        : null;
  }

  /** {@code urls where utm_source is google}, {@code the query has ref equal to partner}. */
  private static boolean valued(List<Word> words, int i) {
    boolean query =
        words.get(i).is(Word.Kind.WORD)
            && words.subList(0, i).stream()
                .anyMatch(word -> word.plain().matches("query|querystring|query-string"));
    return (words.get(i).is(Word.Kind.LITERAL) || query)
        && words.get(i).text().matches("\\w+")
        && ((i > 0 && words.get(i - 1).is("HAS")) || words.get(i).text().startsWith("utm_"))
        && !values(words, i + 1).isEmpty();
  }

  /** {@code the plan param in the url is either pro or team}. */
  private static boolean valuedBefore(List<Word> words, int i) {
    int is = is(words, i + 1);
    boolean name =
        i > 0
            && (words.get(i - 1).is(Word.Kind.LITERAL)
                || (words.get(i - 1).is(Word.Kind.WORD)
                    && !words.get(i - 1).plain().matches(OTHERS)
                    && !words.get(i - 1).plain().matches(NAMED)));
    return name && is > 0 && !values(words, is).isEmpty();
  }

  /** Where it says what the parameter is, behind where it stands; -1 when it does not. */
  private static int is(List<Word> words, int from) {
    for (int i = from; i < words.size(); i++) {
      if (words.get(i).is("IS")) {
        return i;
      }
      if (!words.get(i).plain().matches("in|the|url|query|string|querystring|that|which")
          && !words.get(i).is("FROM")) {
        return -1;
      }
    }
    return -1;
  }

  private static Candidate saidBefore(List<Word> words, int i) {
    List<String> values = values(words, is(words, i + 1));
    return values.size() == 1 && values.get(0).matches(NUMBER)
        ? candidate(words.get(i - 1).text(), "-?\\d+(?:\\.\\d+)?", "12")
        : candidate(
            words.get(i - 1).text(),
            Escape.oneOf(values.stream().map(Escape::literal).toList()),
            values.get(0));
  }

  /** {@code links with the gclid parameter}. */
  private static boolean named(List<Word> words, int i) {
    boolean name =
        words.get(i).is(Word.Kind.LITERAL)
            || (words.get(i).is(Word.Kind.WORD) && !words.get(i).plain().matches(OTHERS));
    return i > 0 && i + 2 == words.size() && name && words.get(i + 1).plain().matches(NAMED);
  }

  private static Candidate said(List<Word> words, int name) {
    String text = words.get(name).text();
    List<String> values = values(words, name + 1);
    if (values.size() == 1 && values.get(0).matches(NUMBER)) {
      return candidate(text, "-?\\d+(?:\\.\\d+)?", "12");
    }
    if (!values.isEmpty()) {
      return candidate(
          text, Escape.oneOf(values.stream().map(Escape::literal).toList()), values.get(0));
    }
    boolean numeric =
        words.subList(name + 1, words.size()).stream()
            .anyMatch(word -> word.plain().matches(NUMBER));
    return numeric ? candidate(text, "-?\\d+(?:\\.\\d+)?", "12") : candidate(text, null, "1");
  }

  /** What the parameter is, to the end: {@code is google or facebook}; none when it is not told. */
  private static List<String> values(List<Word> words, int from) {
    List<String> values = new ArrayList<>();
    boolean next = from < words.size() && words.get(from).is("IS");
    for (int i = from + 1; i < words.size(); i++) {
      Word word = words.get(i);
      if (next && values.isEmpty() && word.plain().matches("either|a|an|the")) {
        continue;
      }
      if (next && !word.is(Word.Kind.KEYWORD) && !word.is(Word.Kind.COMMA)) {
        values.add(word.text());
        next = false;
      } else if (!values.isEmpty() && (word.is("OR") || word.is(Word.Kind.COMMA))) {
        next = true;
      } else if (!(next && word.plain().matches("IS|either"))) {
        return List.of();
      }
    }
    return next ? List.of() : values;
  }

  private static Candidate candidate(String name, String value, String sample) {
    if (name.equalsIgnoreCase("utm") && value == null) {
      return new Candidate("[?&]utm_\\w+=", List.of("/?utm_source=a"), List.of("/utm_source=a"));
    }
    String expression =
        "[?&]"
            + Escape.literal(name)
            + (value == null ? "(?:[=&#]|$)" : "=" + value + "(?:[&#]|$)");
    return new Candidate(
        expression,
        List.of(
            "https://a.com/?" + name + "=" + sample,
            "https://a.com/?b=c&" + name + "=" + sample + "&d=e"),
        List.of("https://a.com/" + name, "https://a.com/?x" + name + "=" + sample));
  }
}
