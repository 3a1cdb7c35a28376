package dev.zoetrope.server.assistant;

import dev.zoetrope.api.AssistantApi;
import dev.zoetrope.api.model.AiFilters;
import dev.zoetrope.api.model.AiFiltersRequest;
import dev.zoetrope.api.model.AiRegex;
import dev.zoetrope.api.model.AiRegexRequest;
import dev.zoetrope.server.accounts.CurrentRequest;
import io.micronaut.http.annotation.Controller;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;

@Controller
@ExecuteOn(TaskExecutors.BLOCKING)
class AssistantController implements AssistantApi {
  private final CurrentRequest current;
  private final AssistantService assistant;

  AssistantController(CurrentRequest current, AssistantService assistant) {
    this.current = current;
    this.assistant = assistant;
  }

  @Override
  public AiFilters createAiFilters(String projectId, AiFiltersRequest request) {
    return FilterAnswers.of(
        assistant.filters(current.project().id(), FilterAnswers.messages(request)));
  }

  @Override
  public AiRegex createAiRegex(String projectId, AiRegexRequest request) {
    return RegexAnswers.of(assistant.regex(current.project().id(), request.getRegex()));
  }
}
