package dev.zoetrope.server.assistant.filters;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** What to ask when a message is not clear. */
public final class Questions {
  /** Upstream's text (contract reference 9.6). */
  public static final String OFF_TOPIC = "Please ask questions only about session replay.";

  static final String LANGUAGE =
      "Sorry, I understand English only. Could you ask in English, please?";

  static final String TOO_LONG =
      "Sorry, that is too long for me. Could you say it in a few sentences, please?";

  public static final String WELCOME =
      "Which recordings are you looking for? For example: rage clicks on /checkout by mobile users, last 7 days.";

  private Questions() {}

  static String of(List<Problem> problems, List<String> addresses) {
    List<String> questions = new ArrayList<>();
    String unknown =
        problems.stream()
            .filter(Problem.Unknown.class::isInstance)
            .map(problem -> "\u201c" + ((Problem.Unknown) problem).words() + "\u201d")
            .distinct()
            .collect(Collectors.joining(", "));
    if (!unknown.isEmpty()) {
      questions.add("I did not understand " + unknown + ". Could you say it in other words?");
    }
    for (Problem problem : problems) {
      String question = question(problem, addresses);
      if (!question.isEmpty() && !questions.contains(question)) {
        questions.add(question);
      }
    }
    return String.join(" ", questions);
  }

  private static String question(Problem problem, List<String> addresses) {
    if (problem instanceof Problem.Page page) {
      return "What is the specific URL for the "
          + page.name()
          + " page?"
          + suggestion(page.name(), addresses);
    }
    if (problem instanceof Problem.VagueDate date) {
      return "Which start and end dates do you mean by \u201c" + date.words() + "\u201d?";
    }
    if (problem instanceof Problem.Threshold threshold) {
      return "What value should count as '"
          + threshold.word()
          + "' for "
          + threshold.figure()
          + "?";
    }
    if (problem instanceof Problem.Bare bare) {
      return "What about \u201c"
          + bare.words()
          + "\u201d: of what, and at least, at most or exactly so much?";
    }
    if (problem instanceof Problem.Count count) {
      return "Filters can say whether there were \u201c"
          + count.event()
          + "\u201d, not how many. Is once enough?";
    }
    if (problem instanceof Problem.UnclearDate date) {
      return "Which date is \u201c" + date.words() + "\u201d? Please write dates like 2026-11-30.";
    }
    if (problem instanceof Problem.UnclearValue value) {
      return "\u201c"
          + value.value()
          + "\u201d could be a value of "
          + String.join(" or ", value.properties())
          + ". Which one do you mean?";
    }
    return "";
  }

  /** Addresses of the project that have the page's name in them. */
  private static String suggestion(String page, List<String> addresses) {
    String name = page.replace("-", "");
    List<String> near =
        addresses.stream()
            .filter(address -> address.replace("-", "").contains(name))
            .limit(3)
            .toList();
    return near.isEmpty() ? "" : " There is " + String.join(", ", near) + ".";
  }
}
