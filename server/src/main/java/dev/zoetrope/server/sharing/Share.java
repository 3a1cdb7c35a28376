package dev.zoetrope.server.sharing;

import java.time.Instant;

/**
 * How a recording is shared (B-300).
 *
 * @param generation goes up with each new token
 * @param settings JSON object or null
 * @param createdAt when it was stored or its token replaced; null when nothing is stored
 */
record Share(
    long projectId,
    String sessionId,
    int generation,
    boolean enabled,
    String settings,
    boolean passwordRequired,
    Instant createdAt) {

  /** What holds before anybody shares the recording. */
  static Share none(long projectId, String sessionId) {
    return new Share(projectId, sessionId, 0, false, null, false, null);
  }

  boolean isStored() {
    return createdAt != null;
  }
}
