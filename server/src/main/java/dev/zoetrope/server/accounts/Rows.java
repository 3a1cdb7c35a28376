package dev.zoetrope.server.accounts;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.core.annotation.Nullable;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Rows of the account tables. */
final class Rows {
  private static final ObjectMapper JSON = new ObjectMapper();

  private Rows() {}

  @Introspected
  record OrganizationRow(UUID id, String name, String slug, Instant createdAt) {}

  @Introspected
  record ProjectRow(
      long id,
      UUID uuid,
      UUID organizationId,
      String token,
      String name,
      String timezone,
      Instant createdAt) {
    Project project() {
      return new Project(id, organizationId, token, name);
    }
  }

  @Introspected
  record UserRow(
      long id,
      UUID uuid,
      String distinctId,
      String email,
      String passwordHash,
      String firstName,
      String lastName,
      boolean active,
      boolean staff,
      @Nullable Long currentProjectId,
      Instant dateJoined) {}

  @Introspected
  record MembershipRow(UUID organizationId, long userId, int level) {}

  /**
   * @param scopes JSON array or null
   * @param scopedTeams JSON array of project ids
   * @param scopedOrganizations JSON array of organization ids
   */
  @Introspected
  record KeyRow(
      String id,
      long userId,
      String label,
      String secureValue,
      @Nullable String maskValue,
      @Nullable String scopes,
      String scopedTeams,
      String scopedOrganizations,
      Instant createdAt,
      @Nullable Instant lastUsedAt) {
    KeyRow withSecureValue(String value, String mask) {
      return new KeyRow(
          id,
          userId,
          label,
          value,
          mask,
          scopes,
          scopedTeams,
          scopedOrganizations,
          createdAt,
          lastUsedAt);
    }

    List<String> scopeList() {
      return scopes == null ? null : strings(scopes);
    }

    List<String> organizationList() {
      return strings(scopedOrganizations);
    }

    List<Long> teamList() {
      return read(scopedTeams, new TypeReference<List<Long>>() {});
    }
  }

  @Introspected
  record SessionRow(String tokenHash, long userId, Instant expiresAt) {}

  static String json(Object value) {
    try {
      return JSON.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static List<String> strings(String json) {
    return read(json, new TypeReference<List<String>>() {});
  }

  private static <T> T read(String json, TypeReference<T> type) {
    try {
      return JSON.readValue(json, type);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("an account row holds malformed JSON", e);
    }
  }
}
