package dev.zoetrope.server.assistant.filters;

import dev.zoetrope.server.assistant.ProjectVocabulary;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.yaml.snakeyaml.Yaml;

/** Sentences with the filters that they must become, from the files of the corpus. */
record FilterCorpus(List<Case> cases) {
  static final LocalDate TODAY = LocalDate.of(2026, 11, 23);

  /**
   * @param ask part of the question to be asked; null when there must be a filter
   */
  record Case(List<String> messages, String filter, String from, String to, String ask) {
    /** What is wrong with the answer; null when nothing is. */
    String problem(FilterAnswer answer) {
      if (answer instanceof FilterAnswer.Question question) {
        return ask != null && question.text().contains(ask) ? null : "asked: " + question.text();
      }
      FilterAnswer.Filters found = (FilterAnswer.Filters) answer;
      String text = FilterNotation.sorted(FilterNotation.of(found.condition()));
      boolean right =
          ask == null
              && text.equals(FilterNotation.sorted(filter))
              && found.period().equals(new Period(from, to));
      return right ? null : text + " @ " + found.period().from() + ".." + found.period().to();
    }

    String expected() {
      return ask == null ? filter + " @ " + from + ".." + to : "ask: " + ask;
    }
  }

  static FilterCorpus read(String file) {
    List<Case> cases = new ArrayList<>();
    for (Object entry : (List<?>) tree(file).get("sentences")) {
      Map<?, ?> fields = (Map<?, ?>) entry;
      Object say = fields.get("say");
      List<String> messages =
          say instanceof List<?> list
              ? list.stream().map(String::valueOf).toList()
              : List.of(String.valueOf(say));
      cases.add(
          new Case(
              messages,
              Objects.toString(fields.get("is"), ""),
              Objects.toString(fields.get("from"), "-5d"),
              Objects.toString(fields.get("to"), "null"),
              (String) fields.get("ask")));
    }
    return new FilterCorpus(cases);
  }

  /** The vocabulary of the project that most sentences are said in. */
  static ProjectVocabulary vocabulary() {
    return vocabulary("filters.yaml");
  }

  /** The vocabulary of a file, or that of most where it has none. */
  static ProjectVocabulary vocabulary(String file) {
    Object own = tree(file).get("vocabulary");
    Map<?, ?> vocabulary = (Map<?, ?>) (own == null ? tree("filters.yaml").get("vocabulary") : own);
    List<String> events =
        ((List<?>) vocabulary.get("events")).stream().map(String::valueOf).toList();
    List<ProjectVocabulary.Property> properties = new ArrayList<>();
    for (Object entry : (List<?>) vocabulary.get("values")) {
      Map<?, ?> fields = (Map<?, ?>) entry;
      properties.add(
          new ProjectVocabulary.Property(
              (String) fields.get("type"),
              (String) fields.get("key"),
              ((List<?>) fields.get("values")).stream().map(String::valueOf).toList()));
    }
    return new ProjectVocabulary() {
      @Override
      public List<String> events() {
        return events;
      }

      @Override
      public List<Property> properties() {
        return properties;
      }
    };
  }

  private static Map<?, ?> tree(String file) {
    try (InputStream in = FilterCorpus.class.getResourceAsStream("/assistant/" + file)) {
      return new Yaml().load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
