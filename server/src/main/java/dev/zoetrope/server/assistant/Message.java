package dev.zoetrope.server.assistant;

/**
 * One message of a conversation.
 *
 * @param fromUser whether the user said it, not the assistant
 */
public record Message(boolean fromUser, String content) {}
