package dev.zoetrope.server.assistant;

import dev.zoetrope.api.AssistantApi;
import dev.zoetrope.api.model.AiFilters;
import dev.zoetrope.api.model.AiFiltersRequest;
import dev.zoetrope.api.model.AiRegex;
import dev.zoetrope.api.model.AiRegexRequest;
import dev.zoetrope.server.web.ApiException;
import dev.zoetrope.server.web.ErrorCode;
import io.micronaut.http.annotation.Controller;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;

@Controller
@ExecuteOn(TaskExecutors.BLOCKING)
class AssistantController implements AssistantApi {
  @Override
  public AiFilters createAiFilters(String projectId, AiFiltersRequest request) {
    throw ApiException.of(
        ErrorCode.NOT_IMPLEMENTED, "Filters from words are not available in this version.");
  }

  @Override
  public AiRegex createAiRegex(String projectId, AiRegexRequest request) {
    throw ApiException.of(
        ErrorCode.NOT_IMPLEMENTED,
        "Regular expressions from words are not available in this version.");
  }
}
