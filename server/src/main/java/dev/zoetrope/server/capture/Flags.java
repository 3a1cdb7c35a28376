package dev.zoetrope.server.capture;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.zoetrope.server.accounts.Project;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.UUID;

/** Answers about feature flags, of which there are none, in the forms of all SDK ages (B-111). */
@Singleton
class Flags {
  private final RemoteConfigs configs;
  private final Clock clock;

  Flags(RemoteConfigs configs, Clock clock) {
    this.configs = configs;
    this.clock = clock;
  }

  /**
   * The answer of {@code /flags}.
   *
   * @param version {@code v} of the query; from 2 on flags are objects
   * @param withConfig whether the remote configuration was asked for as well
   */
  ObjectNode answer(Project project, int version, boolean withConfig) {
    ObjectNode answer = withConfig ? configs.tree(project) : JsonNodeFactory.instance.objectNode();
    answer.put("errorsWhileComputingFlags", false);
    if (version >= 2) {
      answer.putObject("flags");
    } else {
      answer.putObject("featureFlags");
      answer.putObject("featureFlagPayloads");
    }
    return answer.put("requestId", UUID.randomUUID().toString()).put("evaluatedAt", clock.millis());
  }

  /**
   * The answer of {@code /decide}: always with the configuration.
   *
   * @param version {@code v} of the query: a list below 2, values by key for 2 and 3, then objects
   */
  ObjectNode decision(Project project, int version) {
    ObjectNode answer = configs.tree(project);
    answer.putObject("config").put("enable_collect_everything", true);
    answer.put("errorsWhileComputingFlags", false);
    if (version >= 4) {
      answer.putObject("flags");
    } else if (version >= 2) {
      answer.putObject("featureFlags");
      answer.putObject("featureFlagPayloads");
    } else {
      answer.putArray("featureFlags");
    }
    return answer;
  }
}
