package dev.zoetrope.api;

import java.util.Set;

/** A generated request or response body that knows which of its members were given. */
public interface ContractModel {
  /** Whether the member of this JSON name was given, be it as null. */
  boolean has(String jsonName);

  /** The JSON names of all members that were given. */
  Set<String> present();
}
