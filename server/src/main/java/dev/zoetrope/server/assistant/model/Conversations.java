package dev.zoetrope.server.assistant.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks the model, and once more when its answer is no good, saying why. */
@Singleton
class Conversations {
  private static final Logger LOG = LoggerFactory.getLogger(Conversations.class);

  /** Makes an answer of what the model said. */
  interface Reader<T> {
    /**
     * Reads the model's text.
     *
     * @throws ModelFailure when it is not what was asked for; the message goes to the model
     */
    T read(String text) throws ModelFailure;
  }

  private final ModelSettings settings;
  private final ChatClient chat;
  private final ModelBudget budget;
  private final ObjectMapper json;

  Conversations(ModelSettings settings, ChatClient chat, ModelBudget budget, ObjectMapper json) {
    this.settings = settings;
    this.chat = chat;
    this.budget = budget;
    this.json = json;
  }

  boolean possible() {
    return settings.baseUrl() != null && !settings.baseUrl().toString().isBlank();
  }

  ArrayNode start(String instructions) {
    ArrayNode messages = json.createArrayNode();
    add(messages, "system", instructions);
    return messages;
  }

  void add(ArrayNode messages, String role, String content) {
    messages.addObject().put("role", role).put("content", content);
  }

  /** The model's answer; empty when there is none that can be used. */
  <T> Optional<T> ask(
      long projectId, ArrayNode messages, String name, JsonNode schema, Reader<T> reader) {
    String reason = "the budget of the day is spent";
    for (int attempt = 0; attempt < 2 && budget.take(projectId); attempt++) {
      String text;
      try {
        text = chat.answer(messages, name, schema);
      } catch (ModelFailure e) {
        LOG.warn("The language model was of no use: {}", e.getMessage());
        return Optional.empty();
      }
      try {
        return Optional.of(reader.read(text));
      } catch (ModelFailure e) {
        reason = e.getMessage();
        add(messages, "assistant", text.length() > 4000 ? text.substring(0, 4000) : text);
        add(
            messages,
            "user",
            "That answer cannot be used: "
                + reason
                + ". Answer again, as JSON of the schema only.");
      }
    }
    LOG.warn("The language model was of no use: {}", reason);
    return Optional.empty();
  }
}
