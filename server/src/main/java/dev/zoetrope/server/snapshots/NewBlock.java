package dev.zoetrope.server.snapshots;

import java.util.UUID;

/**
 * A block to be kept.
 *
 * @param sessionId the recording
 * @param itemUuid the item it came in; one block each
 * @param windowId the tab its events are from
 * @param firstTimestamp its earliest event, epoch milliseconds
 * @param lastTimestamp its latest event, epoch milliseconds
 * @param events how many events it holds
 * @param rawBytes bytes of JSON before compression
 * @param zstd one event per line, compressed with zstd
 */
public record NewBlock(
    String sessionId,
    UUID itemUuid,
    String windowId,
    long firstTimestamp,
    long lastTimestamp,
    int events,
    long rawBytes,
    byte[] zstd) {}
