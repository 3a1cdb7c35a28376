package dev.zoetrope.server.recordings;

import java.util.UUID;

/**
 * A console message of a recording.
 *
 * @param sessionId the recording
 * @param itemUuid the item it came in
 * @param position its place in the item
 * @param timestamp epoch milliseconds
 * @param level {@code info}, {@code warn} or {@code error}
 * @param message the text
 */
public record ConsoleEntry(
    String sessionId, UUID itemUuid, int position, long timestamp, String level, String message) {}
