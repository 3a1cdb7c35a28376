package dev.zoetrope.server.capture.decode;

import dev.zoetrope.server.recordings.derive.RecordingFacts;
import java.util.List;
import java.util.UUID;

/**
 * One {@code $snapshot} event: what was derived from it and its replay events, compressed.
 *
 * @param uuid counts once per project
 * @param sessionId the recording
 * @param windowId the tab
 * @param facts what its events say
 * @param console its console messages
 * @param zstd one replay event per line, as sent, compressed with zstd
 */
public record SnapshotItem(
    UUID uuid,
    String sessionId,
    String windowId,
    RecordingFacts facts,
    List<ConsoleLine> console,
    byte[] zstd) {
  private static final byte[] NONE = {};

  /** The same without its replay events, once they are stored. */
  public SnapshotItem withoutBytes() {
    return new SnapshotItem(uuid, sessionId, windowId, facts, console, NONE);
  }

  /**
   * A console message.
   *
   * @param timestamp epoch milliseconds
   * @param level {@code info}, {@code warn} or {@code error}
   * @param message its string arguments, joined by a space
   */
  public record ConsoleLine(long timestamp, String level, String message) {}
}
