package dev.zoetrope.conformance.remote;

import java.util.Locale;
import java.util.Optional;

/** What a target may lack. A chapter that needs what is missing is reported as not proved. */
public enum Capability {
  /** SDK traffic becomes recordings. */
  CAPTURE,
  /** The key may change and delete. */
  WRITE,
  /** The key may make organizations and projects; nothing takes them away again. */
  ACCOUNTS,
  /** ai/filters and ai/regex answer. */
  ASSISTANT,
  /** An e-mail and a password to log in with are known. */
  LOGIN,
  /** Servers of the same build can be started, to be overloaded and to lose their database. */
  STRAIN;

  /** As it is written in stories and on the command line. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The capability of that label. */
  public static Optional<Capability> of(String label) {
    for (Capability capability : values()) {
      if (capability.label().equals(label)) {
        return Optional.of(capability);
      }
    }
    return Optional.empty();
  }
}
