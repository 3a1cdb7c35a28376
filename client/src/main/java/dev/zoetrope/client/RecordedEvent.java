package dev.zoetrope.client;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * One rrweb event of a recording. Players want the events of a window by their timestamps.
 *
 * @param windowId the browser tab it happened in
 * @param event as the SDK sent it, {@code timestamp} in epoch milliseconds
 */
public record RecordedEvent(String windowId, JsonNode event) {}
