package dev.zoetrope.server.accounts;

import dev.zoetrope.api.model.Organization;
import dev.zoetrope.api.model.Project;
import dev.zoetrope.server.accounts.Rows.MembershipRow;
import dev.zoetrope.server.accounts.Rows.OrganizationRow;
import dev.zoetrope.server.accounts.Rows.ProjectRow;
import dev.zoetrope.server.accounts.Rows.UserRow;
import dev.zoetrope.server.crypto.Tokens;
import dev.zoetrope.server.web.ApiException;
import dev.zoetrope.server.web.ErrorCode;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/** The organizations and projects of a user. */
@Singleton
class Memberships {
  private static final int OWNER = 15;

  private final AccountRepository accounts;
  private final ApiKeys keys;
  private final Clock clock;

  Memberships(AccountRepository accounts, ApiKeys keys, Clock clock) {
    this.accounts = accounts;
    this.keys = keys;
    this.clock = clock;
  }

  List<Project> projects(Caller caller) {
    return accounts.projectsOf(caller.userId()).stream()
        .filter(row -> keys.admits(caller, row.organizationId()))
        .map(Memberships::project)
        .toList();
  }

  @Transactional
  Project createProject(Caller caller, String name, UUID organization, String timezone) {
    requireZone(timezone);
    UUID owner =
        Optional.ofNullable(organization).orElseGet(() -> currentOrganization(caller.userId()));
    if (accounts.membershipsOf(caller.userId()).stream()
        .noneMatch(m -> m.organizationId().equals(owner))) {
      throw ApiException.of(
          ErrorCode.DOES_NOT_EXIST,
          "Invalid pk \"%s\" - object does not exist.".formatted(owner),
          "organization");
    }
    if (!keys.admits(caller, owner)) {
      throw ApiException.forbidden(
          "API key does not have access to the requested organization: ID %s.".formatted(owner));
    }
    long id = accounts.insertProject(owner, Tokens.random("phc_"), name, timezone, now());
    return project(accounts.projectById(id).orElseThrow());
  }

  List<Organization> organizations(Caller caller) {
    Map<UUID, Integer> levels =
        accounts.membershipsOf(caller.userId()).stream()
            .collect(Collectors.toMap(MembershipRow::organizationId, MembershipRow::level));
    return accounts.organizationsOf(caller.userId()).stream()
        .filter(row -> keys.admits(caller, row.id()))
        .map(row -> Users.organization(row, levels.get(row.id())))
        .toList();
  }

  @Transactional
  Organization createOrganization(Caller caller, String name) {
    OrganizationRow row = new OrganizationRow(UUID.randomUUID(), name, slug(name), now());
    accounts.insertOrganization(row);
    accounts.insertMembership(row.id(), caller.userId(), OWNER, now());
    // What keys know of their owner's organizations is no longer true.
    keys.forget();
    return Users.organization(row, OWNER);
  }

  private UUID currentOrganization(long userId) {
    return accounts
        .userById(userId)
        .map(UserRow::currentProjectId)
        .flatMap(accounts::projectById)
        .map(ProjectRow::organizationId)
        .orElseThrow(
            () -> ApiException.of(ErrorCode.REQUIRED, "This field is required.", "organization"));
  }

  /**
   * The name as it can stand in an address. Always with a random end: looking whether a slug is
   * free does not keep it free.
   */
  private static String slug(String name) {
    String base =
        name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
    return (base.isEmpty() ? "organization" : base) + "-" + Tokens.random("").substring(0, 8);
  }

  private static void requireZone(String timezone) {
    if (!ZoneId.getAvailableZoneIds().contains(timezone)) {
      throw ApiException.of(
          ErrorCode.INVALID_CHOICE,
          "\"%s\" is not a valid choice.".formatted(timezone),
          "timezone");
    }
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }

  private static Project project(ProjectRow row) {
    return new Project()
        .id(row.id())
        .uuid(row.uuid())
        .organization(row.organizationId())
        .apiToken(row.token())
        .name(row.name())
        .completedSnippetOnboarding(true)
        .hasCompletedOnboardingFor(Map.of())
        .ingestedEvent(true)
        .isDemo(false)
        .timezone(row.timezone())
        .accessControl(false);
  }
}
