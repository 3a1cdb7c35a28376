package dev.zoetrope.server.snapshots;

import java.util.UUID;

/**
 * What one captured item adds to a recording.
 *
 * @param itemUuid unique within the project
 * @param firstTimestamp time of its earliest event, epoch milliseconds
 * @param lastTimestamp time of its latest event, epoch milliseconds
 * @param events how many events it has
 * @param rawBytes size of the lines before compression
 * @param zstd one rrweb event per line as JSON, without the window id, compressed with zstd; empty
 *     once they are in a segment
 */
public record NewBlock(
    String sessionId,
    UUID itemUuid,
    String windowId,
    long firstTimestamp,
    long lastTimestamp,
    int events,
    long rawBytes,
    byte[] zstd) {
  private static final byte[] NONE = {};

  NewBlock withoutBytes() {
    return withBytes(NONE);
  }

  NewBlock withBytes(byte[] bytes) {
    return new NewBlock(
        sessionId, itemUuid, windowId, firstTimestamp, lastTimestamp, events, rawBytes, bytes);
  }
}
