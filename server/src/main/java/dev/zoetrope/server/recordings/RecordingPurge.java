package dev.zoetrope.server.recordings;

import java.util.Collection;

/** Makes the data of recordings unreadable; implemented by whoever keeps it. */
public interface RecordingPurge {
  /**
   * Destroys what is kept of these recordings. Runs inside the transaction that writes the
   * tombstones: once it commits, nothing can read the data any more.
   */
  void purge(long projectId, Collection<String> sessionIds);
}
