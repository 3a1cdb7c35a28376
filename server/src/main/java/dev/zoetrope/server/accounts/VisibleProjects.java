package dev.zoetrope.server.accounts;

import dev.zoetrope.server.accounts.Rows.ProjectRow;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Which projects a caller knows of: those of the user's organizations that the key admits. */
@Singleton
public class VisibleProjects {
  private final AccountRepository accounts;
  private final ApiKeys keys;

  VisibleProjects(AccountRepository accounts, ApiKeys keys) {
    this.accounts = accounts;
    this.keys = keys;
  }

  /** The ids of the projects. */
  public Set<Long> of(Caller caller) {
    List<Long> limitedTo = keys.limitedToProjects(caller);
    return accounts.projectsOf(caller.userId()).stream()
        .filter(row -> keys.admits(caller, row.organizationId()))
        .map(ProjectRow::id)
        .filter(id -> limitedTo.isEmpty() || limitedTo.contains(id))
        .collect(Collectors.toUnmodifiableSet());
  }
}
