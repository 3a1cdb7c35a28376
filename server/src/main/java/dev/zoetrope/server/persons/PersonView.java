package dev.zoetrope.server.persons;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A person as the API shows one (B-155, B-156).
 *
 * @param id null for a distinct id that no person is known for
 * @param name the e-mail address, else the name property, else null
 * @param distinctIds at most ten
 * @param createdAt when the person was first seen; null for an unknown one
 * @param uuid the same for the same distinct id, known or not
 */
public record PersonView(
    Long id,
    String name,
    List<String> distinctIds,
    JsonNode properties,
    Instant createdAt,
    UUID uuid) {}
