package dev.zoetrope.server.accounts;

import dev.zoetrope.api.OrganizationsApi;
import dev.zoetrope.api.model.Organization;
import dev.zoetrope.api.model.OrganizationCreate;
import dev.zoetrope.api.model.OrganizationPage;
import dev.zoetrope.server.web.Paging;
import io.micronaut.http.annotation.Controller;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.List;

@Controller
@ExecuteOn(TaskExecutors.BLOCKING)
class OrganizationsController implements OrganizationsApi {
  private final Memberships memberships;
  private final CurrentRequest current;
  private final Paging paging;

  OrganizationsController(Memberships memberships, CurrentRequest current, Paging paging) {
    this.memberships = memberships;
    this.current = current;
    this.paging = paging;
  }

  @Override
  public OrganizationPage listOrganizations(String limit, String offset) {
    List<Organization> all = memberships.organizations(current.caller());
    Paging.Window window = paging.window(limit, offset);
    Paging.Links links = paging.links(current.http(), window, all.size());
    return new OrganizationPage()
        .count(all.size())
        .next(links.next())
        .previous(links.previous())
        .results(all.stream().skip(window.offset()).limit(window.limit()).toList());
  }

  @Override
  public Organization createOrganization(OrganizationCreate body) {
    return memberships.createOrganization(current.caller(), body.getName());
  }
}
