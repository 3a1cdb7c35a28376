package dev.zoetrope.server.recordings;

import java.time.Instant;

/**
 * What stays of a deleted recording (B-230).
 *
 * @param deletedAt when it was deleted
 * @param deletedBy the e-mail address of who deleted it; null when that is not known
 */
public record Tombstone(Instant deletedAt, String deletedBy) {}
