package dev.zoetrope.server.recordings;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.zoetrope.api.ProjectSettingsApi;
import dev.zoetrope.api.model.ProjectSettingsPatch;
import dev.zoetrope.server.accounts.CurrentRequest;
import dev.zoetrope.server.accounts.Project;
import io.micronaut.http.annotation.Controller;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;

@Controller
@ExecuteOn(TaskExecutors.BLOCKING)
class ProjectSettingsController implements ProjectSettingsApi {
  private final CurrentRequest current;
  private final TestAccounts testAccounts;

  ProjectSettingsController(CurrentRequest current, TestAccounts testAccounts) {
    this.current = current;
    this.testAccounts = testAccounts;
  }

  @Override
  public dev.zoetrope.api.model.ProjectSettings getProjectSettings(String projectId) {
    Project project = current.project();
    return new dev.zoetrope.api.model.ProjectSettings()
        .id(project.id())
        .organization(project.organizationId())
        .apiToken(project.token())
        .name(project.name())
        .testAccountFilters(testAccounts.filters(project.id()));
  }

  @Override
  public dev.zoetrope.api.model.ProjectSettings updateProjectSettings(
      String projectId, ProjectSettingsPatch patch) {
    if (patch.has("test_account_filters")) {
      JsonNode filters = new ObjectMapper().valueToTree(patch.getTestAccountFilters());
      testAccounts.change(current.project().id(), filters);
    }
    return getProjectSettings(projectId);
  }
}
