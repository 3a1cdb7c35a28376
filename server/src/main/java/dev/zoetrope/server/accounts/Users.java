package dev.zoetrope.server.accounts;

import dev.zoetrope.api.model.CurrentOrganization;
import dev.zoetrope.api.model.Organization;
import dev.zoetrope.api.model.Team;
import dev.zoetrope.api.model.User;
import dev.zoetrope.api.model.UserBasic;
import dev.zoetrope.server.accounts.Rows.MembershipRow;
import dev.zoetrope.server.accounts.Rows.OrganizationRow;
import dev.zoetrope.server.accounts.Rows.ProjectRow;
import dev.zoetrope.server.accounts.Rows.UserRow;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/** Users, as they see themselves and as others see them. */
@Singleton
public class Users {
  private final AccountRepository accounts;

  Users(AccountRepository accounts) {
    this.accounts = accounts;
  }

  /** What every list shows of a user. */
  public record Basic(
      long id, UUID uuid, String distinctId, String firstName, String lastName, String email) {}

  /** A user as others see it; empty for an id that is nobody's. */
  public Optional<Basic> basic(long id) {
    return accounts
        .userById(id)
        .map(
            user ->
                new Basic(
                    user.id(),
                    user.uuid(),
                    user.distinctId(),
                    user.firstName(),
                    user.lastName(),
                    user.email()));
  }

  /** A user as every answer shows the author of something; for ids that exist. */
  public UserBasic shown(long id) {
    Basic user = basic(id).orElseThrow();
    return new UserBasic()
        .id(user.id())
        .uuid(user.uuid())
        .distinctId(user.distinctId())
        .firstName(user.firstName())
        .lastName(user.lastName())
        .email(user.email())
        .isEmailVerified(true)
        .hedgehogConfig(null)
        .roleAtOrganization(null);
  }

  @Transactional
  User me(long id) {
    UserRow user = accounts.userById(id).orElseThrow();
    List<ProjectRow> projects = accounts.projectsOf(id);
    // Whoever was taken out of an organization sees nothing of it any more.
    Optional<ProjectRow> project =
        projects.stream()
            .filter(row -> Long.valueOf(row.id()).equals(user.currentProjectId()))
            .findFirst()
            .or(() -> projects.stream().findFirst());
    List<Organization> organizations = organizations(id);
    return new User()
        .id(user.id())
        .uuid(user.uuid())
        .distinctId(user.distinctId())
        .firstName(user.firstName())
        .lastName(user.lastName())
        .email(user.email())
        .pendingEmail(null)
        .isEmailVerified(true)
        .isStaff(user.staff())
        .hasPassword(!user.passwordHash().isEmpty())
        .dateJoined(user.dateJoined())
        .notificationSettings(Map.of())
        .themeMode(null)
        .hedgehogConfig(null)
        .roleAtOrganization(null)
        .team(project.map(Users::team).orElse(null))
        .organization(project.map(row -> current(organizations, row)).orElse(null))
        .organizations(organizations);
  }

  private static CurrentOrganization current(List<Organization> all, ProjectRow project) {
    Organization organization =
        all.stream()
            .filter(o -> o.getId().equals(project.organizationId()))
            .findFirst()
            .orElseThrow();
    return new CurrentOrganization()
        .id(organization.getId())
        .name(organization.getName())
        .slug(organization.getSlug())
        .createdAt(organization.getCreatedAt())
        .membershipLevel(organization.getMembershipLevel());
  }

  private List<Organization> organizations(long userId) {
    Map<UUID, Integer> levels =
        accounts.membershipsOf(userId).stream()
            .collect(Collectors.toMap(MembershipRow::organizationId, MembershipRow::level));
    return accounts.organizationsOf(userId).stream()
        .map(row -> organization(row, levels.get(row.id())))
        .toList();
  }

  static Organization organization(OrganizationRow row, int level) {
    return new Organization()
        .id(row.id())
        .name(row.name())
        .slug(row.slug())
        .createdAt(row.createdAt())
        .membershipLevel(level);
  }

  static Team team(ProjectRow row) {
    return new Team()
        .id(row.id())
        .uuid(row.uuid())
        .organization(row.organizationId())
        .projectId(row.id())
        .apiToken(row.token())
        .name(row.name());
  }
}
