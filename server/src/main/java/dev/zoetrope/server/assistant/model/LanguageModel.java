package dev.zoetrope.server.assistant.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.zoetrope.server.assistant.Message;
import dev.zoetrope.server.assistant.filters.FilterAnswer;
import dev.zoetrope.server.assistant.regex.RegexAnswer;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * The optional language model (B-440). It is told the instructions, the conversation, and the names
 * of events and properties; nothing that was recorded, and no values.
 */
@Singleton
public class LanguageModel {
  private final Conversations conversations;
  private final ObjectMapper json;
  private final String filterInstructions;
  private final String regexInstructions;
  private final JsonNode filterSchema;
  private final JsonNode regexSchema;

  LanguageModel(Conversations conversations, ObjectMapper json) throws JsonProcessingException {
    this.conversations = conversations;
    this.json = json;
    filterInstructions = resource("filters.txt");
    regexInstructions = resource("regex.txt");
    filterSchema = json.readTree(resource("filters.schema.json"));
    regexSchema = json.readTree(resource("regex.schema.json"));
  }

  /**
   * The model's filter or question; empty when there is no model or it is of no use.
   *
   * @param names of the project's events and properties
   */
  public Optional<FilterAnswer> filters(
      long projectId, List<Message> messages, List<String> names, LocalDate today) {
    if (!conversations.possible() || messages.isEmpty()) {
      return Optional.empty();
    }
    ArrayNode chat =
        conversations.start(
            filterInstructions
                + "\nToday is "
                + today
                + ".\nNames in this project: "
                + String.join(", ", names));
    for (Message message : messages) {
      conversations.add(chat, message.fromUser() ? "user" : "assistant", message.content());
    }
    return conversations.ask(
        projectId, chat, "recording_filters", filterSchema, new FilterReader(json));
  }

  /** The model's expression or reason; empty when there is no model or it is of no use. */
  public Optional<RegexAnswer> regex(long projectId, String description) {
    if (!conversations.possible()) {
      return Optional.empty();
    }
    ArrayNode chat = conversations.start(regexInstructions);
    conversations.add(chat, "user", description);
    return conversations.ask(
        projectId, chat, "regular_expression", regexSchema, new ExpressionReader(json));
  }

  private static String resource(String name) {
    try (InputStream in =
        LanguageModel.class.getResourceAsStream("/dev/zoetrope/server/assistant/model/" + name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
