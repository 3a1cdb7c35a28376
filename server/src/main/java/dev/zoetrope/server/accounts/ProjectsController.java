package dev.zoetrope.server.accounts;

import dev.zoetrope.api.ProjectsApi;
import dev.zoetrope.api.model.Project;
import dev.zoetrope.api.model.ProjectCreate;
import dev.zoetrope.api.model.ProjectPage;
import dev.zoetrope.server.web.Paging;
import io.micronaut.http.annotation.Controller;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.List;

@Controller
@ExecuteOn(TaskExecutors.BLOCKING)
class ProjectsController implements ProjectsApi {
  private final Memberships memberships;
  private final CurrentRequest current;
  private final Paging paging;

  ProjectsController(Memberships memberships, CurrentRequest current, Paging paging) {
    this.memberships = memberships;
    this.current = current;
    this.paging = paging;
  }

  @Override
  public ProjectPage listProjects(String limit, String offset) {
    List<Project> all = memberships.projects(current.caller());
    Paging.Window window = paging.window(limit, offset);
    Paging.Links links = paging.links(current.http(), window, all.size());
    return new ProjectPage()
        .count(all.size())
        .next(links.next())
        .previous(links.previous())
        .results(all.stream().skip(window.offset()).limit(window.limit()).toList());
  }

  @Override
  public Project createProject(ProjectCreate body) {
    return memberships.createProject(
        current.caller(), body.getName(), body.getOrganization(), body.getTimezone());
  }
}
