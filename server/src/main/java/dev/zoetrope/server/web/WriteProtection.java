package dev.zoetrope.server.web;

import java.util.Optional;

/** Knows when not even a little may be written, because the device is all but full (B-270). */
public interface WriteProtection {
  /** Why nothing may be written at the moment; empty when it may. */
  Optional<String> reason();
}
