package dev.zoetrope.server.assistant;

import dev.zoetrope.server.assistant.filters.FilterAnswer;
import dev.zoetrope.server.assistant.filters.FilterEngine;
import dev.zoetrope.server.assistant.regex.RegexAnswer;
import dev.zoetrope.server.assistant.regex.RegexEngine;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;

/** Answers in filters and expressions what people ask for in words (B-420, B-450). */
@Singleton
public class AssistantService {
  private final FilterEngine filters = new FilterEngine();
  private final RegexEngine expressions = new RegexEngine();
  private final Vocabularies vocabularies;
  private final Clock clock;

  AssistantService(Vocabularies vocabularies, Clock clock) {
    this.vocabularies = vocabularies;
    this.clock = clock;
  }

  /** The filter that a conversation has come to, or what has to be asked. */
  public FilterAnswer filters(long projectId, List<Message> conversation) {
    List<String> messages =
        conversation.stream().filter(Message::fromUser).map(Message::content).toList();
    LocalDate today = clock.instant().atZone(ZoneOffset.UTC).toLocalDate();
    return filters.answer(messages, vocabularies.of(projectId), today);
  }

  /** The expression for a description, or why there is none. */
  public RegexAnswer regex(long projectId, String description) {
    return expressions.answer(description);
  }
}
