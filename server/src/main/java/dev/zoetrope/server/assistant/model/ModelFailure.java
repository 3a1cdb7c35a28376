package dev.zoetrope.server.assistant.model;

/**
 * The model gave no answer that can be used; the message says why and holds nothing that was said.
 */
final class ModelFailure extends Exception {
  private static final long serialVersionUID = 1L;

  ModelFailure(String reason) {
    super(reason);
  }
}
