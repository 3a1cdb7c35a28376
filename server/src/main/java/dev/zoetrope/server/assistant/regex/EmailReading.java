package dev.zoetrope.server.assistant.regex;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** E-mail addresses of some domains, or of all but some. */
final class EmailReading implements Reading {
  private static final Set<String> NAMES =
      Set.of("email", "emails", "e-mail", "e-mails", "mail", "mails", "address", "addresses");
  private static final Map<String, String> PROVIDERS =
      Map.of(
          "gmail", "gmail.com",
          "googlemail", "googlemail.com",
          "google", "gmail.com",
          "yahoo", "yahoo.com",
          "hotmail", "hotmail.com",
          "outlook", "outlook.com",
          "icloud", "icloud.com",
          "aol", "aol.com",
          "proton", "proton.me",
          "protonmail", "protonmail.com");
  private static final String LOCAL = "[A-Za-z0-9._%+-]+";

  @Override
  public Candidate read(Description description) {
    boolean email = false;
    boolean negated = false;
    List<String> domains = new ArrayList<>();
    List<String> others = new ArrayList<>();
    for (int i = 0; i < description.words().size(); i++) {
      Word word = description.words().get(i);
      if (unknown(description.words(), i)) {
        return null;
      }
      email |= NAMES.contains(word.plain());
      negated |= word.is("NOT");
      if (PROVIDERS.containsKey(word.plain())) {
        email |= word.plain().equals("gmail") || word.plain().equals("hotmail");
        (negated ? others : domains).add(PROVIDERS.get(word.plain()));
      } else if (word.is(Word.Kind.LITERAL)) {
        String text = word.text().startsWith("@") ? word.text().substring(1) : word.text();
        if (!text.matches("\\.?(?:[\\w-]+\\.)*[A-Za-z]{2,}") || text.indexOf('.') < 0) {
          return null;
        }
        (negated ? others : domains).add(text);
      } else if (word.is(Word.Kind.NUMBER)
          || word.is("EXAMPLE")
          || word.is("START")
          || word.plain().matches("ip|ipv[46]|mac|web")) {
        return null;
      }
    }
    if (!email || (domains.isEmpty() && others.isEmpty())) {
      return null;
    }
    return domains.isEmpty() ? candidate(others, true) : candidate(domains, false);
  }

  /** One of several of which nobody knows the domain. */
  private static boolean unknown(List<Word> words, int i) {
    boolean joined =
        (i > 0 && words.get(i - 1).is("OR")) || (i + 1 < words.size() && words.get(i + 1).is("OR"));
    String plain = words.get(i).plain();
    return joined
        && words.get(i).is(Word.Kind.WORD)
        && !PROVIDERS.containsKey(plain)
        && !NAMES.contains(plain)
        && !KnownTypes.NOISE.contains(plain);
  }

  private static Candidate candidate(List<String> domains, boolean negated) {
    List<String> theirs = new ArrayList<>();
    List<String> others = new ArrayList<>();
    List<String> expressions = new ArrayList<>();
    for (String domain : domains) {
      boolean suffix = domain.startsWith(".");
      expressions.add(
          (suffix ? "(?:[A-Za-z0-9-]+\\.)*[A-Za-z0-9-]+" : "") + Escape.literal(domain));
      theirs.add("first.last@" + (suffix ? "example" : "") + domain);
      others.add("first.last@" + (suffix ? "example" : "") + domain + "x");
    }
    others.add("first.last@example-other.org");
    if (!negated) {
      return new Candidate("^" + LOCAL + "@" + Escape.oneOf(expressions) + "$", theirs, others);
    }
    List<String> endings =
        domains.stream().map(domain -> domain.startsWith(".") ? domain : "@" + domain).toList();
    String not =
        Complement.expression(
            List.of(new Complement.Condition(endings, Complement.Where.END, true)));
    return not == null ? null : new Candidate(not, others, theirs);
  }
}
