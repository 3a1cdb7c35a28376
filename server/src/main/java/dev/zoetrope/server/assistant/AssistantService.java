package dev.zoetrope.server.assistant;

import dev.zoetrope.server.assistant.filters.FilterAnswer;
import dev.zoetrope.server.assistant.filters.FilterEngine;
import dev.zoetrope.server.assistant.filters.ProjectWords;
import dev.zoetrope.server.assistant.model.LanguageModel;
import dev.zoetrope.server.assistant.regex.RegexAnswer;
import dev.zoetrope.server.assistant.regex.RegexEngine;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;

/**
 * Answers in filters and expressions what people ask for in words: the language model when there is
 * one and it is of use, otherwise the engines (B-420, B-440, B-450).
 */
@Singleton
public class AssistantService {
  private final FilterEngine filters = new FilterEngine();
  private final RegexEngine expressions = new RegexEngine();
  private final Vocabularies vocabularies;
  private final LanguageModel model;
  private final Clock clock;

  AssistantService(Vocabularies vocabularies, LanguageModel model, Clock clock) {
    this.vocabularies = vocabularies;
    this.model = model;
    this.clock = clock;
  }

  /** The filter that a conversation has come to, or what has to be asked. */
  public FilterAnswer filters(long projectId, List<Message> conversation) {
    List<String> messages =
        conversation.stream().filter(Message::fromUser).map(Message::content).toList();
    LocalDate today = clock.instant().atZone(ZoneOffset.UTC).toLocalDate();
    ProjectWords words = vocabularies.of(projectId);
    return model
        .filters(projectId, conversation, words.names(), today)
        .orElseGet(() -> filters.answer(messages, words, today));
  }

  /** The expression for a description, or why there is none. */
  public RegexAnswer regex(long projectId, String description) {
    return model.regex(projectId, description).orElseGet(() -> expressions.answer(description));
  }
}
