package dev.zoetrope.server.accounts;

import java.util.Optional;

/** Tells which recording a sharing access token opens; implemented by the sharing feature. */
public interface SharingTokenAuthenticator {
  /** The recording, when the token is of an enabled share (or was until five minutes ago). */
  Optional<SharedRecording> authenticate(String token);

  /**
   * What a token opens.
   *
   * @param projectId the project of the recording
   * @param sessionId the recording
   */
  record SharedRecording(long projectId, String sessionId) {}
}
