package dev.zoetrope.server.recordings.query;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What a caller of the list asks for, checked.
 *
 * @param limit the most recordings to return
 * @param offset how many to skip
 * @param conditions on the recording, all of which must hold
 * @param sessionIds only these, in this order; empty when any
 * @param personUuid only recordings of this person; empty when of anybody
 * @param console what the console must have shown; empty when anything
 */
public record RecordingQuery(
    int limit,
    int offset,
    RecordingOrder order,
    boolean ascending,
    List<SqlCondition> conditions,
    Optional<List<String>> sessionIds,
    Optional<UUID> personUuid,
    Optional<ConsoleFilter> console) {}
