package dev.zoetrope.server.accounts;

/**
 * The one recording that a sharing token opens.
 *
 * @param projectId the project it belongs to
 * @param sessionId its session id
 */
public record SharedRecording(long projectId, String sessionId) {}
