package dev.zoetrope.server.recordings;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.zoetrope.api.model.MinimalPerson;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The people of recordings, by distinct id (B-205). */
@Singleton
class RecordingPeople {
  Map<String, MinimalPerson> forDistinctIds(long projectId, Collection<String> distinctIds) {
    Map<String, MinimalPerson> people = new LinkedHashMap<>();
    distinctIds.forEach(id -> people.put(id, unknown(projectId, id)));
    return people;
  }

  private static MinimalPerson unknown(long projectId, String distinctId) {
    return new MinimalPerson()
        .id(null)
        .name(null)
        .distinctIds(List.of(distinctId))
        .properties(JsonNodeFactory.instance.objectNode())
        .createdAt(null)
        .uuid(
            UUID.nameUUIDFromBytes(
                (projectId + ":" + distinctId).getBytes(StandardCharsets.UTF_8)));
  }
}
