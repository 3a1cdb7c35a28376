package dev.zoetrope.server.accounts;

import java.util.UUID;

/**
 * A project as other features see it.
 *
 * @param id the number in {@code /api/environments/{project_id}}
 * @param organizationId the organization that owns it
 * @param token the project token SDKs send ({@code phc_...})
 * @param name what people call it
 */
public record Project(long id, UUID organizationId, String token, String name) {}
