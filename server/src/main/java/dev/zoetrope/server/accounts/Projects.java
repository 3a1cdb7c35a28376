package dev.zoetrope.server.accounts;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.zoetrope.server.accounts.Rows.ProjectRow;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;

/** Projects by id and by token. Both are asked for on every request, so found ones are kept. */
@Singleton
public class Projects {
  private static final Duration LIFE = Duration.ofMinutes(1);

  private final AccountRepository accounts;
  private final Cache<Long, Project> byId =
      Caffeine.newBuilder().maximumSize(10_000).expireAfterWrite(LIFE).build();
  private final Cache<String, Project> byToken =
      Caffeine.newBuilder().maximumSize(10_000).expireAfterWrite(LIFE).build();

  Projects(AccountRepository accounts) {
    this.accounts = accounts;
  }

  /** The project that SDKs with this token ({@code phc_...}) record into. */
  public Optional<Project> byToken(String token) {
    return Optional.ofNullable(
        byToken.get(token, t -> accounts.projectByToken(t).map(ProjectRow::project).orElse(null)));
  }

  /** Whether answering for this id needs no database. */
  boolean isKnown(long id) {
    return byId.getIfPresent(id) != null;
  }

  /** The project of this id. */
  public Optional<Project> byId(long id) {
    return Optional.ofNullable(
        byId.get(id, i -> accounts.projectById(i).map(ProjectRow::project).orElse(null)));
  }
}
